package filterscope.engine;

import java.util.Arrays;

/// The mean over some axes.
final class ReduceStep implements Step {
  private final int from;
  private final int to;
  private final Loops loops;
  private final int results;
  private final float share;

  /// @param loops over the source; array 0 is the source, array 1 the result, with strides of 0 along the axes that go
  /// @param results elements of the result
  /// @param reduced how many elements each mean is taken of
  ReduceStep(int from, int to, Loops loops, int results, int reduced) {
    this.from = from;
    this.to = to;
    this.loops = loops;
    this.results = results;
    this.share = 1f / reduced;
  }

  @Override
  public void run(float[][] storages, float[] work) {
    float[] y = storages[to];
    Arrays.fill(y, 0, results, 0);
    walk(0, storages[from], 0, y, 0);
    for (int i = 0; i < results; i++) {
      y[i] *= share;
    }
  }

  private void walk(int dimension, float[] x, int source, float[] y, int target) {
    int extent = loops.extent(dimension);
    int sourceStride = loops.stride(0, dimension);
    int targetStride = loops.stride(1, dimension);
    if (dimension < loops.dimensions() - 1) {
      for (int index = 0; index < extent; index++) {
        walk(dimension + 1, x, source + index * sourceStride, y, target + index * targetStride);
      }
    } else if (targetStride == 0) {
      double sum = 0;
      for (int i = 0; i < extent; i++) {
        sum += x[source + i * sourceStride];
      }
      y[target] += (float) sum;
    } else if (sourceStride == 1 && targetStride == 1) {
      for (int i = 0; i < extent; i++) {
        y[target + i] += x[source + i];
      }
    } else {
      for (int i = 0; i < extent; i++) {
        y[target + i * targetStride] += x[source + i * sourceStride];
      }
    }
  }
}
