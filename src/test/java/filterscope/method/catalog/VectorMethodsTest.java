package filterscope.method.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import filterscope.method.CompressedConv;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Settings;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Kernel quantization, product quantization and stacked filters on cases worked out by hand.
class VectorMethodsTest {
  private static CompressedConv compress(Method method, ConvWeights weights, String... settings) {
    Map<String, String> given = new HashMap<>();
    for (int index = 0; index < settings.length; index += 2) {
      given.put(settings[index], settings[index + 1]);
    }
    return method.compress(weights, Settings.of(method.params(), given), LayerCalibration.NONE);
  }

  private static ConvWeights random(long seed, int filters, int channels, int kernel) {
    Random random = new Random(seed);
    float[] values = new float[filters * channels * kernel * kernel];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return new ConvWeights(filters, channels, kernel, kernel, values);
  }

  @Test
  void kqFindsTheKernelsThatThereAre() {
    // Two different kernels of 1×2 in four places, on a grid of 31 steps to 31.
    float[] values = {31, 1, -2, 5, -2, 5, 31, 1};
    ConvWeights weights = new ConvWeights(2, 2, 1, 2, values);
    VectorCodebookConv stored =
        (VectorCodebookConv) compress(new KernelQuantization(), weights, "kernels", "2");
    assertThat(stored.restore().values())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(values);
    assertThat(stored.kernelCode(0, 0)).isEqualTo(stored.kernelCode(1, 1));
    assertThat(stored.kernelCode(0, 1)).isEqualTo(stored.kernelCode(1, 0));
    // One bit a kernel, 2·2 entries of six bits, a scale.
    assertThat(stored.bits().codes()).isEqualTo(4);
    assertThat(stored.bits().codebooks()).isEqualTo(24);
    assertThat(stored.bits().scales()).isEqualTo(32);
  }

  @Test
  void kqLosesLessWithMoreKernels() {
    ConvWeights weights = random(3, 16, 16, 3);
    double before = Double.MAX_VALUE;
    for (String kernels : new String[] {"2", "8", "32", "128"}) {
      double error =
          error(weights, compress(new KernelQuantization(), weights, "kernels", kernels));
      assertThat(error).isLessThan(before);
      before = error;
    }
  }

  /// `log₂K/d + 16·K·d/N` bits a weight, K = min(256, 2^⌊log₂(N/d/4)⌋).
  @Test
  void pqfTakesTheBitsOfItsFormula() {
    ConvWeights weights = random(5, 64, 32, 3);
    double n = weights.size();
    assertThat(compress(new ProductQuantization(), weights).bits().total() / n)
        .isCloseTo(8 / 9.0 + 16 * 256 * 9 / n, offset(1e-9));
    assertThat(
            compress(new ProductQuantization(), weights, "vector", "large", "permute", "false")
                    .bits()
                    .total()
                / n)
        .isCloseTo(8 / 18.0 + 16 * 256 * 18 / n, offset(1e-9));
    assertThat(ProductQuantization.codewords(100, 256)).isEqualTo(16);
    assertThat(ProductQuantization.codewords(3, 256)).isEqualTo(2);
    assertThat(ProductQuantization.codewords(1, 256)).isEqualTo(1);
  }

  @Test
  void pqfCutsAsFewChannelsAsDivide() {
    assertThat(ProductQuantization.channelsPerVector(random(1, 2, 8, 1), false)).isEqualTo(4);
    assertThat(ProductQuantization.channelsPerVector(random(1, 2, 6, 1), true)).isEqualTo(2);
    assertThat(ProductQuantization.channelsPerVector(random(1, 2, 3, 3), true)).isEqualTo(1);
  }

  /// Two channels of large weights that go together, two of small ones: pairs of one large and one small channel, as dealt, have
  /// the smaller determinant when the pairs are those that correlate.
  @Test
  void pqfFindsAnOrderOfChannelsWithASmallerDeterminant() {
    Random random = new Random(7);
    float[] values = new float[200 * 4];
    for (int filter = 0; filter < 200; filter++) {
      float a = (float) random.nextGaussian();
      float b = (float) random.nextGaussian();
      values[filter * 4] = a;
      values[filter * 4 + 1] = b;
      values[filter * 4 + 2] = a * 0.9f + 0.1f * (float) random.nextGaussian();
      values[filter * 4 + 3] = b * 0.9f + 0.1f * (float) random.nextGaussian();
    }
    ConvWeights weights = new ConvWeights(200, 4, 1, 1, values);
    int[] order = ChannelOrder.find(weights, 2, 200, 1);
    assertThat(order[0] % 2).as("correlated channels share a vector").isEqualTo(order[1] % 2);
    assertThat(ChannelOrder.logDeterminant(weights, order, 2))
        .isLessThan(ChannelOrder.logDeterminant(weights, VectorCodebookConv.unchanged(4), 2) - 1);
    CompressedConv permuted =
        compress(new ProductQuantization(), wide(weights), "vector", "small", "codewords", "16");
    CompressedConv asIs =
        compress(
            new ProductQuantization(),
            wide(weights),
            "vector",
            "small",
            "codewords",
            "16",
            "permute",
            "false");
    assertThat(error(wide(weights), permuted)).isLessThan(error(wide(weights), asIs));
    assertThat(permuted.bits().codebooks())
        .as("the order is stored: eight channels of three bits")
        .isEqualTo(asIs.bits().codebooks() + 8 * 3);
  }

  /// Eight channels: those of the layer, and the same again in reverse.
  private static ConvWeights wide(ConvWeights weights) {
    float[] values = new float[2 * weights.size()];
    for (int filter = 0; filter < weights.filters(); filter++) {
      for (int channel = 0; channel < 8; channel++) {
        int from = channel < 4 ? channel : 7 - channel;
        values[filter * 8 + channel] = weights.values()[filter * 4 + from];
      }
    }
    return new ConvWeights(weights.filters(), 8, 1, 1, values);
  }

  @Test
  void slbfStacksTheSignsThatThereAre() {
    // Blocks of two channels: (+,−) twice and (−,−) twice; the bank of two is exact, α = mean |w|.
    float[] values = {1, -1, -1, -1, -3, -3, 3, -3};
    ConvWeights weights = new ConvWeights(2, 4, 1, 1, values);
    StackedConv stored =
        (StackedConv) compress(new StackedFilters(), weights, "bank", "2", "stack", "2");
    assertThat(stored.restore().values()).containsExactly(values);
    assertThat(stored.bits().codes()).isEqualTo(4);
    assertThat(stored.bits().codebooks()).isEqualTo(4);
    assertThat(stored.bits().scales()).isEqualTo(64);
    assertThat(
            compress(new StackedFilters(), weights, "bank", "2", "stack", "2", "group", "2")
                .restore()
                .values())
        .containsExactly(2, -2, -2, -2, -2, -2, 2, -2);
  }

  /// With a bank as large as there are blocks it is BWN.
  @Test
  void slbfIsBwnWithABankForEveryBlock() {
    ConvWeights weights = random(11, 6, 4, 3);
    assertThat(compress(new StackedFilters(), weights, "bank", "4096").restore().values())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(compress(new BinaryWeights(), weights).restore().values());
  }

  private static double error(ConvWeights weights, CompressedConv stored) {
    float[] restored = stored.restore().values();
    double error = 0;
    for (int index = 0; index < restored.length; index++) {
      error += Math.pow((double) weights.values()[index] - restored[index], 2);
    }
    return error;
  }
}
