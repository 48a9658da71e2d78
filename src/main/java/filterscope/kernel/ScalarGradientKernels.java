package filterscope.kernel;

/// The definition of the training kernels, as plain as it can be said. Slow.
public final class ScalarGradientKernels implements GradientKernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public TrainedConv convolution(ConvGeometry geometry) {
    return new ScalarTrainedConv(geometry);
  }

  @Override
  public void moments(
      float[] x,
      int offset,
      int pixels,
      int channels,
      float[] pivot,
      float[] sums,
      float[] squares) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int channel = 0; channel < channels; channel++) {
        float centred = x[offset + pixel * channels + channel] - pivot[channel];
        sums[channel] += centred;
        squares[channel] = Math.fma(centred, centred, squares[channel]);
      }
    }
  }

  @Override
  public void affine(
      float[] x, int offset, int pixels, int channels, Affine affine, float[] y, int yOffset) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int channel = 0; channel < channels; channel++) {
        int at = pixel * channels + channel;
        float value = value(x[offset + at], affine, channel);
        y[yOffset + at] = affine.rectified() ? Math.max(0, value) : value;
      }
    }
  }

  @Override
  public void affineMoments(
      float[] x,
      float[] dy,
      int offset,
      int pixels,
      int channels,
      Affine affine,
      float[] pivot,
      float[] sums,
      float[] products) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int channel = 0; channel < channels; channel++) {
        int at = offset + pixel * channels + channel;
        float dz = passed(x[at], dy[at], affine, channel);
        sums[channel] += dz;
        products[channel] = Math.fma(dz, x[at] - pivot[channel], products[channel]);
      }
    }
  }

  @Override
  public void affineGradient(
      float[] x,
      float[] dy,
      int offset,
      int pixels,
      int channels,
      Affine affine,
      float[] a,
      float[] b,
      float[] c,
      float[] dx,
      int dxOffset) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int channel = 0; channel < channels; channel++) {
        int at = offset + pixel * channels + channel;
        float dz = passed(x[at], dy[at], affine, channel);
        dx[dxOffset - offset + at] =
            Math.fma(a[channel], dz, Math.fma(b[channel], x[at], c[channel]));
      }
    }
  }

  @Override
  public void keepMaximum(
      float[] x, int offset, float[] y, int[] winners, int yOffset, int count, int tap) {
    for (int i = 0; i < count; i++) {
      if (x[offset + i] > y[yOffset + i]) {
        y[yOffset + i] = x[offset + i];
        winners[yOffset + i] = tap;
      }
    }
  }

  @Override
  public void passToWinner(
      float[] dy, int[] winners, int dyOffset, int tap, float[] dx, int dxOffset, int count) {
    for (int i = 0; i < count; i++) {
      if (winners[dyOffset + i] == tap) {
        dx[dxOffset + i] += dy[dyOffset + i];
      }
    }
  }

  @Override
  public void keepWithin(
      float[] x,
      int offset,
      float low,
      float high,
      float[] gradient,
      int gradientOffset,
      int count) {
    for (int i = 0; i < count; i++) {
      float value = x[offset + i];
      if (!(value >= low && value <= high)) {
        gradient[gradientOffset + i] = 0;
      }
    }
  }

  private static float value(float x, Affine affine, int channel) {
    return Math.fma(affine.factor()[channel], x, affine.shift()[channel]);
  }

  private static float passed(float x, float dy, Affine affine, int channel) {
    return !affine.rectified() || value(x, affine, channel) > 0 ? dy : 0;
  }
}
