package filterscope.engine;

/// Softmax or its logarithm over the middle of `outer × count × inner`.
final class SoftmaxStep implements Step {
  private final int from;
  private final int to;
  private final int outer;
  private final int count;
  private final int inner;
  private final boolean logarithm;

  SoftmaxStep(int from, int to, int outer, int count, int inner, boolean logarithm) {
    this.from = from;
    this.to = to;
    this.outer = outer;
    this.count = count;
    this.inner = inner;
    this.logarithm = logarithm;
  }

  @Override
  public void run(float[][] storages, float[] work) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        one(storages[from], storages[to], o * count * inner + i);
      }
    }
  }

  private void one(float[] x, float[] y, int start) {
    float most = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      most = Math.max(most, x[start + k * inner]);
    }
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += Math.exp((double) x[start + k * inner] - most);
    }
    double log = Math.log(sum);
    for (int k = 0; k < count; k++) {
      double value = (double) x[start + k * inner] - most;
      y[start + k * inner] = (float) (logarithm ? value - log : Math.exp(value) / sum);
    }
  }
}
