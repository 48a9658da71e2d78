package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ActivationErrorTest {
  @Test
  void measuresNoiseInDecibelsBelowTheSignal() {
    // Σx² = 9 + 16 = 25, Σ(x−x̂)² = 0 + 0.25: a hundredth, 20 dB.
    ActivationError error = ActivationError.of(new float[] {3, 4}, new float[] {3, 4.5f});
    assertThat(error.signal()).isEqualTo(25);
    assertThat(error.noise()).isEqualTo(0.25);
    assertThat(error.sqnr()).isCloseTo(20, within(1e-12));
    // (9 + 18) / (5·√29.25)
    assertThat(error.cosine()).isCloseTo(27 / (5 * Math.sqrt(29.25)), within(1e-12));
  }

  @Test
  void hasNoLimitWhereNothingDiffers() {
    ActivationError same = ActivationError.of(new float[] {1, -2}, new float[] {1, -2});
    assertThat(same.sqnr()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(same.cosine()).isEqualTo(1);
    ActivationError silent = ActivationError.of(new float[2], new float[2]);
    assertThat(silent.cosine()).isEqualTo(1);
  }

  @Test
  void seesOnlyNoiseWhereTheSignalIsZero() {
    ActivationError noise = ActivationError.of(new float[2], new float[] {1, 0});
    assertThat(noise.sqnr()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(noise.cosine()).isZero();
    assertThat(ActivationError.of(new float[] {1, 2}, new float[] {-1, -2}).cosine()).isEqualTo(-1);
  }

  @Test
  void addsUpOverParts() {
    Random random = new Random(5);
    float[] one = new float[40];
    float[] other = new float[40];
    for (int index = 0; index < one.length; index++) {
      one[index] = random.nextFloat() - 0.5f;
      other[index] = one[index] + 0.1f * random.nextFloat();
    }
    ActivationError whole = ActivationError.of(one, other);
    ActivationError parts =
        ActivationError.NONE
            .plus(
                ActivationError.of(
                    java.util.Arrays.copyOf(one, 13), java.util.Arrays.copyOf(other, 13)))
            .plus(
                ActivationError.of(
                    java.util.Arrays.copyOfRange(one, 13, 40),
                    java.util.Arrays.copyOfRange(other, 13, 40)));
    assertThat(parts.sqnr()).isCloseTo(whole.sqnr(), within(1e-9));
    assertThat(parts.cosine()).isCloseTo(whole.cosine(), within(1e-12));
  }

  @Test
  void refusesActivationsOfOtherExtents() {
    assertThatThrownBy(() -> ActivationError.of(new float[2], new float[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
