package filterscope.train;

import java.util.Arrays;

/// The memory of one shard of a batch, reused from step to step. It grows to the largest request.
final class Workspace {
  private float[] scratch = {};
  private float[] spare = {};
  private float[] sums = {};

  /// For kernels; contents irrelevant.
  float[] scratch(int floats) {
    if (scratch.length < floats) {
      scratch = new float[floats];
    }
    return scratch;
  }

  /// For one image's gradient on its way to a sum; contents irrelevant.
  float[] spare(int floats) {
    if (spare.length < floats) {
      spare = new float[floats];
    }
    return spare;
  }

  /// Zeros in which a shard collects its part of a sum.
  float[] clearedSums(int floats) {
    if (sums.length < floats) {
      sums = new float[floats];
    } else {
      Arrays.fill(sums, 0, floats, 0);
    }
    return sums;
  }

  /// What the shard has collected since [#clearedSums].
  float[] sums() {
    return sums;
  }
}
