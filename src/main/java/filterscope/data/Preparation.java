package filterscope.data;

import filterscope.job.BadInputException;
import filterscope.tensor.Shape;
import java.util.List;

/// How a picture becomes the input of a network: the shorter side resized to `resize` (0 leaves it), the middle `crop×crop`
/// cut out (0 leaves it; a picture that is smaller gives its largest square), the whole resized to the network's extents
/// where it differs from them, channels brought into order, then `(sample·scale − mean)/std` for each channel.
///
/// Resizing is linear interpolation that averages when it shrinks, as Pillow and torchvision do it. Grey is made of colours by
/// `0.299 R + 0.587 G + 0.114 B`; colours of grey by repetition.
///
/// @param resize pixels of the shorter side after resizing, or 0
/// @param crop pixels of the square cut from the middle, or 0
/// @param channels the order in which the network wants them
/// @param scale multiplies the 8-bit sample: 1 or 1/255
/// @param mean one number a channel in the network's order, or one for all; an empty list means 0
/// @param std one number a channel in the network's order, or one for all; an empty list means 1
public record Preparation(
    int resize, int crop, Channels channels, double scale, List<Double> mean, List<Double> std) {
  private static final int MOST_PIXELS = 16_384;

  /// The order of channels.
  public enum Channels {
    RGB,
    BGR,
    GREY;

    /// How many there are.
    public int count() {
      return this == GREY ? 1 : 3;
    }
  }

  /// @throws BadInputException if an extent is negative or huge, or the means or deviations do not fit the channels
  public Preparation {
    mean = mean.isEmpty() ? List.of(0.0) : List.copyOf(mean);
    std = std.isEmpty() ? List.of(1.0) : List.copyOf(std);
    checkPixels("resize", resize);
    checkPixels("crop", crop);
    if (!Double.isFinite(scale) || scale == 0) {
      throw new BadInputException("the scale of samples is a number other than 0, not " + scale);
    }
    checkCount("mean", mean, channels);
    checkCount("std", std, channels);
    if (std.contains(0.0) || std.contains(-0.0)) {
      throw new BadInputException("std divides and cannot be 0");
    }
  }

  /// Samples from 0 to 1 in this order, nothing resized or cut.
  public static Preparation plain(Channels channels) {
    return new Preparation(0, 0, channels, 1.0 / 255, List.of(), List.of());
  }

  /// What a network of this input gets that comes without a card: samples from 0 to 1, grey or red, green, blue.
  ///
  /// @throws BadInputException if the network does not take one grey or colour image
  public static Preparation plainFor(Shape inputShape) {
    return plain(InputLayout.of(inputShape).channels() == 1 ? Channels.GREY : Channels.RGB);
  }

  private static void checkPixels(String what, int pixels) {
    if (pixels < 0 || pixels > MOST_PIXELS) {
      throw new BadInputException(
          what + " takes pixels from 1 to " + MOST_PIXELS + ", or 0 for none, not " + pixels);
    }
  }

  private static void checkCount(String what, List<Double> numbers, Channels channels) {
    if (numbers.size() != 1 && numbers.size() != channels.count()) {
      throw new BadInputException(
          what
              + " has "
              + numbers.size()
              + " numbers, but "
              + channels
              + " takes "
              + (channels.count() == 1 ? "one" : "one for all or one for each of 3 channels"));
    }
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new BadInputException(what + " takes finite numbers, not " + number);
      }
    }
  }

  /// Says in a sentence where this preparation does not suit a network.
  ///
  /// @throws BadInputException if the network takes another number of channels, or no images
  public void checkFits(Shape inputShape) {
    layout(inputShape);
  }

  private InputLayout layout(Shape inputShape) {
    InputLayout layout = InputLayout.of(inputShape);
    if (layout.channels() != channels.count()) {
      throw new BadInputException(
          "the network takes "
              + inputShape
              + ", that is "
              + (layout.channels() == 1 ? "grey images" : "colour images")
              + ", but the preparation gives "
              + channels
              + "; choose "
              + (layout.channels() == 1 ? "GREY" : "RGB or BGR"));
    }
    return layout;
  }

  /// Writes the input of a network for one picture; pictures of another size than the network's are resized to it.
  ///
  /// @param inputShape `1×C×H×W` or `1×H×W×C`
  /// @param into row-major in that order
  /// @throws BadInputException if the network takes another number of channels, or no images
  public void prepare(Picture picture, Shape inputShape, float[] into) {
    InputLayout layout = layout(inputShape);
    if (into.length < layout.floats()) {
      throw new IllegalArgumentException(
          into.length + " floats cannot take an input of " + inputShape);
    }
    Picture sized =
        Resampler.resize(
            cut(resize == 0 ? picture : Resampler.shorterSide(picture, resize)),
            layout.height(),
            layout.width());
    for (int channel = 0; channel < layout.channels(); channel++) {
      write(sized, channel, layout, into);
    }
  }

  private Picture cut(Picture picture) {
    if (crop == 0) {
      return picture;
    }
    int side = Math.min(crop, Math.min(picture.height(), picture.width()));
    int top = (int) Math.rint((picture.height() - side) / 2.0);
    int left = (int) Math.rint((picture.width() - side) / 2.0);
    return picture.part(top, left, side, side);
  }

  private void write(Picture picture, int channel, InputLayout layout, float[] into) {
    float[] values = values(channel);
    byte[] samples = picture.samples();
    int at = channel * layout.channelStride();
    int pixels = layout.height() * layout.width();
    if (picture.channels() == 1) {
      for (int pixel = 0; pixel < pixels; pixel++, at += layout.pixelStride()) {
        into[at] = values[samples[pixel] & 0xFF];
      }
    } else if (channels == Channels.GREY) {
      for (int pixel = 0; pixel < pixels; pixel++, at += layout.pixelStride()) {
        into[at] = values[luma(samples, 3 * pixel)];
      }
    } else {
      int source = channels == Channels.RGB ? channel : 2 - channel;
      for (int pixel = 0; pixel < pixels; pixel++, at += layout.pixelStride()) {
        into[at] = values[samples[3 * pixel + source] & 0xFF];
      }
    }
  }

  /// What each of the 256 samples becomes in one channel.
  private float[] values(int channel) {
    double shift = mean.get(mean.size() == 1 ? 0 : channel);
    double spread = std.get(std.size() == 1 ? 0 : channel);
    float[] values = new float[256];
    for (int sample = 0; sample < values.length; sample++) {
      values[sample] = (float) ((sample * scale - shift) / spread);
    }
    return values;
  }

  /// The luma of ITU-R BT.601 in 16-bit fixed point, rounded.
  private static int luma(byte[] samples, int at) {
    int red = samples[at] & 0xFF;
    int green = samples[at + 1] & 0xFF;
    int blue = samples[at + 2] & 0xFF;
    return (19_595 * red + 38_470 * green + 7_471 * blue + 0x8000) >> 16;
  }
}
