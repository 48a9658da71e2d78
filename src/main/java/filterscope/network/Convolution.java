package filterscope.network;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// A two-dimensional convolution over `N×C×H×W`, with `groups` blocks of channels that do not see one another.
public record Convolution(ConvWeights weights, Optional<Tensor> bias, Window window, int groups)
    implements Weighted {

  public Convolution {
    if (groups < 1 || weights.filters() % groups != 0) {
      throw new IllegalArgumentException(
          weights.filters() + " filters cannot be split into " + groups + " groups");
    }
    if (window.height() != weights.kernelHeight() || window.width() != weights.kernelWidth()) {
      throw new IllegalArgumentException("the window and the weights differ in extent");
    }
    if (bias.isPresent() && bias.get().size() != weights.filters()) {
      throw new IllegalArgumentException(
          "a bias of " + weights.filters() + " numbers expected, not " + bias.get().size());
    }
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = Operators.one(inputs);
    if (input.rank() != 4) {
      throw new IllegalArgumentException(
          "a convolution takes images (rank 4), not "
              + input
              + "; one-dimensional convolutions are not supported");
    }
    if (input.extent(1) != weights.channels() * groups) {
      throw new IllegalArgumentException(
          "the filters see "
              + weights.channels() * groups
              + " channels, the input "
              + input
              + " has "
              + input.extent(1));
    }
    int height = window.outputHeight(input.extent(2));
    int width = window.outputWidth(input.extent(3));
    if (height == 0 || width == 0) {
      throw new IllegalArgumentException("the window is larger than the padded input " + input);
    }
    return Shape.of(input.extent(0), weights.filters(), height, width);
  }

  @Override
  public long macs(List<Shape> inputs) {
    Shape output = outputShape(inputs);
    return (long) output.extent(2) * output.extent(3) * weights.size();
  }

  /// Whether every filter sees one channel only.
  public boolean isDepthwise() {
    return groups > 1 && weights.channels() == 1;
  }

  @Override
  public Convolution withWeights(ConvWeights other) {
    return new Convolution(other, bias, window, groups);
  }

  @Override
  public String title() {
    return (isDepthwise() ? "Depthwise " : "Conv ") + window.height() + "×" + window.width();
  }
}
