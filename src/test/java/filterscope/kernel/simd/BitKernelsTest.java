package filterscope.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.kernel.ScalarBitKernels;
import filterscope.kernel.Scaling;
import filterscope.kernel.simd.KernelGrid.Width;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BitKernelsTest {
  private static final BitKernels DEFINITION = new ScalarBitKernels();

  @ParameterizedTest
  @MethodSource("filterscope.kernel.simd.KernelGrid#backends")
  void equalsTheDefinitionOverTheGridOfShapes(BitKernels kernels) {
    Random random = new Random(5);
    int runs = 0;
    for (ConvGeometry geometry : KernelGrid.geometries()) {
      for (Width width : KernelGrid.widths(random)) {
        Scaling scaling =
            switch (random.nextInt(3)) {
              case 0 -> Scaling.none(geometry.filters());
              case 1 -> KernelGrid.scaling(geometry.filters(), Finish.RELU, random);
              default -> KernelGrid.scaling(geometry.filters(), new Finish(0, 6), random);
            };
        assertEqualsDefinition(kernels, geometry, width, scaling, random);
        runs++;
      }
    }
    assertThat(runs).isGreaterThan(400);
  }

  /// One scale for each tile of kernels: blocks of channels that begin in the middle of a word.
  @ParameterizedTest
  @MethodSource("filterscope.kernel.simd.KernelGrid#backends")
  void equalsTheDefinitionWhereBlocksOfChannelsHaveScalesOfTheirOwn(BitKernels kernels) {
    Random random = new Random(6);
    for (ConvGeometry geometry : KernelGrid.geometries()) {
      int most = 1 + geometry.channelsPerGroup() / 3;
      for (Width width : KernelGrid.widths(random)) {
        Scaling scaling = KernelGrid.tiled(geometry, most, Finish.RELU, random);
        assertEqualsDefinition(kernels, geometry, width, scaling, random);
      }
    }
  }

  private static void assertEqualsDefinition(
      BitKernels kernels, ConvGeometry geometry, Width width, Scaling scaling, Random random) {
    short[] levels = KernelGrid.levels(geometry, width.odd(), width.largest(), random);
    int inputOffset = random.nextInt(3);
    float[] input = KernelGrid.activations(inputOffset + geometry.inputSize(), random);
    float[] expected =
        KernelGrid.run(
            DEFINITION.convolution(geometry, levels, width.activations(), scaling),
            geometry,
            input,
            inputOffset);
    float[] actual =
        KernelGrid.run(
            kernels.convolution(geometry, levels, width.activations(), scaling),
            geometry,
            input,
            inputOffset);
    assertThat(actual)
        .as("%s %s %s, %d blocks", kernels.name(), geometry, width, scaling.blocks())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("filterscope.kernel.simd.KernelGrid#backends")
  void floatActivationsStayWithinTheRoundingOfTheirSum(BitKernels kernels) {
    Random random = new Random(8);
    for (ConvGeometry geometry : KernelGrid.geometries()) {
      for (int largest : new int[] {1, 2, 3, 7}) {
        short[] levels = KernelGrid.levels(geometry, largest != 2, largest, random);
        Scaling scaling =
            largest == 3
                ? KernelGrid.tiled(
                    geometry, 1 + geometry.channelsPerGroup() / 2, Finish.NONE, random)
                : KernelGrid.scaling(geometry.filters(), Finish.RELU, random);
        float bound = geometry.depth() * largest * 4 * 0x1p-22f;
        assertCloseToDefinition(
            kernels, geometry, levels, new ActivationGrid.Floats(), scaling, bound, random);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("filterscope.kernel.simd.KernelGrid#backends")
  void theMapOfInputMagnitudesStaysWithinRounding(BitKernels kernels) {
    Random random = new Random(9);
    for (ConvGeometry geometry : KernelGrid.geometries()) {
      short[] levels = KernelGrid.levels(geometry, true, 1, random);
      Scaling scaling = KernelGrid.scaling(geometry.filters(), Finish.NONE, random);
      float bound = 4 * geometry.depth() * 0x1p-19f;
      assertCloseToDefinition(
          kernels,
          geometry,
          levels,
          new ActivationGrid.Sign(),
          scaling.withInputMap(),
          bound,
          random);
      Scaling tiled =
          KernelGrid.tiled(geometry, 1 + geometry.channelsPerGroup() / 3, Finish.RELU, random);
      assertCloseToDefinition(
          kernels,
          geometry,
          levels,
          new ActivationGrid.Sign(),
          tiled.withInputMap(),
          bound,
          random);
    }
  }

  private static void assertCloseToDefinition(
      BitKernels kernels,
      ConvGeometry geometry,
      short[] levels,
      ActivationGrid grid,
      Scaling scaling,
      float bound,
      Random random) {
    float[] input = KernelGrid.activations(geometry.inputSize(), random);
    float[] expected =
        KernelGrid.run(DEFINITION.convolution(geometry, levels, grid, scaling), geometry, input, 0);
    float[] actual =
        KernelGrid.run(kernels.convolution(geometry, levels, grid, scaling), geometry, input, 0);
    for (int index = 0; index < expected.length; index++) {
      assertThat(actual[index])
          .as("%s at %d", geometry, index)
          .isCloseTo(expected[index], within(bound));
    }
  }
}
