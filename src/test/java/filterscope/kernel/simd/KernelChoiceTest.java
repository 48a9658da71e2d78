package filterscope.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.kernel.ScalarBitKernels;
import filterscope.kernel.Scaling;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A machine on which the trial layer was as fast with four pairs of planes as with multiply-adds.
class KernelChoiceTest {
  private static final ConvGeometry LAYER =
      new ConvGeometry(6, 6, 64, 32, 3, 3, 1, 1, 1, 1, 1, 1, 6, 6, 1);

  private final VectorBitKernels kernels =
      new VectorBitKernels(new DirectCount(), 4, 1, "four pairs");

  private String kernel(ActivationGrid activations, Scaling scaling) {
    short[] levels = KernelGrid.levels(LAYER, true, 1, new Random(1));
    return kernels.convolution(LAYER, levels, activations, scaling).name();
  }

  @Test
  void fewPairsArePlanesAndManyAreMultiplyAdds() {
    Scaling plain = Scaling.none(LAYER.filters());
    assertThat(kernel(new ActivationGrid.Sign(), plain)).startsWith("XNOR");
    assertThat(kernel(new ActivationGrid.Unsigned(2, 1), plain)).startsWith("1×2 bit planes");
    assertThat(kernel(new ActivationGrid.Unsigned(8, 1), plain)).startsWith("integer multiply-add");
  }

  /// Four blocks of 16 channels take four words of which half is used: two pairs cost as much as four.
  @Test
  void wordsThatStayHalfEmptyCount() {
    float[] factors = new float[4 * LAYER.filters()];
    Scaling tiled =
        Scaling.tiled(factors, new float[LAYER.filters()], Finish.NONE, new int[] {0, 16, 32, 48});
    assertThat(kernel(new ActivationGrid.Sign(), tiled)).startsWith("XNOR");
    assertThat(kernel(new ActivationGrid.Unsigned(4, 1), tiled))
        .startsWith("integer multiply-add by tiles");
  }

  @Test
  void aShapeNearTheBorderIsTimedOnceAndKeepsItsKernel() {
    ActivationGrid four = new ActivationGrid.Unsigned(4, 1);
    Scaling plain = Scaling.none(LAYER.filters());
    String first = kernel(four, plain);
    assertThat(first).containsAnyOf("1×4 bit planes", "integer multiply-add");
    for (int repeat = 0; repeat < 5; repeat++) {
      assertThat(kernel(new ActivationGrid.Unsigned(4, 0.5f + repeat), plain)).isEqualTo(first);
    }
    short[] levels = KernelGrid.levels(LAYER, true, 1, new Random(1));
    float[] image = KernelGrid.activations(LAYER.inputSize(), new Random(2));
    assertThat(run(kernels, levels, four, plain, image))
        .isEqualTo(run(new ScalarBitKernels(), levels, four, plain, image));
  }

  private static float[] run(
      BitKernels backend, short[] levels, ActivationGrid grid, Scaling scaling, float[] image) {
    return KernelGrid.run(backend.convolution(LAYER, levels, grid, scaling), LAYER, image, 0);
  }
}
