package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import filterscope.network.ConvWeights;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void theWilsonIntervalIsThatOfTheTextbook() {
    Proportion half = new Proportion(50, 100);
    assertThat(half.low()).isCloseTo(0.4038, offset(5e-5));
    assertThat(half.high()).isCloseTo(0.5962, offset(5e-5));
    assertThat(new Proportion(263, 300).low()).isCloseTo(0.8346, offset(1e-4));
    assertThat(new Proportion(263, 300).high()).isCloseTo(0.9092, offset(1e-4));
    Proportion none = new Proportion(0, 10);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.2775, offset(5e-5));
    Proportion all = new Proportion(10, 10);
    assertThat(all.low()).isCloseTo(0.7225, offset(5e-5));
    assertThat(all.high()).isEqualTo(1);
    assertThat(new Proportion(0, 0).share()).isNaN();
    assertThat(new Proportion(0, 0).high()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(3, 2));
  }

  @Test
  void aSurerIntervalIsWider() {
    Proportion half = new Proportion(50, 100);
    // (0.5 + z²/200) / (1 + z²/100) = 0.5, reach = z·√(0.25/100 + z²/40000) / (1 + z²/100), z =
    // 2.5758.
    assertThat(half.high(Confidence.NINETY_NINE)).isCloseTo(0.62473, offset(5e-5));
    assertThat(half.low(Confidence.NINETY_NINE)).isCloseTo(0.37527, offset(5e-5));
    assertThat(half.low(Confidence.NINETY)).isGreaterThan(half.low());
    assertThat(half.low(Confidence.NINETY_FIVE)).isEqualTo(half.low());
  }

  @Test
  void theIntervalHoldsTheShareAndNarrows() {
    double before = 1;
    for (int samples = 10; samples <= 1_000_000; samples *= 10) {
      Proportion p = new Proportion(samples * 9L / 10, samples);
      assertThat(p.low()).isLessThan(p.share());
      assertThat(p.high()).isGreaterThan(p.share());
      assertThat(p.high() - p.low()).isLessThan(before);
      before = p.high() - p.low();
    }
  }

  @Test
  void aTimingIsAMedianBetweenItsQuartiles() {
    Timing timing = Timing.of(new long[] {5_000_000, 1_000_000, 2_000_000, 3_000_000, 90_000_000});
    assertThat(timing).isEqualTo(new Timing(3, 2, 5, 5));
    assertThat(Timing.of(new long[] {1_000_000, 2_000_000}).medianMillis()).isEqualTo(1.5);
    assertThatIllegalArgumentException().isThrownBy(() -> Timing.of(new long[0]));
  }

  @Test
  void theErrorOfWeightsIsAShareOfTheirEnergy() {
    ConvWeights weights = new ConvWeights(1, 1, 1, 2, new float[] {3, -4});
    WeightError error = WeightError.of(weights, weights.withValues(new float[] {3, -3.5f}));
    assertThat(error.relative()).isEqualTo(0.01);
    assertThat(WeightError.of(weights, weights).relative()).isZero();
    ConvWeights zeros = weights.withValues(new float[2]);
    assertThat(WeightError.of(zeros, zeros).relative()).isZero();
  }
}
