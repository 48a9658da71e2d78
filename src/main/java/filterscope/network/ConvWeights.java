package filterscope.network;

import filterscope.tensor.Shape;

/// The weights of a convolution or a dense layer: `n` filters of `c` channels of `k_h×k_w` taps, row-major as
/// `[filter][channel][row][column]`. A dense layer has one tap. For a grouped convolution `c` counts the channels of
/// one group. The object owns its array.
public final class ConvWeights {
  private final int filters;
  private final int channels;
  private final int kernelHeight;
  private final int kernelWidth;
  private final float[] values;

  /// @throws IllegalArgumentException if an extent is not positive or the array has another length
  public ConvWeights(int filters, int channels, int kernelHeight, int kernelWidth, float[] values) {
    if (filters < 1 || channels < 1 || kernelHeight < 1 || kernelWidth < 1) {
      throw new IllegalArgumentException(
          "weights need positive extents, not "
              + Shape.of(filters, channels, kernelHeight, kernelWidth));
    }
    long size = (long) filters * channels * kernelHeight * kernelWidth;
    if (size != values.length) {
      throw new IllegalArgumentException(size + " weights expected, " + values.length + " given");
    }
    this.filters = filters;
    this.channels = channels;
    this.kernelHeight = kernelHeight;
    this.kernelWidth = kernelWidth;
    this.values = values;
  }

  /// `n`, the output channels.
  public int filters() {
    return filters;
  }

  /// `c`, the input channels that one filter sees.
  public int channels() {
    return channels;
  }

  public int kernelHeight() {
    return kernelHeight;
  }

  public int kernelWidth() {
    return kernelWidth;
  }

  /// `k_h·k_w`, the weights of one two-dimensional kernel.
  public int kernelSize() {
    return kernelHeight * kernelWidth;
  }

  /// `n_f = c·k_h·k_w`, the weights of one filter.
  public int filterSize() {
    return channels * kernelSize();
  }

  /// `N = n·n_f`.
  public int size() {
    return values.length;
  }

  /// Where one weight lies in [#values()].
  public int index(int filter, int channel, int row, int column) {
    return ((filter * channels + channel) * kernelHeight + row) * kernelWidth + column;
  }

  public float weight(int filter, int channel, int row, int column) {
    return values[index(filter, channel, row, column)];
  }

  /// The weights themselves, not a copy: read only.
  public float[] values() {
    return values;
  }

  /// Other weights of the same extents.
  public ConvWeights withValues(float[] other) {
    return new ConvWeights(filters, channels, kernelHeight, kernelWidth, other);
  }

  public Shape shape() {
    return Shape.of(filters, channels, kernelHeight, kernelWidth);
  }
}
