package filterscope.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be mended without training, in the order in which it is done.
public enum Repair {
  /// Filters and those that take their results are scaled against one another, which leaves the float network as it is (Nagel
  /// et al. 2019, arXiv 1906.04721, section 4.1; before batch normalisation every filter gets the same mean |w|).
  EQUALISE("Equalise filters"),
  /// The running statistics of every batch normalisation are taken anew while the network computes with compressed weights.
  BATCH_NORM("Re-estimate batch norm"),
  /// Each filter's output gets back the mean that it had in float (arXiv 1906.04721, section 4.2, from images).
  BIAS("Correct biases");

  private final String title;

  Repair(String title) {
    this.title = title;
  }

  /// What people read.
  public String title() {
    return title;
  }

  /// The word on the command line: `batch-norm`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The words of all.
  public static List<String> ids() {
    return Stream.of(values()).map(Repair::id).toList();
  }

  public static Optional<Repair> byId(String id) {
    return Stream.of(values()).filter(repair -> repair.id().equals(id)).findFirst();
  }
}
