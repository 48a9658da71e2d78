package filterscope.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.kernel.Scaling;
import filterscope.kernel.simd.KernelGrid.Width;
import filterscope.tensor.BitPlanes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Signs that go into and out of the binary kernels packed are held to the way through floats.
class PackedSignsTest {
  /// Sums of one weight on one pixel are −1 and 1; `0.5·sum − 0.25` is negative for the first.
  @Test
  void theThresholdOfOneWeightLiesBetweenItsTwoSums() {
    ConvGeometry one = new ConvGeometry(1, 2, 1, 2, 1, 1, 1, 1, 1, 1, 0, 0, 1, 2, 1);
    Scaling scaling =
        new Scaling(new float[] {0.5f, -0.5f}, new float[] {-0.25f, -0.25f}, Finish.NONE);
    BitKernels.Prepared kernel =
        VectorBitKernels.bitCount()
            .convolution(one, new short[] {1, 1}, new ActivationGrid.Sign(), scaling);
    BitKernels.Signs signs = kernel.signs(BitKernels.Monotone.NOTHING).orElseThrow();
    int[] scratch = new int[kernel.scratchInts()];
    int[] output = {-1, -1};
    signs.loadFloats(new float[] {3, -2}, 0, scratch);
    signs.storeSigns(output, scratch);
    assertThat(output).containsExactly(0b01, 0b10);
  }

  @ParameterizedTest
  @MethodSource("filterscope.kernel.simd.KernelGrid#backends")
  void packedResultsAreTheSignsOfTheFloats(BitKernels kernels) {
    Random random = new Random(21);
    int compared = 0;
    for (ConvGeometry geometry : KernelGrid.geometries()) {
      for (Width width : KernelGrid.widths(random)) {
        short[] levels = KernelGrid.levels(geometry, width.odd(), width.largest(), random);
        Finish finish = random.nextBoolean() ? Finish.NONE : new Finish(-0.5f, 1);
        BitKernels.Prepared kernel =
            kernels.convolution(
                geometry, levels, width.activations(), centred(geometry, width, finish, random));
        BitKernels.Signs signs = kernel.signs(BitKernels.Monotone.NOTHING).orElse(null);
        if (signs == null || !signs.writes()) {
          continue;
        }
        float[] input = KernelGrid.activations(geometry.inputSize(), random);
        float[] output = new float[geometry.outputSize()];
        int[] scratch = new int[kernel.scratchInts()];
        kernel.run(input, 0, output, 0, scratch);
        int[] expected = packed(output, geometry.filters(), geometry.groups());
        int[] actual = new int[expected.length];
        Arrays.fill(actual, -1);
        signs.loadFloats(input, 0, scratch);
        signs.storeSigns(actual, scratch);
        assertThat(actual).as("%s %s %s", kernel.name(), geometry, width).isEqualTo(expected);
        compared++;
      }
    }
    assertThat(compared > 0).isEqualTo(!kernels.name().contains("multiply-add"));
  }

  @ParameterizedTest
  @MethodSource("filterscope.kernel.simd.KernelGrid#backends")
  void packedImagesGiveTheSameResultsAsFloats(BitKernels kernels) {
    Random random = new Random(22);
    int compared = 0;
    for (ConvGeometry geometry : KernelGrid.geometries()) {
      short[] levels = KernelGrid.levels(geometry, true, 1, random);
      Scaling scaling = KernelGrid.scaling(geometry.filters(), Finish.NONE, random);
      BitKernels.Prepared kernel =
          kernels.convolution(geometry, levels, new ActivationGrid.Sign(), scaling);
      BitKernels.Signs signs = kernel.signs(BitKernels.Monotone.NOTHING).orElse(null);
      if (signs == null || !signs.reads()) {
        continue;
      }
      float[] input = KernelGrid.activations(geometry.inputSize(), random);
      float[] expected = new float[geometry.outputSize()];
      int[] scratch = new int[kernel.scratchInts()];
      kernel.run(input, 0, expected, 0, scratch);
      float[] actual = new float[geometry.outputSize()];
      Arrays.fill(scratch, 0x5a5a5a5a);
      signs.loadSigns(packed(input, geometry.inputChannels(), geometry.groups()), scratch);
      signs.storeFloats(actual, 0, scratch);
      assertThat(actual).as("%s %s", kernel.name(), geometry).isEqualTo(expected);
      compared++;
    }
    assertThat(compared > 20).isEqualTo(!kernels.name().contains("multiply-add"));
  }

  /// Offsets that leave about half of the results negative.
  private static Scaling centred(ConvGeometry geometry, Width width, Finish finish, Random random) {
    float[] factors = new float[geometry.filters()];
    float[] offsets = new float[geometry.filters()];
    for (int filter = 0; filter < factors.length; filter++) {
      factors[filter] = random.nextInt(9) == 0 ? 0 : random.nextFloat() - 0.5f;
      int spread = 1 + width.largest() * (int) Math.sqrt(geometry.depth());
      offsets[filter] = factors[filter] * (random.nextInt(2 * spread) - spread);
    }
    return new Scaling(factors, offsets, finish);
  }

  private static int[] packed(float[] values, int channels, int groups) {
    int perGroup = channels / groups;
    int words = BitPlanes.wordsFor(perGroup);
    int[] result = new int[values.length / channels * groups * words];
    for (int index = 0; index < values.length; index++) {
      int run = index / perGroup;
      int channel = index % perGroup;
      if (values[index] >= 0) {
        result[run * words + channel / Integer.SIZE] |= 1 << channel % Integer.SIZE;
      }
    }
    return result;
  }
}
