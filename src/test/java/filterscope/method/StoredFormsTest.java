package filterscope.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import filterscope.network.ConvWeights;
import filterscope.tensor.HuffmanMatrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredFormsTest {
  private static ConvWeights weights(int filters, int channels, int kernel) {
    return new ConvWeights(
        filters, channels, kernel, kernel, new float[filters * channels * kernel * kernel]);
  }

  @Test
  void looksUpEveryWeightInTheCodebook() {
    CodebookConv form =
        new CodebookConv(weights(1, 3, 1), new short[] {2, 0, 1}, new float[] {-1, 0, 0.5f});
    assertThat(form.restore().values()).containsExactly(0.5f, -1, 0);
    assertThat(form.bits()).isEqualTo(new StoredBits(3 * 2, 0, 3 * 32, 0));
  }

  @Test
  void codesEveryWeightInHam() {
    short[] codes = new short[40];
    codes[3] = 1;
    codes[7] = 2;
    CodebookConv plain = new CodebookConv(weights(4, 10, 1), codes, new float[] {0, 1, -2});
    HuffmanConv ham = HuffmanConv.of(plain, false);
    // 38 zeros of one bit, two weights of two: 42 bits in two words.
    assertThat(ham.bits()).isEqualTo(new StoredBits(64, 0, 3 * (32 + 5), 0));
    assertThat(ham.restore().values()).containsExactly(plain.restore().values());
  }

  @Test
  void codesOnlyWeightsThatAreNotZeroInSham() {
    short[] codes = new short[40];
    codes[3] = 1;
    codes[37] = 2;
    CodebookConv plain = new CodebookConv(weights(4, 10, 1), codes, new float[] {0, 1, -2});
    HuffmanConv sham = HuffmanConv.of(plain, true);
    // One word of codes, a row for both weights, a count for each of four columns.
    assertThat(sham.bits()).isEqualTo(new StoredBits(32 + 8 * (2 + 4), 0, 3 * (32 + 5), 0));
    assertThat(sham.matrix().count(0)).isEqualTo(1);
    assertThat(sham.matrix().count(1)).isZero();
    assertThat(sham.matrix().row(0)).isEqualTo(3);
    assertThat(sham.matrix().row(1)).isEqualTo(7);
    assertThat(sham.restore().values()).containsExactly(plain.restore().values());
  }

  @Test
  void storesALayerOfZerosInSham() {
    CodebookConv plain = new CodebookConv(weights(2, 2, 1), new short[4], new float[] {0});
    assertThat(HuffmanConv.of(plain, true).restore().values()).containsExactly(0, 0, 0, 0);
  }

  /// `HAM ≤ 1 + log₂k + B(k)/N`, `sHAM ≤ s(1 + log₂k + R) + R/rows + B(k)/N` bits a weight (`methods.md` section 5), the stream
  /// filled to a word.
  @Test
  void keepsTheBoundsOfHamAndSham() {
    Random random = new Random(5);
    for (int k : new int[] {2, 16, 200}) {
      for (double share : new double[] {0.03, 0.3, 1}) {
        ConvWeights like = weights(20, 33, 3);
        short[] codes = new short[like.size()];
        int nonZero = 0;
        for (int index = 0; index < codes.length; index++) {
          codes[index] = (short) (random.nextDouble() < share ? 1 + random.nextInt(k) : 0);
          nonZero += codes[index] == 0 ? 0 : 1;
        }
        float[] values = new float[k + 1];
        for (int value = 1; value <= k; value++) {
          values[value] = value;
        }
        CodebookConv plain = new CodebookConv(like, codes, values);
        double n = like.size();
        double s = nonZero / n;
        double book = 37.0 * (k + 1) / n;
        HuffmanConv ham = HuffmanConv.of(plain, false);
        HuffmanConv sham = HuffmanConv.of(plain, true);
        double log = Math.log(k + 1) / Math.log(2);
        int rowBits = 16;
        assertThat(HuffmanMatrix.rowBits(like.filterSize())).isEqualTo(rowBits);
        assertThat(ham.bits().total() / n).isBetween(1.0, 1 + log + book + 32 / n);
        assertThat(sham.bits().total() / n)
            .isLessThanOrEqualTo(
                s * (1 + log + rowBits) + rowBits / (double) like.filterSize() + book + 32 / n);
        assertThat(sham.matrix().stored()).isEqualTo(nonZero);
      }
    }
  }

  /// `log₂K/k² + 6·K·k²/N`: 1.05 bits with 512 kernels of 6 bits in 256×256×3×3 weights (`methods.md` section 10).
  @Test
  void takes105BitsAWeightWithKernelQuantization() {
    ConvWeights like = weights(256, 256, 3);
    VectorCodebookConv form =
        new VectorCodebookConv(
            like,
            VectorCodebookConv.unchanged(256),
            VectorCodebook.levels(9, 6, new short[512 * 9], 1),
            new short[256 * 256]);
    double n = like.size();
    assertThat(form.bits().scales()).isEqualTo(32);
    double bitsPerWeight = (form.bits().codes() + form.bits().codebooks()) / n;
    assertThat(bitsPerWeight).isEqualTo(9 / 9.0 + 6 * 512 * 9 / n).isCloseTo(1.05, offset(0.005));
  }

  /// `log₂K/d + 16·K·d/N` (`methods.md` section 7).
  @Test
  void countsAProductQuantizedLayerAsPqfDoes() {
    ConvWeights like = weights(64, 64, 3);
    VectorCodebookConv form =
        new VectorCodebookConv(
            like,
            VectorCodebookConv.unchanged(64),
            VectorCodebook.halves(18, new float[256 * 18]),
            new short[64 * 32]);
    double n = like.size();
    assertThat(form.bits().total() / n).isCloseTo(8 / 18.0 + 16 * 256 * 18 / n, offset(1e-9));
  }

  @Test
  void bringsChannelsBackFromTheirStoredOrder() {
    int[] order = {2, 0, 3, 1};
    ConvWeights original = new ConvWeights(1, 4, 1, 1, new float[] {10, 11, 12, 13});
    float[] ordered = VectorCodebookConv.ordered(original, order);
    assertThat(ordered).containsExactly(12, 10, 13, 11);
    VectorCodebookConv form =
        new VectorCodebookConv(
            original, order, VectorCodebook.halves(2, ordered), new short[] {0, 1});
    assertThat(form.restore().values()).containsExactly(10, 11, 12, 13);
    // The order itself: four channels of two bits.
    assertThat(form.bits()).isEqualTo(new StoredBits(2, 0, 4 * 16 + 4 * 2, 0));
  }

  @Test
  void countsHowManyKernelsDifferOnAChannel() {
    VectorCodebookConv form =
        new VectorCodebookConv(
            weights(4, 2, 3),
            VectorCodebookConv.unchanged(2),
            VectorCodebook.levels(9, 6, new short[4 * 9], 1),
            new short[] {0, 1, 0, 2, 0, 3, 0, 3});
    // One kernel on the first channel, three on the second, of four each.
    assertThat(form.distinctShare()).isEqualTo(4 / 8.0);
  }

  /// `m·k²·c/s + n·s·log₂m` and the scales (`methods.md` section 8).
  @Test
  void stacksFiltersOfTheBank() {
    byte[] bank = {1, 1, -1, -1, 1, -1};
    StackedConv form =
        new StackedConv(
            weights(2, 4, 1),
            2,
            bank,
            new short[] {0, 1, 2, 0},
            Grouping.filters(2, 4, 1),
            new float[] {1, 0.5f},
            32);
    assertThat(form.restore().values()).containsExactly(1, 1, -1, -1, 0.5f, -0.5f, 0.5f, 0.5f);
    assertThat(form.bits()).isEqualTo(new StoredBits(2 * 2 * 2, 64, 3 * 2, 0));
  }
}
