package filterscope.study;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the measured rows come to, in sentences: where the claim holds, where it does not, and what was not asked of it.
final class ClaimAccount {
  private ClaimAccount() {}

  static List<String> of(Claims claims) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "The paper (arXiv 2005.09034) tells of %+.1f to %+.1f points of accuracy where filters share scales, against filters"
                + " with scales of their own, for ResNet and VGG on CIFAR-10 and ImageNet.",
            Claims.PAPER_LOW,
            Claims.PAPER_HIGH));
    if (claims.rows().isEmpty()) {
      return sentences;
    }
    List<ClaimRow> sharing = claims.rows().stream().filter(row -> !row.isFilterwise()).toList();
    if (!sharing.isEmpty()) {
      sentences.add(verdicts(sharing));
      oneSeed(sharing).forEach(sentences::add);
    }
    sentences.add(memory(claims.rows()));
    speed(claims.rows()).forEach(sentences::add);
    return sentences;
  }

  private static String verdicts(List<ClaimRow> sharing) {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      List<String> names =
          sharing.stream().filter(row -> row.verdict() == verdict).map(ClaimRow::network).toList();
      if (!names.isEmpty()) {
        String listed = String.join(", ", names);
        parts.add(
            switch (verdict) {
              case HOLDS ->
                  String.format(
                      Locale.ROOT,
                      "no more than %.1f points are lost, with 95 %% confidence, by %s",
                      -Claims.PAPER_LOW,
                      listed);
              case FAILS ->
                  String.format(
                      Locale.ROOT,
                      "the claim does not hold for %s, which loses more than %.1f points",
                      listed,
                      -Claims.PAPER_LOW);
              case UNDECIDED ->
                  String.format(
                      Locale.ROOT,
                      "these images cannot decide about %s, whose interval reaches to both sides of %+.1f points",
                      listed,
                      Claims.PAPER_LOW);
              case NOT_COMPARED -> "nothing was evaluated to compare " + listed + " with";
            });
      }
    }
    return "On the sample networks " + String.join("; ", parts) + ".";
  }

  private static List<String> oneSeed(List<ClaimRow> sharing) {
    return sharing.stream().allMatch(row -> row.runs().size() == 1)
        ? List.of(
            "Each was trained with one seed: the interval knows of the images, not of what another seed would change.")
        : List.of();
  }

  private static String memory(List<ClaimRow> rows) {
    DoubleSummaryStatistics ratios =
        rows.stream().mapToDouble(ClaimRow::memoryRatio).summaryStatistics();
    String span =
        String.format(
            Locale.ROOT,
            "The weights of the compressed layers take %.1f to %.1f times less memory than floats, scales included",
            ratios.getMin(),
            ratios.getMax());
    Set<String> less =
        rows.stream()
            .filter(row -> row.weightBits().orElse(0) == 1)
            .filter(row -> row.memoryRatio() < Claims.MEMORY_GOAL)
            .map(ClaimRow::network)
            .collect(Collectors.toCollection(TreeSet::new));
    return span
        + (less.isEmpty()
            ? String.format(Locale.ROOT, "; all of one bit reach %.0f×.", Claims.MEMORY_GOAL)
            : String.format(
                Locale.ROOT,
                "; of one bit, but less than %.0f×: %s.",
                Claims.MEMORY_GOAL,
                String.join(", ", less)));
  }

  private static List<String> speed(List<ClaimRow> rows) {
    return rows.stream()
        .filter(row -> row.measuredSpeedup().isPresent())
        .filter(row -> row.theorySpeedup() > row.measuredSpeedup().getAsDouble())
        .max((one, other) -> Double.compare(one.theorySpeedup(), other.theorySpeedup()))
        .map(row ->
            String.format(
                Locale.ROOT,
                "The paper counts 122× for its convolutions; counted like XNOR-Net, %s would be %.1f× as fast as float, and on this machine it"
                    + " is %.1f× as fast as on Filterscope's own float kernels.",
                row.network(),
                row.theorySpeedup(),
                row.measuredSpeedup().getAsDouble()))
        .stream()
        .toList();
  }
}
