package filterscope.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.GradientKernels;
import filterscope.kernel.GradientKernels.Affine;
import filterscope.kernel.GradientKernels.TrainedConv;
import filterscope.kernel.ScalarGradientKernels;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VectorGradientKernelsTest {
  private final GradientKernels plain = new ScalarGradientKernels();
  private final GradientKernels fast = new VectorGradientKernels();
  private final Random random = new Random(7);

  /// Geometry from the extents that matter; the output follows.
  static ConvGeometry geometry(
      int height,
      int width,
      int channels,
      int filters,
      int size,
      int stride,
      int dilation,
      int pad,
      int groups) {
    int reach = (size - 1) * dilation + 1;
    return new ConvGeometry(
        height,
        width,
        channels,
        filters,
        size,
        size,
        stride,
        stride,
        dilation,
        dilation,
        pad,
        pad,
        (height + 2 * pad - reach) / stride + 1,
        (width + 2 * pad - reach) / stride + 1,
        groups);
  }

  static Stream<ConvGeometry> geometries() {
    return Stream.of(
        geometry(1, 1, 1, 1, 1, 1, 1, 0, 1),
        geometry(1, 1, 70, 10, 1, 1, 1, 0, 1),
        geometry(5, 7, 1, 32, 3, 1, 1, 1, 1),
        geometry(8, 8, 3, 16, 3, 1, 1, 1, 1),
        geometry(6, 6, 32, 64, 3, 1, 1, 1, 1),
        geometry(7, 5, 17, 33, 3, 2, 1, 1, 1),
        geometry(8, 8, 16, 32, 1, 2, 1, 0, 1),
        geometry(9, 9, 4, 5, 5, 3, 1, 2, 1),
        geometry(9, 8, 6, 47, 3, 1, 2, 2, 1),
        geometry(10, 10, 5, 8, 3, 2, 2, 1, 1),
        geometry(6, 7, 8, 12, 3, 1, 1, 1, 4),
        geometry(6, 7, 6, 6, 3, 2, 1, 1, 6),
        geometry(8, 8, 2, 4, 2, 2, 1, 0, 1),
        geometry(7, 7, 2, 4, 2, 3, 1, 0, 1),
        new ConvGeometry(6, 5, 3, 40, 3, 2, 2, 1, 1, 2, 0, 1, 3, 5, 1));
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convolvesAsDefined(ConvGeometry geometry) {
    float[] x = random(geometry.inputSize() + 3);
    float[] expected = new float[geometry.outputSize() + 5];
    float[] actual = expected.clone();
    float[] weights = random(geometry.filters() * geometry.depth());

    loaded(plain, geometry, weights).forward(x, 3, expected, 5, new float[0]);
    TrainedConv conv = loaded(fast, geometry, weights);
    conv.forward(x, 3, actual, 5, dirty(conv.scratchFloats()));

    assertClose(actual, expected, geometry.depth());
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void takesTheGradientOfItsInputAsDefined(ConvGeometry geometry) {
    float[] dy = random(geometry.outputSize() + 2);
    float[] expected = new float[geometry.inputSize() + 4];
    float[] actual = dirty(geometry.inputSize() + 4);
    System.arraycopy(actual, 0, expected, 0, 4);
    float[] weights = random(geometry.filters() * geometry.depth());

    loaded(plain, geometry, weights).inputGradient(dy, 2, expected, 4, new float[0]);
    TrainedConv conv = loaded(fast, geometry, weights);
    conv.inputGradient(dy, 2, actual, 4, dirty(conv.scratchFloats()));

    assertClose(actual, expected, geometry.depth() * geometry.filters());
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void addsTheGradientOfItsWeightsAsDefined(ConvGeometry geometry) {
    float[] x = random(geometry.inputSize() + 1);
    float[] dy = random(geometry.outputSize() + 1);
    float[] weights = random(geometry.filters() * geometry.depth());
    float[] expected = random(weights.length);
    float[] actual = expected.clone();

    loaded(plain, geometry, weights).weightGradient(x, 1, dy, 1, expected, new float[0]);
    TrainedConv conv = loaded(fast, geometry, weights);
    conv.weightGradient(x, 1, dy, 1, actual, dirty(conv.scratchFloats()));

    assertClose(actual, expected, geometry.outputHeight() * geometry.outputWidth() + 1);
  }

  @Test
  void passesOfBatchNormalisationFollowTheirDefinition() {
    for (int channels : new int[] {1, 3, 15, 16, 17, 64, 65}) {
      for (int pixels : new int[] {0, 1, 49}) {
        for (boolean rectified : new boolean[] {false, true}) {
          checkPasses(channels, pixels, rectified);
        }
      }
    }
  }

  @Test
  void keepsTheGradientWithinItsBoundsAsDefined() {
    for (int count : new int[] {0, 1, 7, 8, 15, 16, 17, 100}) {
      float[] x = random(count + 3);
      for (int i = 0; i < count; i += 5) {
        x[3 + i] = new float[] {-1, 1, Float.NaN, -0f, Float.POSITIVE_INFINITY}[i / 5 % 5];
      }
      float[] expected = random(count + 2);
      float[] actual = expected.clone();

      plain.keepWithin(x, 3, -1, 1, expected, 1, count);
      fast.keepWithin(x, 3, -1, 1, actual, 1, count);

      assertThat(actual).as("%d activations", count).isEqualTo(expected);
    }
  }

  private void checkPasses(int channels, int pixels, boolean rectified) {
    float[] x = random(channels * pixels + 2);
    float[] dy = random(channels * pixels + 2);
    float[] pivot = random(channels);
    float[] a = random(channels);
    float[] b = random(channels);
    float[] c = random(channels);
    Affine affine = new Affine(random(channels), random(channels), rectified);
    float[][] expected = new float[6][];
    float[][] actual = new float[6][];
    for (int i = 0; i < 6; i++) {
      expected[i] = random(i < 4 ? channels : channels * pixels + 2);
      actual[i] = expected[i].clone();
    }

    passes(plain, x, dy, pixels, channels, affine, pivot, a, b, c, expected);
    passes(fast, x, dy, pixels, channels, affine, pivot, a, b, c, actual);

    for (int i = 0; i < 6; i++) {
      assertThat(actual[i])
          .as("result %d of %d channels and %d pixels", i, channels, pixels)
          .isEqualTo(expected[i]);
    }
  }

  private static void passes(
      GradientKernels kernels,
      float[] x,
      float[] dy,
      int pixels,
      int channels,
      Affine affine,
      float[] pivot,
      float[] a,
      float[] b,
      float[] c,
      float[][] results) {
    kernels.moments(x, 2, pixels, channels, pivot, results[0], results[1]);
    kernels.affineMoments(x, dy, 2, pixels, channels, affine, pivot, results[2], results[3]);
    kernels.affine(x, 2, pixels, channels, affine, results[4], 1);
    kernels.affineGradient(x, dy, 2, pixels, channels, affine, a, b, c, results[5], 1);
  }

  private static TrainedConv loaded(
      GradientKernels kernels, ConvGeometry geometry, float[] weights) {
    TrainedConv conv = kernels.convolution(geometry);
    conv.load(weights);
    return conv;
  }

  private float[] random(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /// Scratch memory whose old contents would show.
  private static float[] dirty(int count) {
    float[] values = new float[count];
    java.util.Arrays.fill(values, 1e6f);
    return values;
  }

  private static void assertClose(float[] actual, float[] expected, int terms) {
    assertThat(actual).hasSameSizeAs(expected);
    float bound = 2e-6f * (float) Math.sqrt(terms) * 4;
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(bound));
    }
  }
}
