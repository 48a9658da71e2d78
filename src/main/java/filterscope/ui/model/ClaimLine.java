package filterscope.ui.model;

import filterscope.measure.PairedDifference;
import filterscope.measure.Proportion;
import filterscope.study.ClaimRow;
import filterscope.study.Claims;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// One network of the claims' table in words.
///
/// @param bits of weights and activations
/// @param difference to the network whose filters share nothing, in points
/// @param interval 95 %, of the accuracy
/// @param differenceInterval 95 %, in points
public record ClaimLine(
    String network,
    String bits,
    String group,
    String accuracy,
    String interval,
    String difference,
    String differenceInterval,
    String verdict,
    String memory,
    String theory,
    String measured,
    String seeds) {
  private static final String NONE = "–";

  static List<ClaimLine> of(Claims claims) {
    return claims.rows().stream().map(row -> of(row, claims)).toList();
  }

  private static ClaimLine of(ClaimRow row, Claims claims) {
    Proportion accuracy = row.shipped().accuracy();
    boolean known = accuracy.samples() > 0;
    OptionalDouble difference =
        row.isFilterwise()
            ? OptionalDouble.empty()
            : claims.filterwise(row).map(row::meanDifference).orElseGet(OptionalDouble::empty);
    return new ClaimLine(
        row.network(),
        bits(row),
        row.wholeLayer() ? "layer" : Integer.toString(row.group()),
        known ? percent(accuracy.share()) + (row.shipped().measured() ? "" : " *") : "unknown",
        known ? Numbers.fixed(100 * accuracy.low(), 1) + " … " + percent(accuracy.high()) : NONE,
        difference.isPresent() ? signed(difference.getAsDouble()) : NONE,
        row.difference().map(ClaimLine::ends).orElse(NONE),
        row.isFilterwise() ? "reference" : row.verdict().words(),
        Numbers.times(row.memoryRatio()),
        Numbers.times(row.theorySpeedup()),
        row.measuredSpeedup().isPresent()
            ? Numbers.times(row.measuredSpeedup().getAsDouble())
            : NONE,
        row.runs().stream()
            .map(run -> run.seed() + (run.measured() ? "" : "*"))
            .collect(Collectors.joining(", ")));
  }

  private static String bits(ClaimRow row) {
    String weights = row.weightBits().isPresent() ? row.weightBits().getAsInt() + "" : NONE;
    return weights + " / " + (row.activationBits() == Float.SIZE ? "float" : row.activationBits());
  }

  private static String ends(PairedDifference paired) {
    return signed(100 * paired.low()) + " … " + signed(100 * paired.high());
  }

  private static String percent(double share) {
    return Numbers.fixed(100 * share, 1) + "\u2009%";
  }

  private static String signed(double points) {
    return (points > 0 ? "+" : "") + Numbers.fixed(points, 2);
  }
}
