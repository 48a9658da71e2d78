package filterscope.kernel;

/// Convolutions of small integers with 32-bit accumulators. Images are channels last without a border; padding is 0.
public interface IntegerKernels {
  /// How people know this backend.
  String name();

  /// Prepares a convolution; a dense layer is one of 1×1 over a 1×1 image.
  ///
  /// @param levels the integers of the weights, −127 to 127, `[filter][channel][row][column]`, the channels those of one group
  /// @param biases what every sum of a filter starts with
  Prepared convolution(ConvGeometry geometry, byte[] levels, int[] biases);

  /// Something that takes one image to its accumulators.
  interface Prepared {
    /// @param input −127 to 127, read from `inputOffset` on
    /// @param sums written from `sumOffset` on, every element
    void run(int[] input, int inputOffset, int[] sums, int sumOffset);
  }
}
