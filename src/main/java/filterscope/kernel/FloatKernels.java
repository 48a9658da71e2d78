package filterscope.kernel;

/// The float kernels. All activations are channels last, `[row][column][channel]` of one image, without any border.
///
/// Weights change rarely and images often, so a kernel is prepared once (weights packed for the machine) and then run for
/// every image. Prepared kernels are immutable and shared by threads; what they need of scratch memory the caller brings.
public interface FloatKernels {
  /// How people know this backend: `scalar`, `Vector API 512 bit`.
  String name();

  /// Runs every kernel on a few numbers until the virtual machine has a reason to compile it. Takes about a second and
  /// changes no result; worth doing in the background before the first image.
  default void warmUp() {}

  /// Prepares a convolution; a dense layer is one of 1×1 over a 1×1 image.
  ///
  /// @param weights `[filter][channel][row][column]`, the channels those of one group
  /// @param bias one number a filter
  Prepared convolution(ConvGeometry geometry, float[] weights, float[] bias, Finish finish);

  /// The same with every filter's weights multiplied by a factor, as a folded batch normalisation asks for.
  ///
  /// @param factors one number a filter
  default Prepared scaledConvolution(
      ConvGeometry geometry, float[] weights, float[] factors, float[] bias, Finish finish) {
    float[] scaled = weights.clone();
    for (int filter = 0, index = 0; filter < geometry.filters(); filter++) {
      for (int tap = 0; tap < geometry.depth(); tap++, index++) {
        scaled[index] *= factors[filter];
      }
    }
    return convolution(geometry, scaled, bias, finish);
  }

  /// Something that takes one image to another.
  interface Prepared {
    /// Scratch floats that [#run] needs.
    int scratchFloats();

    /// @param input read from `inputOffset` on
    /// @param output written from `outputOffset` on, every element
    /// @param scratch at least [#scratchFloats()] long, contents irrelevant before and after
    void run(float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch);
  }

  /// What happens to a sum before it is stored: nothing, or it is clamped to `[low, high]` (ReLU is `[0, ∞)`).
  record Finish(float low, float high) {
    public static final Finish NONE = new Finish(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    public static final Finish RELU = new Finish(0, Float.POSITIVE_INFINITY);

    /// One number clamped; NaN stays NaN.
    public float apply(float x) {
      return Math.min(Math.max(x, low), high);
    }
  }
}
