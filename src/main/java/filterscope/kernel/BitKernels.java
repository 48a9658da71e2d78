package filterscope.kernel;

/// The low-bit kernels: convolutions whose weights are small integers and whose activations are quantized on the way in.
/// Images are channels last without a border, floats in and floats out; the steps between are *pack activations*,
/// *accumulate*, *pad correction* and *scale*.
///
/// As with [FloatKernels] a kernel is prepared once and run for every image. Prepared kernels are immutable and shared by
/// threads; scratch memory the caller brings, and a run allocates nothing.
public interface BitKernels {
  /// How people know this backend.
  String name();

  /// Prepares a convolution; a dense layer is one of 1×1 over a 1×1 image.
  ///
  /// @param levels the integers of the weights, −255 to 255, `[filter][channel][row][column]`, the channels those of one group
  /// @param activations what an activation becomes before it is multiplied; padding counts as zero
  /// @throws IllegalArgumentException if a sum may not fit 31 bits
  Prepared convolution(
      ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling);

  /// Something that takes one image to another.
  interface Prepared {
    /// Which kernel does it, for people: `XNOR, bit count, 512 bit`.
    String name();

    /// Scratch integers that [#run] needs.
    int scratchInts();

    /// @param input read from `inputOffset` on
    /// @param output written from `outputOffset` on, every element
    /// @param scratch at least [#scratchInts()] long, contents irrelevant before and after
    void run(float[] input, int inputOffset, float[] output, int outputOffset, int[] scratch);
  }
}
