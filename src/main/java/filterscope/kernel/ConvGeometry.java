package filterscope.kernel;

/// Everything about a convolution but its numbers: one image of `inputHeight×inputWidth×inputChannels` to
/// `outputHeight×outputWidth×filters`.
public record ConvGeometry(
    int inputHeight,
    int inputWidth,
    int inputChannels,
    int filters,
    int kernelHeight,
    int kernelWidth,
    int strideY,
    int strideX,
    int dilationY,
    int dilationX,
    int padTop,
    int padLeft,
    int outputHeight,
    int outputWidth,
    int groups) {

  /// Channels that one filter sees.
  public int channelsPerGroup() {
    return inputChannels / groups;
  }

  public int filtersPerGroup() {
    return filters / groups;
  }

  /// Products that one output sums: `c·k_h·k_w` of one group.
  public int depth() {
    return channelsPerGroup() * kernelHeight * kernelWidth;
  }

  public int inputSize() {
    return inputHeight * inputWidth * inputChannels;
  }

  public int outputSize() {
    return outputHeight * outputWidth * filters;
  }

  /// Multiply-accumulates for one image, padding counted.
  public long macs() {
    return (long) outputSize() * depth();
  }
}
