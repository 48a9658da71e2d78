package filterscope.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.GradientKernels;
import filterscope.kernel.GradientKernels.TrainedConv;
import filterscope.kernel.ScalarGradientKernels;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/// Holds both gradients of a convolution to those of ND4J, which was written by others. Its weights and their gradient are
/// `[row][column][channel][filter]` here, and its images channels last.
final class GradientRefereeTest {
  private static final int WEIGHTS_YXIO = 0;
  private static final int CHANNELS_LAST = 1;

  private final Random random = new Random(9);

  /// Its plain loops; oneDNN behind it refuses dilated convolutions.
  @BeforeAll
  static void useThePlainLoops() {
    Nd4j.getEnvironment().allowHelpers(false);
  }

  static Stream<ConvGeometry> geometries() {
    return Stream.of(
        VectorGradientKernelsTest.geometry(1, 1, 20, 10, 1, 1, 1, 0, 1),
        VectorGradientKernelsTest.geometry(8, 6, 3, 16, 3, 1, 1, 1, 1),
        VectorGradientKernelsTest.geometry(7, 7, 17, 33, 3, 2, 1, 1, 1),
        VectorGradientKernelsTest.geometry(9, 9, 4, 5, 5, 2, 1, 2, 1),
        VectorGradientKernelsTest.geometry(9, 8, 6, 7, 3, 1, 2, 2, 1));
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void agreesWithNd4j(ConvGeometry geometry) {
    float[] x = random(geometry.inputSize());
    float[] dy = random(geometry.outputSize());
    float[] weights = random(geometry.filters() * geometry.depth());
    float[] reordered = reordered(weights, geometry);
    List<float[]> theirs = theirs(x, reordered, dy, geometry);

    for (GradientKernels kernels :
        List.of(new ScalarGradientKernels(), new VectorGradientKernels())) {
      TrainedConv conv = kernels.convolution(geometry);
      conv.load(weights);
      float[] scratch = new float[conv.scratchFloats()];
      float[] dx = new float[x.length];
      float[] dw = new float[weights.length];
      conv.inputGradient(dy, 0, dx, 0, scratch);
      conv.weightGradient(x, 0, dy, 0, dw, scratch);
      assertThat(dx).containsExactly(theirs.get(0), within(2e-4f));
      assertThat(dw).containsExactly(theirs.get(1), within(2e-4f));
    }
  }

  private static List<float[]> theirs(float[] x, float[] w, float[] dy, ConvGeometry geometry) {
    INDArray image =
        array(x, 1, geometry.inputHeight(), geometry.inputWidth(), geometry.inputChannels());
    INDArray weights =
        array(
            w,
            geometry.kernelHeight(),
            geometry.kernelWidth(),
            geometry.inputChannels(),
            geometry.filters());
    INDArray gradient =
        array(dy, 1, geometry.outputHeight(), geometry.outputWidth(), geometry.filters());
    INDArray imageGradient = Nd4j.create(DataType.FLOAT, image.shape());
    INDArray weightGradient = Nd4j.create(DataType.FLOAT, weights.shape());
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d_bp")
            .addInputs(image, weights, gradient)
            .addOutputs(imageGradient, weightGradient)
            .addIntegerArguments(
                geometry.kernelHeight(),
                geometry.kernelWidth(),
                geometry.strideY(),
                geometry.strideX(),
                geometry.padTop(),
                geometry.padLeft(),
                geometry.dilationY(),
                geometry.dilationX(),
                0,
                CHANNELS_LAST,
                WEIGHTS_YXIO)
            .build());
    return List.of(floats(imageGradient), floats(weightGradient));
  }

  private static INDArray array(float[] values, long... shape) {
    return Nd4j.createFromArray(values).reshape(shape);
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').reshape(array.length()).toFloatVector();
  }

  /// From `[filter][channel][row][column]` to `[row][column][channel][filter]`.
  private static float[] reordered(float[] weights, ConvGeometry geometry) {
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    int channels = geometry.inputChannels();
    int filters = geometry.filters();
    float[] reordered = new float[weights.length];
    for (int filter = 0; filter < filters; filter++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int tap = 0; tap < taps; tap++) {
          reordered[(tap * channels + channel) * filters + filter] =
              weights[(filter * channels + channel) * taps + tap];
        }
      }
    }
    return reordered;
  }

  private float[] random(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
