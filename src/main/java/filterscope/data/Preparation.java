package filterscope.data;

import filterscope.tensor.Shape;
import java.util.List;

/// How a picture becomes the input of a network: the shorter side resized to `resize` (0 leaves it), the middle `crop×crop`
/// cut out (0 leaves it), channels brought into order, then `(sample·scale − mean)/std` for each channel.
///
/// @param resize pixels of the shorter side after resizing, or 0
/// @param crop pixels of the square cut from the middle, or 0
/// @param channels the order in which the network wants them
/// @param scale multiplies the 8-bit sample: 1 or 1/255
/// @param mean one number a channel in the network's order, or one for all
/// @param std one number a channel in the network's order, or one for all
public record Preparation(
    int resize, int crop, Channels channels, double scale, List<Double> mean, List<Double> std) {
  /// The order of channels.
  public enum Channels {
    RGB,
    BGR,
    GREY
  }

  public Preparation {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  /// Writes the input of a network for one picture; pictures of another size than the network's are resized to it.
  ///
  /// @param inputShape `1×C×H×W` or `1×H×W×C`
  /// @param into row-major in that order
  public void prepare(Picture picture, Shape inputShape, float[] into) {
    throw new UnsupportedOperationException();
  }
}
