package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import filterscope.method.ActivationQuantizer;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.HuffmanConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebook;
import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import org.junit.jupiter.api.Test;

/// The last table of `methods.md`: what an output takes against its float multiply-accumulates.
class LayerWorkTest {
  private static final int POSITIONS = 16;

  private static ConvWeights weights(int filters, int channels, int kernel) {
    return new ConvWeights(
        filters, channels, kernel, kernel, new float[filters * channels * kernel * kernel]);
  }

  private static LayerWork work(CompressedConv stored, boolean quantized) {
    return LayerWork.of(stored, stored.restore().filterSize(), POSITIONS, quantized);
  }

  @Test
  void countsBitPlanesOnlyWhereActivationsArePacked() {
    ConvWeights like = weights(2, 4, 3);
    GridConv odd =
        new GridConv(
            like, Grid.ODD, 2, levels(72, 3), Grouping.filters(2, 4, 1), new float[] {1, 1}, 32);
    assertThat(work(odd, true).signs()).isEqualTo(2 * 36);
    assertThat(work(odd, false).products()).isEqualTo(36);
    assertThat(ActivationQuantizer.FLOAT.bits()).isEqualTo(SpeedModel.FLOAT_ACTIVATIONS);
  }

  private static short[] levels(int count, int level) {
    short[] levels = new short[count];
    java.util.Arrays.fill(levels, (short) level);
    return levels;
  }

  @Test
  void addsOnlyTheTernaryWeightsThatAreNotZero() {
    short[] levels = {1, 0, 0, -1};
    GridConv ternary =
        new GridConv(
            weights(1, 4, 1),
            Grid.SYMMETRIC,
            2,
            levels,
            Grouping.filters(1, 4, 1),
            new float[] {1},
            32);
    assertThat(work(ternary, false).signs()).isEqualTo(2);
    assertThat(work(ternary, false).products()).isZero();
  }

  @Test
  void multipliesOnlyTheSharedWeightsThatAreNotZero() {
    CodebookConv book =
        new CodebookConv(weights(1, 4, 1), new short[] {0, 1, 0, 0}, new float[] {0, 7});
    assertThat(work(book, false).products()).isEqualTo(1);
  }

  @Test
  void decodesAWeightOnceForAllPositions() {
    CodebookConv book =
        new CodebookConv(
            weights(2, 4, 1), new short[] {0, 1, 0, 0, 0, 1, 1, 1}, new float[] {0, 7});
    LayerWork ham = work(HuffmanConv.of(book, false), false);
    assertThat(ham.products()).isEqualTo(4);
    assertThat(ham.decoded()).isEqualTo(4.0 / POSITIONS);
    LayerWork sham = work(HuffmanConv.of(book, true), false);
    assertThat(sham.products()).isEqualTo(2);
    assertThat(sham.decoded()).isEqualTo(2.0 / POSITIONS);
  }

  @Test
  void convolvesAKernelOnceForAllFiltersThatHaveIt() {
    VectorCodebookConv kernels =
        new VectorCodebookConv(
            weights(4, 2, 3),
            VectorCodebookConv.unchanged(2),
            VectorCodebook.levels(9, 6, new short[4 * 9], 1),
            new short[] {0, 1, 0, 2, 0, 3, 0, 3});
    assertThat(work(kernels, false).products()).isEqualTo(18 * 4 / 8.0);
    assertThat(work(kernels, false).additions()).isEqualTo(2);
    VectorCodebookConv pairs =
        new VectorCodebookConv(
            weights(1, 2, 3),
            VectorCodebookConv.unchanged(2),
            VectorCodebook.halves(18, new float[18]),
            new short[1]);
    assertThat(work(pairs, false).products()).isEqualTo(18);
  }

  /// `(m/n)/64 + s/(c·k²)` of a float multiply-accumulate.
  @Test
  void convolvesTheBankOnceForAllFilters() {
    byte[] bank = new byte[3 * 8 * 9];
    java.util.Arrays.fill(bank, (byte) 1);
    StackedConv stacked =
        new StackedConv(
            weights(12, 16, 3),
            2,
            bank,
            new short[24],
            Grouping.filters(12, 16, 12),
            new float[] {1},
            32);
    LayerWork work = work(stacked, true);
    double x = 16 * 9;
    assertThat((work.signs() / 64 + work.additions()) / x)
        .isCloseTo(3 / 12.0 / 64 + 2 / x, offset(1e-12));
  }
}
