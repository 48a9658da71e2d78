package filterscope.kernel;

/// The readable definition of the float kernels: what every faster form is held to. Sums are kept in double precision, so
/// that the definition itself adds no error worth mentioning.
public final class ScalarFloatKernels implements FloatKernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public Prepared convolution(ConvGeometry geometry, float[] weights, float[] bias, Finish finish) {
    float[] ones = new float[geometry.filters()];
    java.util.Arrays.fill(ones, 1);
    return new Definition(geometry, weights, ones, bias, finish);
  }

  @Override
  public Prepared scaledConvolution(
      ConvGeometry geometry, float[] weights, float[] factors, float[] bias, Finish finish) {
    return new Definition(geometry, weights, factors, bias, finish);
  }

  /// Keeps the weights as they came, not a copy.
  private static final class Definition implements Prepared {
    private final ConvGeometry geometry;
    private final float[] weights;
    private final float[] factors;
    private final float[] bias;
    private final Finish finish;

    Definition(
        ConvGeometry geometry, float[] weights, float[] factors, float[] bias, Finish finish) {
      this.geometry = geometry;
      this.weights = weights;
      this.factors = factors;
      this.bias = bias;
      this.finish = finish;
    }

    @Override
    public int scratchFloats() {
      return 0;
    }

    @Override
    public void run(
        float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch) {
      int to = outputOffset;
      for (int row = 0; row < geometry.outputHeight(); row++) {
        for (int column = 0; column < geometry.outputWidth(); column++) {
          for (int filter = 0; filter < geometry.filters(); filter++) {
            double sum = sum(input, inputOffset, row, column, filter);
            output[to++] = finish.apply((float) (sum * factors[filter] + bias[filter]));
          }
        }
      }
    }

    /// The inner product of one filter with the patch of the image below it.
    private double sum(float[] input, int inputOffset, int row, int column, int filter) {
      ConvGeometry g = geometry;
      int firstChannel = filter / g.filtersPerGroup() * g.channelsPerGroup();
      double sum = 0;
      for (int tapRow = 0; tapRow < g.kernelHeight(); tapRow++) {
        int y = row * g.strideY() - g.padTop() + tapRow * g.dilationY();
        if (y < 0 || y >= g.inputHeight()) {
          continue;
        }
        for (int tapColumn = 0; tapColumn < g.kernelWidth(); tapColumn++) {
          int x = column * g.strideX() - g.padLeft() + tapColumn * g.dilationX();
          if (x < 0 || x >= g.inputWidth()) {
            continue;
          }
          int pixel = inputOffset + (y * g.inputWidth() + x) * g.inputChannels() + firstChannel;
          int tap = filter * g.depth() + tapRow * g.kernelWidth() + tapColumn;
          for (int channel = 0; channel < g.channelsPerGroup(); channel++) {
            sum +=
                (double) input[pixel + channel]
                    * weights[tap + channel * g.kernelHeight() * g.kernelWidth()];
          }
        }
      }
      return sum;
    }
  }
}
