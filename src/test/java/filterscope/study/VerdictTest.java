package filterscope.study;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.measure.PairedDifference;
import filterscope.measure.Proportion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  /// A row that shares scales; of 10000 images, as many are right with and wrong without sharing, and the other way round.
  private static ClaimRow row(int won, int lost) {
    return new ClaimRow(
        "shared",
        "fashion-mnist",
        "family",
        "cross-filter",
        OptionalInt.of(1),
        32,
        4,
        false,
        List.of(new ClaimRow.Run("1", new Proportion(9300, 10_000), true)),
        Optional.of(new PairedDifference(won, lost, 10_000)),
        31.6,
        20,
        41,
        OptionalDouble.of(5.7));
  }

  @Test
  void letsTheWholeIntervalDecide() {
    // ±1.96·√100/10⁴ = ±0.196 points around 0, and around −1 with √(100−1): −1.195 … −0.805.
    assertThat(row(50, 50).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(row(0, 100).verdict()).isEqualTo(Verdict.FAILS);
    // ±1.96·√400/10⁴ = ±0.392 points around 0 reaches below −0.3.
    assertThat(row(200, 200).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(row(50, 50).with(Optional.empty()).verdict()).isEqualTo(Verdict.NOT_COMPARED);
  }

  @Test
  void saysWhereTheClaimHoldsAndWhereNot() {
    String account = String.join("\n", new Claims(List.of(row(0, 100)), List.of()).account());
    assertThat(account)
        .contains("does not hold for shared")
        .contains("31.6 to 31.6 times less memory")
        .contains("all of one bit reach 30×")
        .contains("41.0×")
        .contains("5.7×");
    assertThat(String.join("\n", new Claims(List.of(row(50, 50)), List.of()).account()))
        .contains("no more than 0.3 points are lost, with 95 % confidence, by shared")
        .doesNotContain("does not hold for");
  }
}
