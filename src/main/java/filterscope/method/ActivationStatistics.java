package filterscope.method;

import filterscope.kernel.ActivationGrid;
import java.util.Arrays;

/// What images showed of the activations at one place of a network: their extremes, and a sample of them. Immutable.
public final class ActivationStatistics {
  private static final int BOUNDS_TRIED = 64;

  private final float[] sorted;
  private final float least;
  private final float most;

  /// @param sample finite numbers in any order, at least one; copied
  /// @param least the smallest activation seen, in the sample or not
  /// @param most the largest one
  public ActivationStatistics(float[] sample, float least, float most) {
    if (sample.length == 0) {
      throw new IllegalArgumentException("statistics need at least one activation");
    }
    this.sorted = sample.clone();
    Arrays.sort(sorted);
    this.least = least;
    this.most = most;
  }

  public float least() {
    return least;
  }

  public float most() {
    return most;
  }

  /// Whether some activation is below zero.
  public boolean isSigned() {
    return least < 0;
  }

  /// The sample in ascending order; read only.
  public float[] sorted() {
    return sorted;
  }

  /// The magnitude that a share of the activations does not exceed, linear between two ranks of the sample.
  ///
  /// @param share from 0 to 1; 1 is the largest magnitude of the sample
  public float magnitude(double share) {
    float[] magnitudes = magnitudes();
    double rank = share * (magnitudes.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, magnitudes.length - 1);
    return (float)
        (magnitudes[below] + (rank - below) * ((double) magnitudes[above] - magnitudes[below]));
  }

  /// The largest magnitude of all activations seen.
  public float largest() {
    return Math.max(Math.abs(least), Math.abs(most));
  }

  /// The bound at which a uniform grid of so many bits has the least squared error on the sample, among 64 bounds evenly up to
  /// the largest magnitude.
  public float leastErrorBound(int bits) {
    float largest = largest();
    float best = largest;
    double least = Double.POSITIVE_INFINITY;
    for (int number = 1; number <= BOUNDS_TRIED; number++) {
      float bound = largest * number / BOUNDS_TRIED;
      double error = bound > 0 ? error(grid(bits, bound)) : Double.POSITIVE_INFINITY;
      if (error < least) {
        least = error;
        best = bound;
      }
    }
    return best;
  }

  /// The grid for these activations: with a sign where some are negative.
  ///
  /// @param bits 2 to 8
  /// @param bound positive
  public ActivationGrid grid(int bits, float bound) {
    return isSigned()
        ? new ActivationGrid.Signed(bits, bound)
        : new ActivationGrid.Unsigned(bits, bound);
  }

  private double error(ActivationGrid grid) {
    double sum = 0;
    for (float value : sorted) {
      double difference = (double) grid.level(value) * grid.step() - value;
      sum += difference * difference;
    }
    return sum;
  }

  private float[] magnitudes() {
    float[] magnitudes = sorted.clone();
    for (int index = 0; index < magnitudes.length; index++) {
      magnitudes[index] = Math.abs(magnitudes[index]);
    }
    Arrays.sort(magnitudes);
    return magnitudes;
  }
}
