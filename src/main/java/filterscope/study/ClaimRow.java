package filterscope.study;

import filterscope.measure.PairedDifference;
import filterscope.measure.Proportion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// One compressed sample network beside the one of its family whose filters all have scales of their own.
///
/// @param network the name of the sample
/// @param family networks of one family differ in nothing but the group and the seed
/// @param method its id
/// @param group filters that share a scale, as the recipe says
/// @param wholeLayer whether that is all filters of every compressed layer
/// @param runs of this recipe, the shipped one first
/// @param difference to the filter-wise network on the same images; nothing for that one itself, or where one was not measured
/// @param memoryRatio of the weights of the compressed layers alone
/// @param networkMemoryRatio of all parameters
public record ClaimRow(
    String network,
    String data,
    String family,
    String method,
    OptionalInt weightBits,
    int activationBits,
    int group,
    boolean wholeLayer,
    List<Run> runs,
    Optional<PairedDifference> difference,
    double memoryRatio,
    double networkMemoryRatio,
    double theorySpeedup,
    OptionalDouble measuredSpeedup) {
  public ClaimRow {
    runs = List.copyOf(runs);
  }

  /// One training of the recipe.
  ///
  /// @param measured whether the network was evaluated just now, rather than its accuracy read from the card
  public record Run(String seed, Proportion accuracy, boolean measured) {}

  /// The one that is shipped.
  public Run shipped() {
    return runs.getFirst();
  }

  public boolean isFilterwise() {
    return group == 1;
  }

  /// Whether it bears the claim out.
  public Verdict verdict() {
    return Verdict.of(this);
  }

  /// The mean difference to the runs of the filter-wise network with the same seeds, in points; nothing without a common seed.
  public OptionalDouble meanDifference(ClaimRow filterwise) {
    return runs.stream()
        .flatMap(run ->
            filterwise.runs.stream()
                .filter(other -> other.seed().equals(run.seed()))
                .map(other -> 100 * (run.accuracy().share() - other.accuracy().share())))
        .mapToDouble(Double::doubleValue)
        .average();
  }

  ClaimRow with(Optional<PairedDifference> to) {
    return new ClaimRow(
        network,
        data,
        family,
        method,
        weightBits,
        activationBits,
        group,
        wholeLayer,
        runs,
        to,
        memoryRatio,
        networkMemoryRatio,
        theorySpeedup,
        measuredSpeedup);
  }
}
