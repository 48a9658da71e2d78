package filterscope.method.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import filterscope.method.CompressedConv;
import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// BWN, XNOR-Net, DoReFa, QNN, TWN, TTQ and multi-branch on cases worked out by hand.
class FewBitMethodsTest {
  private static CompressedConv compress(Method method, ConvWeights weights, String... settings) {
    Map<String, String> given = new HashMap<>();
    for (int index = 0; index < settings.length; index += 2) {
      given.put(settings[index], settings[index + 1]);
    }
    return method.compress(weights, Settings.of(method.params(), given), LayerCalibration.NONE);
  }

  private static float[] restored(Method method, ConvWeights weights, String... settings) {
    return compress(method, weights, settings).restore().values();
  }

  private static ConvWeights row(float... values) {
    return new ConvWeights(1, values.length, 1, 1, values);
  }

  private static ConvWeights random(int filters, int channels, int kernel) {
    Random random = new Random(17);
    float[] values = new float[filters * channels * kernel * kernel];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) random.nextGaussian() / 8;
    }
    return new ConvWeights(filters, channels, kernel, kernel, values);
  }

  @Test
  void bwnKeepsSignsAndTheMeanMagnitudeOfEachFilter() {
    ConvWeights weights = new ConvWeights(2, 2, 1, 1, new float[] {1, -3, 0, 0.5f});
    CompressedConv stored = compress(new BinaryWeights(), weights);
    assertThat(stored.restore().values()).containsExactly(2, -2, 0.25f, 0.25f);
    // 1 + 32/n_f bits a weight.
    assertThat(stored.bits().total()).isEqualTo(4 + 2 * 32);
  }

  /// The residual is `‖W‖² − n_f·α²` for each filter.
  @Test
  void bwnLosesWhatTheFormulaSays() {
    ConvWeights weights = random(5, 7, 3);
    float[] restored = restored(new BinaryWeights(), weights);
    for (int filter = 0; filter < 5; filter++) {
      double energy = 0;
      double sum = 0;
      double error = 0;
      for (int index = filter * 63; index < (filter + 1) * 63; index++) {
        double w = weights.values()[index];
        energy += w * w;
        sum += Math.abs(w);
        error += (w - restored[index]) * (w - restored[index]);
      }
      assertThat(error).isCloseTo(energy - 63 * Math.pow(sum / 63, 2), offset(1e-6));
    }
  }

  @Test
  void bwnCentresOverTheChannelsOfAFilter() {
    ConvWeights weights = new ConvWeights(1, 2, 1, 2, new float[] {1, 5, 3, 1});
    // The means at the two places are 2 and 3; what is left is −1, 2, 1, −2.
    assertThat(restored(new BinaryWeights(), weights, "centre", "true"))
        .containsExactly(-1.5f, 1.5f, 1.5f, -1.5f);
  }

  @Test
  void xnorTakesSignsOfActivationsUnlessToldOtherwise() {
    XnorNet method = new XnorNet();
    assertThat(method.activations(method.defaults(), LayerCalibration.NONE).bits()).isEqualTo(1);
    ConvWeights weights = random(3, 4, 3);
    assertThat(restored(method, weights)).containsExactly(restored(new BinaryWeights(), weights));
  }

  @Test
  void dorefaTakesTheMeanOfTheLayerAtOneBit() {
    ConvWeights weights = new ConvWeights(2, 2, 1, 1, new float[] {1, -3, 0, 0.5f});
    assertThat(restored(new DoReFa(), weights, "weight-bits", "1"))
        .containsExactly(1.125f, -1.125f, 1.125f, 1.125f);
  }

  @Test
  void dorefaRoundsTheTanhOfAWeightToEvenLevels() {
    // tanh: 0.9640, −0.4621, 0.0997; halves of shares plus ½: 1, 0.2603, 0.5517; times 3: 3, 0.78,
    // 1.66.
    GridConv stored = (GridConv) compress(new DoReFa(), row(2, -0.5f, 0.1f), "weight-bits", "2");
    assertThat(stored.grid()).isEqualTo(Grid.ODD);
    assertThat(new int[] {stored.level(0), stored.level(1), stored.level(2)})
        .containsExactly(3, -1, 1);
    // <W,Q>/<Q,Q> = (6 + 0.5 + 0.1)/11
    assertThat(stored.scales()[0]).isCloseTo(0.6f, offset(1e-6f));
    assertThat(stored.bits().scales()).isEqualTo(32);
  }

  @Test
  void qnnRoundsToFixedPointAndClipsTheTop() {
    // max 2; shares times 2: 2, −1.2, 0.6, −2 → clipped to 1, −1, 1, −2; scale 2/2.
    assertThat(restored(new Qnn(), row(2, -1.2f, 0.6f, -2), "weight-bits", "2"))
        .containsExactly(1, -1, 1, -2);
    // b bits a weight and 32 a layer.
    assertThat(compress(new Qnn(), random(4, 4, 3), "weight-bits", "5").bits().total())
        .isEqualTo(5 * 144 + 32);
  }

  @Test
  void qnnKeepsSignsAtOneBit() {
    assertThat(restored(new Qnn(), row(1, -3), "weight-bits", "1")).containsExactly(2, -2);
  }

  @Test
  void twnZeroesSmallWeightsOfAFilterAndAveragesTheOthers() {
    // mean |w| = 1.25, Δ = 0.875: 1 and −3 stay, α = 2.
    assertThat(restored(new TernaryWeights(), row(1, -3, 0.5f, 0.5f))).containsExactly(2, -2, 0, 0);
    assertThat(compress(new TernaryWeights(), random(4, 4, 3)).bits().total())
        .isEqualTo(2 * 144 + 4 * 32);
  }

  @Test
  void twnSharesThresholdAndScaleAmongAGroup() {
    ConvWeights weights = new ConvWeights(2, 2, 1, 1, new float[] {1, -3, 0.5f, 0.5f});
    assertThat(restored(new TernaryWeights(), weights, "group", "2")).containsExactly(2, -2, 0, 0);
    assertThat(restored(new TernaryWeights(), weights)).containsExactly(0, -3, 0.5f, 0.5f);
  }

  @Test
  void ttqHasAnAverageForEachSide() {
    // Δ = 0.05·4 = 0.2.
    CompressedConv stored = compress(new TrainedTernary(), row(4, 2, -1, 0.1f, -0.15f));
    assertThat(stored.restore().values()).containsExactly(3, 3, -1, 0, 0);
    assertThat(stored.bits().codes()).isEqualTo(2 * 5);
  }

  @Test
  void multiBranchTakesOddIntegersOverTheLargestWeight() {
    // q_2 on [−1, 1] with max 3: round(3·(x+1)/2) of 1, 0, −⅓: 3, 2, 1 → levels 3, 1, −1.
    GridConv stored =
        (GridConv)
            compress(new MultiBranch(), row(3, 0, -1), "weight-bits", "2", "estimator", "max");
    assertThat(new int[] {stored.level(0), stored.level(1), stored.level(2)})
        .containsExactly(3, 1, -1);
    assertThat(stored.scales()).containsExactly(1);
  }

  /// `x = Σ 2^{m−1} c_m` with `c_m ∈ {−1, +1}`: as many planes as bits, nothing lost.
  @Test
  void multiBranchSplitsALevelIntoBranchesWithoutLoss() {
    for (int bits = 1; bits <= 8; bits++) {
      for (int level = -Grid.ODD.top(bits); level <= Grid.ODD.top(bits); level += 2) {
        int code = (level + Grid.ODD.top(bits)) / 2;
        int sum = 0;
        for (int branch = 0; branch < bits; branch++) {
          sum += (1 << branch) * ((code >>> branch & 1) == 1 ? 1 : -1);
        }
        assertThat(sum).isEqualTo(level);
      }
    }
  }

  @Test
  void scalesOf16BitsAreNumbersOf16Bits() {
    CompressedConv stored = compress(new Qnn(), random(4, 4, 3), "scale-bits", "16");
    assertThat(stored.bits().scales()).isEqualTo(16);
  }
}
