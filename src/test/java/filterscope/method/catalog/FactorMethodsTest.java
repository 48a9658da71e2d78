package filterscope.method.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import filterscope.method.BasisConv;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.KernelBasis;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.SeparatedConv;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Separated filters and ApproxConv.
final class FactorMethodsTest {
  private static ConvWeights random(int filters, int channels, int kernel) {
    Random random = new Random(filters + 31L * channels);
    float[] values = new float[filters * channels * kernel * kernel];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return new ConvWeights(filters, channels, kernel, kernel, values);
  }

  private static CompressedConv compress(
      Method method, ConvWeights weights, Map<String, String> settings) {
    return method.compress(weights, Settings.of(method.params(), settings), LayerCalibration.NONE);
  }

  private static double error(ConvWeights weights, CompressedConv stored) {
    float[] restored = stored.restore().values();
    double error = 0;
    for (int index = 0; index < restored.length; index++) {
      error += Math.pow((double) weights.values()[index] - restored[index], 2);
    }
    return error;
  }

  @ParameterizedTest
  @ValueSource(strings = {"spatial", "kernels"})
  void aProductOfAColumnAndARowHasRankOne(String form) {
    // Columns (1, 2), rows (3, −1) for one kernel and its double: all of the layer has rank one.
    ConvWeights weights = new ConvWeights(2, 1, 2, 2, new float[] {3, -1, 6, -2, 6, -2, 12, -4});
    SeparatedConv stored =
        (SeparatedConv) compress(new Separated(), weights, Map.of("form", form, "energy", "99.9"));
    assertThat(stored.rank()).isEqualTo(1);
    assertThat(stored.restore().values()).containsExactly(weights.values(), within(1e-5f));
  }

  @Test
  void storesRTimesKTimesCPlusNNumbers() {
    ConvWeights weights = random(6, 4, 3);
    CompressedConv spatial =
        compress(new Separated(), weights, Map.of("rank-from", "rank", "rank", "5"));
    assertThat(spatial.bits().floats()).isEqualTo(32L * 5 * 3 * (4 + 6));
    CompressedConv kernels =
        compress(
            new Separated(), weights, Map.of("form", "kernels", "rank-from", "rank", "rank", "2"));
    assertThat(kernels.bits().floats()).isEqualTo(32L * 6 * 4 * 2 * (3 + 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spatial", "kernels"})
  void losesNothingAtFullRankAndNoMoreThanAskedBelow(String form) {
    ConvWeights weights = random(6, 4, 3);
    double energy = error(weights, new FloatConv(weights.withValues(new float[weights.size()])));
    for (int percent : new int[] {50, 80, 95, 100}) {
      CompressedConv stored =
          compress(
              new Separated(), weights, Map.of("form", form, "energy", Integer.toString(percent)));
      assertThat(error(weights, stored))
          .isLessThanOrEqualTo((1 - percent / 100.0) * energy + 1e-8 * energy);
    }
  }

  @Test
  void aChainCompressesBothFactors() {
    ConvWeights weights = random(6, 4, 3);
    CompressedConv separated =
        compress(new Separated(), weights, Map.of("rank-from", "rank", "rank", "5"));
    CrossFilter bits = new CrossFilter();
    CompressedConv stored =
        separated.then(factor -> compress(bits, factor, Map.of("weight-bits", "8", "group", "1")));
    assertThat(stored.bits().codes()).isEqualTo(8L * 5 * 3 * (4 + 6));
    assertThat(stored.bits().scales()).isEqualTo(32L * (5 + 6));
    assertThat(error(separated.restore(), stored)).isLessThan(0.01);
  }

  @Test
  void cosinesAtThreePointsAreThoseOfThePaper() {
    KernelBasis basis = new KernelBasis(KernelBasis.Family.COSINE, 3, 3);
    assertThat(basis.value(0, 1)).isEqualTo(1);
    assertThat(basis.value(1, 0)).isCloseTo(Math.cos(0.2 * Math.PI), offset(1e-15));
    assertThat(basis.value(2, 1)).isCloseTo(-1, offset(1e-15));
    KernelBasis chebyshev = new KernelBasis(KernelBasis.Family.CHEBYSHEV, 3, 5);
    assertThat(chebyshev.value(2, 1)).isCloseTo(2 * 0.25 - 1, offset(1e-15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cosine", "chebyshev"})
  void asManyFunctionsAsTapsLoseNothing(String basis) {
    ConvWeights weights = random(3, 2, 3);
    CompressedConv stored =
        compress(new ApproxConv(), weights, Map.of("basis", basis, "functions", "3"));
    assertThat(error(weights, stored)).isLessThan(1e-9);
    assertThat(stored.bits().total()).isEqualTo(32L * weights.size());
  }

  @Test
  void fitsTheMeanWithOneFunction() {
    // With P = 1 the only function is the constant one, whose best coefficient is the mean.
    ConvWeights weights = new ConvWeights(1, 1, 2, 2, new float[] {1, 2, 3, 6});
    BasisConv stored = (BasisConv) compress(new ApproxConv(), weights, Map.of("functions", "1"));
    assertThat(stored.coefficients().restore().values())
        .containsExactly(new float[] {3}, within(1e-6f));
    assertThat(stored.restore().values()).containsExactly(new float[] {3, 3, 3, 3}, within(1e-6f));
    assertThat(stored.bits().total()).isEqualTo(32);
  }

  @Test
  void storesPSquaredOfKSquaredAndFewerBitsWhereAsked() {
    ConvWeights weights = random(6, 4, 3);
    CompressedConv floats = compress(new ApproxConv(), weights, Map.of("functions", "2"));
    assertThat(floats.bits().total()).isEqualTo(32L * 6 * 4 * 4);
    CompressedConv eight =
        compress(new ApproxConv(), weights, Map.of("functions", "2", "coefficient-bits", "8"));
    assertThat(eight.bits().codes()).isEqualTo(8L * 6 * 4 * 4);
    assertThat(eight.bits().scales()).isEqualTo(32L * 6);
    assertThat(error(floats.restore(), eight)).isLessThan(0.02);
  }

  @Test
  void leavesKernelsOfOneTapAlone() {
    ConvWeights weights = random(3, 2, 1);
    assertThat(compress(new ApproxConv(), weights, Map.of())).isEqualTo(new FloatConv(weights));
  }
}
