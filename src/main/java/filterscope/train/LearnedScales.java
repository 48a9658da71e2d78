package filterscope.train;

import filterscope.job.BadInputException;
import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Arrays;
import java.util.List;

/// The straight-through estimator of a grid whose scales are learned with the weights (learned step size quantization, Esser et al.
/// 2020, arXiv 1902.08153): the layer computes with `α_g·q(w/α_g)`, and `α_g` begins with what the method finds.
///
/// Of a weight inside the grid, `∂/∂α` is `q − w/α`, of one that is clipped it is `q` (equation 3); the weight's own gradient passes
/// inside the grid (equation 5). At one bit the level does not depend on the scale, and `∂/∂α = q` is exact; the weight's gradient
/// then passes inside the limit of [MethodQuantizer]. A scale's gradient is divided by `√(N·Q)` with `N` the weights that share it and
/// `Q` the largest level (section 2.2).
///
/// A recipe holds no scales: whoever compresses finds them. So that the learned ones are found, what is stored as the layer's weights
/// are the points of the grid, whose least-squares scale is the learned one. Accuracy is measured with what is found there. Belongs to
/// one thread.
final class LearnedScales implements WeightQuantizer {
  /// A scale never falls below this share of what it began with.
  private static final float LEAST = 1f / 1024;

  private final MethodQuantizer method;
  private final ConvWeights like;
  private final Grid grid;
  private final int bits;
  private final Grouping grouping;
  private final Parameter scales;
  private final float[] least;
  private final double[] shares;

  /// @param layer its name
  /// @param start the weights that the layer starts with
  /// @param method makes of weights a grid with scales
  LearnedScales(String layer, ConvWeights start, MethodQuantizer method) {
    if (!(method.compress(start.values()) instanceof GridConv found)) {
      throw new BadInputException("layer '" + layer + "' has no scales that could be learned");
    }
    this.method = method;
    this.like = start;
    this.grid = found.grid();
    this.bits = found.weightBits();
    this.grouping = found.grouping();
    float[] first = found.scales().clone();
    this.least = first.clone();
    double sum = 0;
    for (int group = 0; group < first.length; group++) {
      least[group] *= LEAST;
      sum += first[group];
    }
    float mean = (float) (sum / first.length);
    this.scales = new Parameter(layer + ".scales", first, false, mean > 0 ? mean : 1);
    this.shares = new double[first.length];
    forEach((index, group) -> shares[group]++);
    for (int group = 0; group < shares.length; group++) {
      shares[group] = 1 / Math.sqrt(shares[group] * grid.top(bits));
    }
  }

  private interface Visitor {
    void visit(int index, int group);
  }

  private void forEach(Visitor visitor) {
    int kernel = like.kernelSize();
    for (int filter = 0, index = 0; filter < like.filters(); filter++) {
      for (int channel = 0; channel < like.channels(); channel++) {
        int group = grouping.groupOf(filter, channel);
        for (int tap = 0; tap < kernel; tap++, index++) {
          visitor.visit(index, group);
        }
      }
    }
  }

  private int level(float weight, float scale) {
    return grid.nearest(bits == 1 ? weight : (double) weight / scale, bits);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(scales);
  }

  @Override
  public float[] stored(float[] shadow) {
    float[] points = new float[shadow.length];
    quantizeInTraining(shadow, points);
    return points;
  }

  @Override
  public void quantize(float[] shadow, float[] effective) {
    method.quantize(stored(shadow), effective);
  }

  @Override
  public void quantizeInTraining(float[] shadow, float[] effective) {
    float[] alpha = scales.values();
    forEach((index, group) -> {
      float scale = alpha[group];
      effective[index] = scale == 0 ? 0 : scale * level(shadow[index], scale);
    });
  }

  @Override
  public void passBack(float[] shadow, float[] gradient) {
    float[] alpha = scales.values();
    double[] sums = new double[alpha.length];
    forEach((index, group) -> {
      float scale = alpha[group];
      if (scale != 0) {
        int level = level(shadow[index], scale);
        double place = (double) shadow[index] / scale;
        boolean inside = bits > 1 && place >= grid.bottom(bits) && place <= grid.top(bits);
        sums[group] += gradient[index] * (inside ? level - place : level);
        gradient[index] = inside || bits == 1 ? gradient[index] : 0;
      }
    });
    Arrays.setAll(sums, group -> sums[group] * shares[group]);
    for (int group = 0; group < sums.length; group++) {
      scales.gradient()[group] = (float) sums[group];
    }
    if (bits == 1) {
      method.passBack(shadow, gradient);
    }
  }

  @Override
  public void afterStep(float[] shadow) {
    method.afterStep(shadow);
    float[] alpha = scales.values();
    for (int group = 0; group < alpha.length; group++) {
      alpha[group] = Math.max(alpha[group], least[group]);
    }
  }

  @Override
  public String toString() {
    return method + ", scales learned";
  }
}
