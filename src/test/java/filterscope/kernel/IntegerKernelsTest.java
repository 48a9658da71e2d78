package filterscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntegerKernelsTest {
  @Test
  void takesTheSmallestShiftThatBringsTheBoundTo127() {
    // u = 1000: 127.5/1000 needs 2^i with |1000·round(127.5·2^i/1000)/2^i − 127| < 0.5. Up to i = 6
    // the
    // multiplier is too coarse: round(8.16) = 8, 8000/64 = 125. i = 7: round(16.32) = 16, 125
    // again.
    // i = 8: round(32.64) = 33, 128.9. i = 9: round(65.28) = 65, 126.95.
    assertThat(Requantization.toBound(1000, 0)).isEqualTo(new Requantization(0, 1000, 65, 9));
  }

  @Test
  void clampsMultipliesAndShifts() {
    Requantization seven = new Requantization(0, 1000, 65, 9);
    assertThat(seven.apply(-5)).isZero();
    // (500·65 + 256) >> 9 = 32756 >> 9.
    assertThat(seven.apply(500)).isEqualTo(63);
    assertThat(seven.apply(1000)).isEqualTo(127);
    assertThat(seven.apply(1_000_000)).isEqualTo(127);
  }

  @Test
  void everyBoundBecomes127() {
    Random random = new Random(3);
    for (int trial = 0; trial < 2000; trial++) {
      long bound = 1 + (long) Math.exp(random.nextDouble() * 20);
      Requantization unsigned = Requantization.toBound(bound, 0);
      assertThat(unsigned.apply(bound)).isEqualTo(127);
      assertThat(unsigned.apply(0)).isZero();
      Requantization signed = Requantization.toBound(bound, -bound);
      assertThat(signed.apply(-bound)).isBetween(-127, -126);
      assertThat(Math.abs((double) unsigned.multiplier() / (1L << unsigned.shift()) * bound - 127))
          .isLessThanOrEqualTo(0.5);
    }
  }

  @Test
  void aRatioIsKeptToFourDigits() {
    for (double ratio : new double[] {1e-5, 0.003, 0.9, 1, 17.3, 40000}) {
      Requantization by = Requantization.byRatio(ratio, -1 << 20, 1 << 20);
      double kept = (double) by.multiplier() / (1L << by.shift());
      assertThat(kept / ratio).isCloseTo(1, offset(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, 6, 8, 12, 3, 3, 1, 1, 1, 1",
    "9, 10, 12, 12, 3, 3, 2, 1, 1, 3",
    "5, 5, 6, 6, 3, 3, 1, 1, 1, 6",
    "1, 1, 65, 10, 1, 1, 1, 1, 0, 1",
    "8, 9, 3, 17, 5, 1, 2, 2, 2, 1"
  })
  void theFastKernelIsTheDefinition(
      int height,
      int width,
      int channels,
      int filters,
      int kernelHeight,
      int kernelWidth,
      int stride,
      int dilation,
      int pad,
      int groups) {
    int outputHeight = (height + 2 * pad - dilation * (kernelHeight - 1) - 1) / stride + 1;
    int outputWidth = (width + 2 * pad - dilation * (kernelWidth - 1) - 1) / stride + 1;
    ConvGeometry g =
        new ConvGeometry(
            height,
            width,
            channels,
            filters,
            kernelHeight,
            kernelWidth,
            stride,
            stride,
            dilation,
            dilation,
            pad,
            pad,
            outputHeight,
            outputWidth,
            groups);
    Random random = new Random(channels);
    byte[] levels = new byte[filters * g.depth()];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (byte) (random.nextInt(255) - 127);
    }
    int[] biases = random.ints(filters, -1000, 1000).toArray();
    int[] input = random.ints(2 + g.inputSize(), -127, 128).toArray();
    for (int index = 0; index < input.length; index += 3) {
      input[index] = 0;
    }
    int[] plain = new int[3 + g.outputSize()];
    int[] fast = new int[3 + g.outputSize()];
    new ScalarIntegerKernels().convolution(g, levels, biases).run(input, 2, plain, 3);
    new FilterRowIntegerKernels().convolution(g, levels, biases).run(input, 2, fast, 3);
    assertThat(fast).isEqualTo(plain);
  }
}
