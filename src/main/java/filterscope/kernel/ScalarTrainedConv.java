package filterscope.kernel;

import filterscope.kernel.GradientKernels.TrainedConv;
import java.util.Arrays;

/// The definition of a convolution and of its two gradients: one product for every output, filter, channel and tap that
/// lies inside the image.
final class ScalarTrainedConv implements TrainedConv {
  private final ConvGeometry geometry;
  private float[] weights = {};

  ScalarTrainedConv(ConvGeometry geometry) {
    this.geometry = geometry;
  }

  @Override
  public int scratchFloats() {
    return 0;
  }

  @Override
  public void load(float[] next) {
    weights = next.clone();
  }

  @Override
  public void forward(float[] x, int xOffset, float[] y, int yOffset, float[] scratch) {
    Arrays.fill(y, yOffset, yOffset + geometry.outputSize(), 0);
    eachProduct((input, output, weight, gradient) ->
        y[yOffset + output] += x[xOffset + input] * weights[weight]);
  }

  @Override
  public void inputGradient(float[] dy, int dyOffset, float[] dx, int dxOffset, float[] scratch) {
    Arrays.fill(dx, dxOffset, dxOffset + geometry.inputSize(), 0);
    eachProduct((input, output, weight, gradient) ->
        dx[dxOffset + input] += dy[dyOffset + output] * weights[weight]);
  }

  @Override
  public void weightGradient(
      float[] x, int xOffset, float[] dy, int dyOffset, float[] sum, float[] scratch) {
    eachProduct((input, output, weight, gradient) ->
        sum[gradient] += x[xOffset + input] * dy[dyOffset + output]);
  }

  /// One product of the convolution: where its input, output, weight and weight gradient lie.
  private interface Product {
    void at(int input, int output, int weight, int gradient);
  }

  private void eachProduct(Product product) {
    ConvGeometry g = geometry;
    for (int outputRow = 0; outputRow < g.outputHeight(); outputRow++) {
      for (int outputColumn = 0; outputColumn < g.outputWidth(); outputColumn++) {
        for (int filter = 0; filter < g.filters(); filter++) {
          int output = (outputRow * g.outputWidth() + outputColumn) * g.filters() + filter;
          eachTap(outputRow, outputColumn, filter, output, product);
        }
      }
    }
  }

  private void eachTap(int outputRow, int outputColumn, int filter, int output, Product product) {
    ConvGeometry g = geometry;
    int firstChannel = filter / g.filtersPerGroup() * g.channelsPerGroup();
    for (int row = 0; row < g.kernelHeight(); row++) {
      int inputRow = outputRow * g.strideY() + row * g.dilationY() - g.padTop();
      for (int column = 0; column < g.kernelWidth(); column++) {
        int inputColumn = outputColumn * g.strideX() + column * g.dilationX() - g.padLeft();
        if (inputRow < 0
            || inputRow >= g.inputHeight()
            || inputColumn < 0
            || inputColumn >= g.inputWidth()) {
          continue;
        }
        int pixel = inputRow * g.inputWidth() + inputColumn;
        int tap = row * g.kernelWidth() + column;
        int taps = g.kernelHeight() * g.kernelWidth();
        for (int channel = 0; channel < g.channelsPerGroup(); channel++) {
          product.at(
              pixel * g.inputChannels() + firstChannel + channel,
              output,
              (filter * g.channelsPerGroup() + channel) * taps + tap,
              (tap * g.channelsPerGroup() + channel) * g.filters() + filter);
        }
      }
    }
  }
}
