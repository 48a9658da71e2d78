package filterscope.data;

import filterscope.job.BadInputException;
import filterscope.tensor.Shape;

/// Where the pixels of one image go in the input of a network.
///
/// @param channelsFirst whether the planes of the channels follow one another (`1×C×H×W`), or the channels of a pixel do (`1×H×W×C`)
record InputLayout(boolean channelsFirst, int channels, int height, int width) {

  /// Told from the shape: one or three channels behind the batch, else one or three channels last.
  ///
  /// @throws BadInputException if the network does not take one grey or colour image
  static InputLayout of(Shape shape) {
    if (shape.rank() == 4 && shape.extent(0) == 1 && shape.elements() > 0) {
      if (isChannels(shape.extent(1))) {
        return new InputLayout(true, shape.extent(1), shape.extent(2), shape.extent(3));
      }
      if (isChannels(shape.extent(3))) {
        return new InputLayout(false, shape.extent(3), shape.extent(1), shape.extent(2));
      }
    }
    throw new BadInputException(
        "the network takes "
            + shape
            + ", which is not one grey or colour image (1×C×H×W or 1×H×W×C with 1 or 3 channels),"
            + " so images cannot be fed to it");
  }

  private static boolean isChannels(int extent) {
    return extent == 1 || extent == 3;
  }

  int floats() {
    return channels * height * width;
  }

  /// The distance between the channels of a pixel.
  int channelStride() {
    return channelsFirst ? height * width : 1;
  }

  /// The distance between neighbouring pixels of a row.
  int pixelStride() {
    return channelsFirst ? 1 : channels;
  }
}
