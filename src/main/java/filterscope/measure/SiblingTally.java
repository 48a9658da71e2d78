package filterscope.measure;

/// How often a base network and its siblings were right, and how far their answers lie apart.
final class SiblingTally {
  private static final double SUM_TOLERANCE = 1e-3;
  private static final double LEAST = 1e-12;

  private final long[] right;
  private final long[] won;
  private final double[] divergence;
  private long baseRight;
  private long samples;

  SiblingTally(int others) {
    right = new long[others];
    won = new long[others];
    divergence = new double[others];
  }

  /// Counts the answers to one image.
  void count(float[] base, float[][] others, int label) {
    double[] expected = probabilities(base);
    double[] apart = new double[others.length];
    boolean[] isRight = new boolean[others.length];
    for (int other = 0; other < others.length; other++) {
      apart[other] = divergence(expected, probabilities(others[other]));
      isRight[other] = Answers.largest(others[other]) == label;
    }
    boolean isBaseRight = Answers.largest(base) == label;
    synchronized (this) {
      samples++;
      baseRight += isBaseRight ? 1 : 0;
      for (int other = 0; other < others.length; other++) {
        divergence[other] += apart[other];
        right[other] += isRight[other] ? 1 : 0;
        won[other] += isRight[other] && !isBaseRight ? 1 : 0;
      }
    }
  }

  synchronized Proportion base() {
    return new Proportion(baseRight, samples);
  }

  synchronized Proportion other(int index) {
    return new Proportion(right[index], samples);
  }

  /// How a sibling differs from the base in accuracy.
  synchronized PairedDifference difference(int index) {
    // right = won + both, base = lost + both
    return new PairedDifference(won[index], baseRight - (right[index] - won[index]), samples);
  }

  /// The mean Kullback–Leibler divergence of a sibling's probabilities from those of the base: 0 where all answers agree to the
  /// last digit. It tells apart what leaves the same number of images right.
  synchronized double divergence(int index) {
    return samples == 0 ? 0 : divergence[index] / samples;
  }

  /// `Σ p ln(p/q)`, in nats.
  static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int index = 0; index < p.length; index++) {
      sum += p[index] <= 0 ? 0 : p[index] * Math.log(p[index] / Math.max(q[index], LEAST));
    }
    return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : Math.max(0, sum);
  }

  /// Softmax of a network's outputs; the outputs themselves where they are probabilities already.
  static double[] probabilities(float[] outputs) {
    double[] values = new double[outputs.length];
    double sum = 0;
    double most = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (int index = 0; index < outputs.length; index++) {
      values[index] = outputs[index];
      sum += values[index];
      most = Math.max(most, values[index]);
      least = Math.min(least, values[index]);
    }
    if (least >= 0 && Math.abs(sum - 1) < SUM_TOLERANCE) {
      return values;
    }
    double total = 0;
    for (int index = 0; index < values.length; index++) {
      values[index] = Math.exp(values[index] - most);
      total += values[index];
    }
    for (int index = 0; index < values.length; index++) {
      values[index] /= total;
    }
    return values;
  }
}
