package filterscope.engine;

import filterscope.network.LocalResponseNorm;

/// Local response normalisation over the channels of values with their channels last.
final class LocalResponseNormStep implements Step {
  private final LocalResponseNorm norm;
  private final int from;
  private final int to;
  private final int pixels;
  private final int channels;

  LocalResponseNormStep(LocalResponseNorm norm, int from, int to, int pixels, int channels) {
    this.norm = norm;
    this.from = from;
    this.to = to;
    this.pixels = pixels;
    this.channels = channels;
  }

  @Override
  public void run(float[][] storages, float[] work) {
    float[] x = storages[from];
    float[] y = storages[to];
    int before = (norm.size() - 1) / 2;
    int after = norm.size() - 1 - before;
    double share = (double) norm.alpha() / norm.size();
    for (int pixel = 0; pixel < pixels; pixel++) {
      int start = pixel * channels;
      for (int channel = 0; channel < channels; channel++) {
        int last = Math.min(channels - 1, channel + after);
        double squares = 0;
        for (int other = Math.max(0, channel - before); other <= last; other++) {
          squares += (double) x[start + other] * x[start + other];
        }
        y[start + channel] = (float) (x[start + channel] / power(norm.bias() + share * squares));
      }
    }
  }

  /// `base^beta`; the usual exponent of ¾ is two square roots.
  private double power(double base) {
    if (norm.beta() == 0.75f) {
      double root = Math.sqrt(base);
      return root * Math.sqrt(root);
    }
    return Math.pow(base, norm.beta());
  }
}
