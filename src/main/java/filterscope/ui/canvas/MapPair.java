package filterscope.ui.canvas;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;

/// The feature maps that one layer leaves behind in two networks, for one image.
///
/// @param title what they are, as people know it
/// @param channels how many maps
/// @param height of one map
/// @param width of one map
public record MapPair(
    String title, int channels, int height, int width, Tensor floating, Tensor compressed) {
  public MapPair {
    int size = channels * height * width;
    if (floating.size() != size || compressed.size() != size) {
      throw new IllegalArgumentException(
          title + " has " + floating.size() + " activations, not " + size);
    }
  }

  /// Maps of a value `1×C×H×W`; any other shape is one map of a pixel for each of its elements.
  public static MapPair of(String title, Tensor floating, Tensor compressed) {
    Shape shape = floating.shape();
    boolean image = shape.rank() == 4 && shape.extent(0) == 1;
    return image
        ? new MapPair(
            title, shape.extent(1), shape.extent(2), shape.extent(3), floating, compressed)
        : new MapPair(title, floating.size(), 1, 1, floating, compressed);
  }

  int index(int channel, int row, int column) {
    return (channel * height + row) * width + column;
  }

  float floating(int channel, int row, int column) {
    return floating.value(index(channel, row, column));
  }

  float compressed(int channel, int row, int column) {
    return compressed.value(index(channel, row, column));
  }

  /// Whether no float activation is below zero, as after a ReLU.
  boolean isUnsigned() {
    for (float value : floating.values()) {
      if (value < 0) {
        return false;
      }
    }
    return true;
  }
}
