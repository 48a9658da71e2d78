package filterscope.method.catalog;

import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/// Looks for an order of the input channels in which vectors of several channels are easier to quantize: one with a small
/// determinant of the covariance of the vectors (arXiv 2010.15703, section 3.1; `methods.md` section 7). Channels are dealt by
/// variance to the places within a vector, the greatest first, each to the place with the least variance so far; then random pairs
/// change places wherever the determinant falls.
final class ChannelOrder {
  private final ConvWeights weights;
  private final int perVector;
  private final int dimension;
  private final int[] order;
  private final double[] square;
  private final double[] sum;

  private ChannelOrder(ConvWeights weights, int perVector) {
    this.weights = weights;
    this.perVector = perVector;
    this.dimension = perVector * weights.kernelSize();
    this.order = dealt();
    this.square = new double[dimension * dimension];
    this.sum = new double[dimension];
    for (int vector = 0; vector < weights.channels() / perVector; vector++) {
      count(vector, 1);
    }
  }

  /// The order found.
  ///
  /// @param perVector channels that a vector spans; a divisor of the channels
  /// @param swaps how many pairs are tried
  static int[] find(ConvWeights weights, int perVector, int swaps, long seed) {
    if (perVector == 1 || perVector == weights.channels()) {
      return VectorCodebookConv.unchanged(weights.channels());
    }
    ChannelOrder search = new ChannelOrder(weights, perVector);
    search.swap(swaps, new Random(seed));
    double unchanged =
        logDeterminant(weights, VectorCodebookConv.unchanged(weights.channels()), perVector);
    return search.logDeterminant() < unchanged
        ? search.order
        : VectorCodebookConv.unchanged(weights.channels());
  }

  /// The logarithm of the determinant of the covariance of the vectors in some order.
  static double logDeterminant(ConvWeights weights, int[] order, int perVector) {
    ChannelOrder there = new ChannelOrder(weights, perVector);
    System.arraycopy(order, 0, there.order, 0, order.length);
    Arrays.fill(there.square, 0);
    Arrays.fill(there.sum, 0);
    for (int vector = 0; vector < order.length / perVector; vector++) {
      there.count(vector, 1);
    }
    return there.logDeterminant();
  }

  private int[] dealt() {
    double[] variances = new double[weights.channels()];
    for (int channel = 0; channel < variances.length; channel++) {
      for (int filter = 0; filter < weights.filters(); filter++) {
        int from = weights.index(filter, channel, 0, 0);
        for (int tap = 0; tap < weights.kernelSize(); tap++) {
          double value = weights.values()[from + tap];
          variances[channel] += value * value;
        }
      }
    }
    int[] dealt = new int[variances.length];
    double[] load = new double[perVector];
    int[] filled = new int[perVector];
    int room = variances.length / perVector;
    IntStream.range(0, variances.length)
        .boxed()
        .sorted(Comparator.comparingDouble(channel -> -variances[channel]))
        .forEach(channel -> {
          int place =
              IntStream.range(0, perVector)
                  .filter(candidate -> filled[candidate] < room)
                  .boxed()
                  .min(Comparator.comparingDouble(candidate -> load[candidate]))
                  .orElseThrow();
          dealt[filled[place]++ * perVector + place] = channel;
          load[place] += variances[channel];
        });
    return dealt;
  }

  private void swap(int swaps, Random random) {
    double best = logDeterminant();
    for (int turn = 0; turn < swaps; turn++) {
      int a = random.nextInt(order.length);
      int b = random.nextInt(order.length);
      if (a == b) {
        continue;
      }
      exchange(a, b);
      double now = logDeterminant();
      if (now < best) {
        best = now;
      } else {
        exchange(a, b);
      }
    }
  }

  private void exchange(int a, int b) {
    int first = a / perVector;
    int second = b / perVector;
    count(first, -1);
    if (second != first) {
      count(second, -1);
    }
    int channel = order[a];
    order[a] = order[b];
    order[b] = channel;
    count(first, 1);
    if (second != first) {
      count(second, 1);
    }
  }

  /// Adds or takes away the vectors at one place of all filters.
  private void count(int vector, int sign) {
    float[] numbers = new float[dimension];
    int kernel = weights.kernelSize();
    for (int filter = 0; filter < weights.filters(); filter++) {
      for (int place = 0; place < perVector; place++) {
        int channel = order[vector * perVector + place];
        System.arraycopy(
            weights.values(),
            weights.index(filter, channel, 0, 0),
            numbers,
            place * kernel,
            kernel);
      }
      for (int row = 0; row < dimension; row++) {
        double value = sign * (double) numbers[row];
        sum[row] += value;
        for (int column = 0; column <= row; column++) {
          square[row * dimension + column] += value * numbers[column];
        }
      }
    }
  }

  /// By Cholesky's decomposition; directions without variance count as very small ones.
  private double logDeterminant() {
    double count = (double) weights.size() / dimension;
    double[] lower = new double[square.length];
    double trace = 0;
    for (int row = 0; row < dimension; row++) {
      trace += square[row * dimension + row] / count;
    }
    double least = Math.max(trace * 1e-12, Double.MIN_NORMAL);
    double logarithm = 0;
    for (int row = 0; row < dimension; row++) {
      for (int column = 0; column <= row; column++) {
        double value =
            square[row * dimension + column] / count - sum[row] / count * (sum[column] / count);
        for (int inner = 0; inner < column; inner++) {
          value -= lower[row * dimension + inner] * lower[column * dimension + inner];
        }
        if (column < row) {
          lower[row * dimension + column] = value / lower[column * dimension + column];
        } else {
          double pivot = Math.max(value, least);
          lower[row * dimension + row] = Math.sqrt(pivot);
          logarithm += Math.log(pivot);
        }
      }
    }
    return logarithm;
  }
}
