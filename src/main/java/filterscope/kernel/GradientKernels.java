package filterscope.kernel;

/// The kernels of training: a convolution forwards and both its gradients, and the passes of batch normalisation.
/// Activations and their gradients are channels last, `[row][column][channel]` of one image, without any border.
///
/// Every sum over taps, channels or pixels runs in one fixed order whatever the width of the vectors, so that a training
/// run of one backend ends with the same weights on every machine.
public interface GradientKernels {
  /// How people know this backend: `scalar`, `Vector API 512 bit`.
  String name();

  /// Prepares a convolution; a dense layer is one of 1×1 over a 1×1 image.
  TrainedConv convolution(ConvGeometry geometry);

  /// A convolution whose weights change at every step. [#load] belongs to one thread; the other calls may run in parallel
  /// as long as each brings its own scratch memory and results.
  interface TrainedConv {
    /// Scratch floats that the calls need; contents irrelevant before and after.
    int scratchFloats();

    /// Takes the weights of the next step, `[filter][channel][row][column]`, the channels those of one group.
    void load(float[] weights);

    /// `y = w ⋆ x`, every element written.
    void forward(float[] x, int xOffset, float[] y, int yOffset, float[] scratch);

    /// `∂L/∂x` for a given `∂L/∂y`, every element written.
    void inputGradient(float[] dy, int dyOffset, float[] dx, int dxOffset, float[] scratch);

    /// Adds this image's `∂L/∂w` to `sum`, which lies as `[row][column][channel][filter]` (channels of one group).
    void weightGradient(
        float[] x, int xOffset, float[] dy, int dyOffset, float[] sum, float[] scratch);
  }

  /// Adds `Σ(x − pivot)` and `Σ(x − pivot)²` of each channel over the pixels of one image. A pivot near the mean keeps the
  /// squares from cancelling.
  void moments(
      float[] x,
      int offset,
      int pixels,
      int channels,
      float[] pivot,
      float[] sums,
      float[] squares);

  /// `y = factor·x + shift` for each channel, negative results set to 0 when `rectified`.
  void affine(
      float[] x, int offset, int pixels, int channels, Affine affine, float[] y, int yOffset);

  /// With `dz` the gradient that passes the rectifier: adds `Σ dz` and `Σ dz·(x − pivot)` of each channel.
  void affineMoments(
      float[] x,
      float[] dy,
      int offset,
      int pixels,
      int channels,
      Affine affine,
      float[] pivot,
      float[] sums,
      float[] products);

  /// With `dz` the gradient that passes the rectifier: `dx = a·dz + b·x + c` for each channel.
  void affineGradient(
      float[] x,
      float[] dy,
      int offset,
      int pixels,
      int channels,
      Affine affine,
      float[] a,
      float[] b,
      float[] c,
      float[] dx,
      int dxOffset);

  /// Takes one tap of a maximum: where it is larger than `y` it becomes `y`, and its number the winner. Start with `y` at −∞.
  ///
  /// @param winners beside `y`, at the same offset
  void keepMaximum(
      float[] x, int offset, float[] y, int[] winners, int yOffset, int count, int tap);

  /// Adds the gradient of a maximum to the one tap that won it.
  ///
  /// @param winners beside `dy`, at the same offset
  void passToWinner(
      float[] dy, int[] winners, int dyOffset, int tap, float[] dx, int dxOffset, int count);

  /// The gradient of what clips, in place: it stays where `low ≤ x ≤ high` and is 0 elsewhere, also where `x` is no number.
  ///
  /// @param gradient of what was clipped, `count` floats from `gradientOffset` on; that of `x` afterwards
  void keepWithin(
      float[] x,
      int offset,
      float low,
      float high,
      float[] gradient,
      int gradientOffset,
      int count);

  /// `factor·x + shift` for each channel, followed by a rectifier or not. Owns nothing: a view of the caller's arrays.
  final class Affine {
    private final float[] factor;
    private final float[] shift;
    private final boolean rectified;

    public Affine(float[] factor, float[] shift, boolean rectified) {
      this.factor = factor;
      this.shift = shift;
      this.rectified = rectified;
    }

    public float[] factor() {
      return factor;
    }

    public float[] shift() {
      return shift;
    }

    public boolean rectified() {
      return rectified;
    }
  }
}
