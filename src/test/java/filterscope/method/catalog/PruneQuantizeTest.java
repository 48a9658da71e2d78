package filterscope.method.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.LayerCalibration;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PruneQuantizeTest {
  private static CompressedConv compress(ConvWeights weights, String... settings) {
    Map<String, String> given = new HashMap<>(Map.of("prune", "0"));
    for (int index = 0; index < settings.length; index += 2) {
      given.put(settings[index], settings[index + 1]);
    }
    PruneQuantize method = new PruneQuantize();
    return method.compress(weights, Settings.of(method.params(), given), LayerCalibration.NONE);
  }

  private static float[] restored(float[] weights, String... settings) {
    return compress(new ConvWeights(1, weights.length, 1, 1, weights), settings).restore().values();
  }

  private static ConvWeights random() {
    Random random = new Random(23);
    float[] values = new float[40 * 25 * 9];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return new ConvWeights(40, 25, 3, 3, values);
  }

  @Test
  void prunesUpToThePercentile() {
    // |w| sorted: 1 2 3 4 5; the 50th percentile is 3.
    assertThat(restored(new float[] {1, -5, 3, 2, -4}, "prune", "50", "values", "2"))
        .containsExactly(0, -5, 0, 0, -4);
    for (String share : new String[] {"30", "60", "95"}) {
      float[] values = compress(random(), "prune", share).restore().values();
      long zeros = 0;
      for (float value : values) {
        zeros += value == 0 ? 1 : 0;
      }
      assertThat(100.0 * zeros / values.length).isCloseTo(Double.parseDouble(share), offset(0.02));
    }
  }

  @Test
  void clustersByKMeans() {
    assertThat(restored(new float[] {1, 9, 2, 11}, "quantizer", "cws", "values", "2"))
        .containsExactly(1.5f, 10, 1.5f, 10);
  }

  @Test
  void roundsToQuantilesWithoutBias() {
    float[] weights = new float[20_001];
    Arrays.fill(weights, 0.25f);
    weights[0] = -1;
    weights[20_000] = 1;
    // Ends at −1 and 1: five eighths of 0.25 become 1.
    float[] values = restored(weights, "quantizer", "pws", "values", "2");
    double sum = 0;
    for (float value : values) {
      assertThat(value).isIn(-1f, 1f);
      sum += value;
    }
    assertThat(sum / weights.length).isCloseTo(0.25, offset(0.01));
    assertThat(restored(weights, "quantizer", "pws", "values", "2", "seed", "2"))
        .isNotEqualTo(values);
  }

  @Test
  void findsTheSmallestStepThatLeavesKValues() {
    // From 0 on in steps of 1: 0, 1, 2, 3 are exact with four values.
    assertThat(restored(new float[] {0, 3, 1, 2}, "quantizer", "uq", "values", "4"))
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(0, 3, 1, 2);
    ScalarQuantizer quantizer = new ScalarQuantizer(sorted(random().values()));
    for (int k : new int[] {2, 3, 16, 100}) {
      float[] values = quantizer.uniform(k);
      assertThat(values.length).isBetween(2, k);
      float step = (values[values.length - 1] - values[0]) / (values.length - 1);
      for (int index = 1; index < values.length && values.length == k; index++) {
        double steps = (values[index] - values[index - 1]) / step;
        assertThat(steps).isGreaterThan(0);
      }
    }
  }

  @Test
  void stopsAtKCellsWithEntropyConstraint() {
    ScalarQuantizer quantizer = new ScalarQuantizer(sorted(random().values()));
    for (int k : new int[] {2, 5, 32}) {
      assertThat(quantizer.entropyConstrained(k, 0.01).values().length).isBetween(1, k);
    }
    float[] many = quantizer.entropyConstrained(64, 1e-6).values();
    float[] few = quantizer.entropyConstrained(64, 0.3).values();
    assertThat(few.length).isLessThan(many.length);
  }

  @Test
  void spendsFewerBitsWithEntropyConstraintThanByClusteringAtTheSameError() {
    ConvWeights weights = random();
    CompressedConv ecsq = compress(weights, "quantizer", "ecsq", "values", "32", "lambda", "0.05");
    double error = error(weights, ecsq);
    for (int k = 2; k <= 32; k++) {
      CompressedConv cws = compress(weights, "quantizer", "cws", "values", "" + k);
      if (error(weights, cws) <= error) {
        assertThat(ecsq.bits().codes()).isLessThan(cws.bits().codes());
        return;
      }
    }
    throw new AssertionError("clustering never reached the error");
  }

  @Test
  void clusteringLosesLeastOfTheFour() {
    ConvWeights weights = random();
    double least = error(weights, compress(weights, "quantizer", "cws", "values", "8"));
    for (String other : new String[] {"pws", "uq", "ecsq"}) {
      assertThat(error(weights, compress(weights, "quantizer", other, "values", "8")))
          .as(other)
          .isGreaterThan(least);
    }
  }

  @Test
  void storesTheSameWeightsInEveryWay() {
    ConvWeights weights = random();
    CompressedConv plain = compress(weights, "prune", "90", "storage", "plain");
    CompressedConv ham = compress(weights, "prune", "90", "storage", "ham");
    CompressedConv sham = compress(weights, "prune", "90", "storage", "sham");
    assertThat(plain).isInstanceOf(CodebookConv.class);
    assertThat(ham.restore().values()).isEqualTo(plain.restore().values());
    assertThat(sham.restore().values()).isEqualTo(plain.restore().values());
    // Six bits an index; the stream of mostly zeros is far shorter, but never below one bit.
    assertThat(plain.bits().codes()).isEqualTo(6L * weights.size());
    assertThat(ham.bits().codes()).isBetween((long) weights.size(), 2L * weights.size());
  }

  private static float[] sorted(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
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
