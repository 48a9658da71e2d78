package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.HuffmanConv;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleToIntFunction;

/// Pruning, weight sharing and source coding (arXiv 2108.12704; `methods.md` section 5): weights up to a percentile of |w| become zero,
/// the others take at most `k` values, and what is stored is a Huffman stream (HAM), its sparse form (sHAM), or plain indices.
public final class PruneQuantize implements Method {
  /// The id.
  public static final String ID = "prune-quantize";

  /// How many weights become zero.
  static final Param.Real PRUNE =
      new Param.Real(
          "prune",
          "Pruned, percent",
          "The percentile of |w| of the layer up to which weights become zero; 0 prunes nothing.",
          0,
          99.9,
          60);

  /// How the codebook is found.
  static final Param.Choice QUANTIZER =
      new Param.Choice(
          "quantizer",
          "Codebook from",
          "How the values that the remaining weights share are found: by k-means (CWS), at quantiles with"
              + " unbiased random rounding (PWS), evenly spaced (UQ), or for few bits after entropy coding"
              + " (ECSQ).",
          List.of(
              new Param.Option("cws", "k-means (CWS)"),
              new Param.Option("pws", "Probabilistic (PWS)"),
              new Param.Option("uq", "Uniform (UQ)"),
              new Param.Option("ecsq", "Entropy-constrained (ECSQ)")),
          "cws");

  /// `k`.
  static final Param.Whole VALUES =
      new Param.Whole(
          "values",
          "Values k",
          "How many different values the remaining weights of the layer can take.",
          2,
          256,
          32,
          true);

  /// λ of ECSQ.
  static final Param.Real LAMBDA =
      new Param.Real(
          "lambda",
          "Price of a bit λ",
          "What ECSQ weighs the length of codes with against the squared error, relative to the variance of"
              + " the weights.",
          0,
          1,
          0.02);

  /// How the result is stored.
  static final Param.Choice STORAGE =
      new Param.Choice(
          "storage",
          "Stored as",
          "Whether all weights are in one Huffman stream (HAM), only those that are not zero beside their"
              + " places (sHAM, for heavy pruning), or each is an index of equal length.",
          List.of(
              new Param.Option("ham", "HAM"),
              new Param.Option("sham", "sHAM"),
              new Param.Option("plain", "Plain indices")),
          "ham");

  /// Where the draws of PWS begin.
  static final Param.Whole SEED =
      new Param.Whole(
          "seed",
          "Seed",
          "Where random numbers begin; the same seed, the same result.",
          0,
          9999,
          1,
          false);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Prune, share, Huffman-code";
  }

  @Override
  public String summary() {
    return "Small weights become zero, the others share few values, and what is left is stored in a Huffman"
        + " stream from which the layer computes. Each layer has a codebook of its own: the paper's"
        + " variant with one for all layers is not offered.";
  }

  @Override
  public String paper() {
    return "arXiv 2108.12704";
  }

  @Override
  public Evidence evidence() {
    return Evidence.CODE;
  }

  @Override
  public List<Param> params() {
    return Activations.after(
        List.of(PRUNE, QUANTIZER, VALUES, LAMBDA, STORAGE, SEED), Activations.FLOAT_BITS);
  }

  @Override
  public boolean counts(Param param, Settings settings) {
    if (param.equals(LAMBDA)) {
      return settings.choice(QUANTIZER).equals("ecsq");
    }
    if (param.equals(SEED)) {
      return settings.choice(QUANTIZER).equals("pws");
    }
    return Method.super.counts(param, settings);
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    CodebookConv shared = share(weights, pruned(weights, settings.real(PRUNE)), settings);
    return switch (settings.choice(STORAGE)) {
      case "plain" -> shared;
      case "sham" -> HuffmanConv.of(shared, true);
      default -> HuffmanConv.of(shared, false);
    };
  }

  /// Which weights become zero: those whose magnitude is not above the percentile. The zeros of the layer are zero anyway.
  private static boolean[] pruned(ConvWeights weights, double percent) {
    float[] values = weights.values();
    double limit = 0;
    if (percent > 0) {
      float[] magnitudes = GroupStatistics.sortedMagnitudes(weights, Scales.layer(weights))[0];
      limit = ScaleSearch.percentile(magnitudes, percent);
    }
    boolean[] pruned = new boolean[values.length];
    for (int index = 0; index < values.length; index++) {
      pruned[index] = Math.abs(values[index]) <= limit;
    }
    return pruned;
  }

  /// The weights that stay share at most k values; zero, where there is any, comes first in the codebook.
  private static CodebookConv share(ConvWeights weights, boolean[] pruned, Settings settings) {
    float[] values = weights.values();
    float[] kept = new float[values.length];
    int count = 0;
    for (int index = 0; index < values.length; index++) {
      if (!pruned[index]) {
        kept[count++] = values[index];
      }
    }
    short[] codes = new short[values.length];
    if (count == 0) {
      return new CodebookConv(weights, codes, new float[] {0});
    }
    kept = Arrays.copyOf(kept, count);
    Arrays.parallelSort(kept);
    Rule rule = rule(new ScalarQuantizer(kept), settings);
    int zeros = count < values.length ? 1 : 0;
    for (int index = 0; index < values.length; index++) {
      codes[index] = (short) (pruned[index] ? 0 : zeros + rule.code().applyAsInt(values[index]));
    }
    float[] codebook = new float[zeros + rule.values().length];
    System.arraycopy(rule.values(), 0, codebook, zeros, rule.values().length);
    return new CodebookConv(weights, codes, codebook);
  }

  private static Rule rule(ScalarQuantizer quantizer, Settings settings) {
    int k = settings.whole(VALUES);
    return switch (settings.choice(QUANTIZER)) {
      case "pws" -> {
        float[] ends = quantizer.probabilistic(k);
        Random random = new Random(settings.whole(SEED));
        yield new Rule(ends, value -> ScalarQuantizer.draw(ends, (float) value, random));
      }
      case "uq" -> nearest(quantizer.uniform(k));
      case "ecsq" -> {
        ScalarQuantizer.Cells cells = quantizer.entropyConstrained(k, settings.real(LAMBDA));
        yield new Rule(cells.values(), value -> cells.of((float) value));
      }
      default -> nearest(quantizer.clustered(k));
    };
  }

  private static Rule nearest(float[] values) {
    return new Rule(values, value -> ScalarQuantizer.nearest(values, (float) value));
  }

  /// A codebook and which of its entries a weight becomes.
  private static final class Rule {
    private final float[] values;
    private final DoubleToIntFunction code;

    Rule(float[] values, DoubleToIntFunction code) {
      this.values = values;
      this.code = code;
    }

    float[] values() {
      return values;
    }

    DoubleToIntFunction code() {
      return code;
    }
  }
}
