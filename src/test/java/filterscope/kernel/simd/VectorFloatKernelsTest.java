package filterscope.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.kernel.ScalarFloatKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the fast kernels to the definition.
class VectorFloatKernelsTest {
  private static final int[] CHANNELS = {1, 3, 15, 16, 17, 63, 64, 65, 100};

  private final FloatKernels definition = new ScalarFloatKernels();
  private final FloatKernels fast = new VectorFloatKernels();

  static ConvGeometry geometry(
      int height,
      int width,
      int channels,
      int filters,
      int kernel,
      int stride,
      int dilation,
      int pad,
      int groups) {
    int reach = (kernel - 1) * dilation + 1;
    return new ConvGeometry(
        height,
        width,
        channels,
        filters,
        kernel,
        kernel,
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

  static List<ConvGeometry> shapes() {
    List<ConvGeometry> grid = new ArrayList<>();
    for (int channels : CHANNELS) {
      for (int filters : CHANNELS) {
        grid.add(geometry(5, 7, channels, filters, 3, 1, 1, 1, 1));
        grid.add(geometry(4, 3, channels, filters, 1, 1, 1, 0, 1));
        grid.add(geometry(1, 1, channels, filters, 1, 1, 1, 0, 1));
      }
    }
    return grid;
  }

  static List<ConvGeometry> windows() {
    List<ConvGeometry> grid = new ArrayList<>();
    for (int kernel : new int[] {1, 2, 3, 5}) {
      for (int stride : new int[] {1, 2, 3}) {
        for (int dilation : new int[] {1, 2}) {
          for (int pad : new int[] {0, 1, 2}) {
            for (int groups : new int[] {1, 2, 6}) {
              grid.add(geometry(11, 13, 6, 18, kernel, stride, dilation, pad, groups));
              grid.add(geometry(11, 10, 36, 36, kernel, stride, dilation, pad, groups));
            }
          }
        }
      }
    }
    return grid;
  }

  static List<ConvGeometry> depthwise() {
    List<ConvGeometry> grid = new ArrayList<>();
    for (int channels : CHANNELS) {
      for (int stride : new int[] {1, 2}) {
        for (int pad : new int[] {0, 1}) {
          if (channels > 1) {
            grid.add(geometry(7, 5, channels, channels, 3, stride, 1, pad, channels));
            grid.add(geometry(7, 5, channels, 2 * channels, 3, stride, 1, pad, channels));
          }
        }
      }
    }
    return grid;
  }

  @ParameterizedTest
  @MethodSource({"shapes", "windows", "depthwise"})
  void computesWhatTheDefinitionSays(ConvGeometry geometry) {
    hold(geometry, Finish.NONE);
  }

  @Test
  void cutsWindowsThatReachPastTheImageOnOneSideOnly() {
    hold(new ConvGeometry(4, 6, 5, 7, 2, 3, 1, 2, 1, 1, 0, 2, 5, 4, 1), Finish.RELU);
    hold(new ConvGeometry(6, 6, 5, 7, 3, 3, 4, 4, 1, 1, 0, 0, 1, 1, 1), Finish.RELU);
    hold(new ConvGeometry(2, 2, 5, 7, 3, 3, 1, 1, 1, 1, 5, 5, 9, 9, 1), Finish.RELU);
  }

  @Test
  void agreesOnLayersLargerThanTheCaches() {
    hold(geometry(14, 14, 256, 256, 3, 1, 1, 1, 1), Finish.RELU);
    hold(geometry(40, 41, 64, 96, 3, 1, 1, 1, 1), Finish.RELU);
    hold(geometry(75, 75, 3, 33, 7, 2, 1, 3, 1), new Finish(0, 6));
    hold(geometry(1, 1, 4097, 1003, 1, 1, 1, 0, 1), Finish.RELU);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 40})
  void clampsToBothBounds(int filters) {
    hold(geometry(4, 4, 40, filters, 3, 1, 1, 1, 1), new Finish(-0.5f, 0.75f));
    hold(geometry(4, 4, filters, filters, 3, 1, 1, 1, filters), new Finish(-0.5f, 0.75f));
    hold(geometry(1, 1, 40, filters, 1, 1, 1, 0, 1), new Finish(-0.5f, 0.75f));
  }

  @Test
  void computesTheSameAfterWarmingUp() {
    fast.warmUp();
    hold(geometry(9, 7, 33, 117, 3, 2, 1, 1, 1), Finish.RELU);
  }

  /// The bound: with sums of `d` terms in any order, `d·ε` times the sum of the magnitudes.
  private void hold(ConvGeometry geometry, Finish finish) {
    Random random = new Random(geometry.hashCode());
    float[] weights = random(random, geometry.filters() * geometry.depth());
    float[] factors = random(random, geometry.filters());
    float[] bias = random(random, geometry.filters());
    float[] input = random(random, geometry.inputSize() + 7);
    float[] expected = run(definition, geometry, weights, factors, bias, finish, input);
    float[] actual = run(fast, geometry, weights, factors, bias, finish, input);
    float[] bound =
        run(
            definition,
            geometry,
            magnitudes(weights),
            magnitudes(factors),
            magnitudes(bias),
            Finish.NONE,
            magnitudes(input));
    float growth = (geometry.depth() + 3) * 6e-8f;
    for (int i = 0; i < expected.length; i++) {
      float slack = i < 5 || i >= expected.length - 3 ? 0 : growth * bound[i];
      if (!(Math.abs(actual[i] - expected[i]) <= slack)) {
        assertThat(actual[i])
            .as("%s, output %d, allowed %g", geometry, i - 5, slack)
            .isEqualTo(expected[i]);
      }
    }
  }

  /// Runs with offsets and surroundings that must stay as they are.
  private static float[] run(
      FloatKernels kernels,
      ConvGeometry geometry,
      float[] weights,
      float[] factors,
      float[] bias,
      Finish finish,
      float[] input) {
    FloatKernels.Prepared prepared =
        kernels.scaledConvolution(geometry, weights, factors, bias, finish);
    float[] output = new float[geometry.outputSize() + 8];
    Arrays.fill(output, Float.NaN);
    Arrays.fill(output, 0, 5, 42);
    Arrays.fill(output, output.length - 3, output.length, 42);
    float[] scratch = new float[prepared.scratchFloats()];
    Arrays.fill(scratch, Float.NaN);
    prepared.run(input, 7, output, 5, scratch);
    return output;
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] magnitudes(float[] values) {
    float[] result = values.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.abs(result[i]);
    }
    return result;
  }
}
