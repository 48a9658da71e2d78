package filterscope.kernel;

/// The numbers that an activation may take before a low-bit convolution: `x ≈ step·q` with an integer level `q`. Zero
/// padding has level 0 in every grid, also in [Sign], where no activation has it.
public sealed interface ActivationGrid {
  /// What one level stands for.
  float step();

  /// The level of an activation; NaN gets the lowest one.
  int level(float value);

  /// The largest absolute level.
  int largest();

  /// Bits that a level takes.
  int bits();

  /// Activations stay floats.
  record Floats() implements ActivationGrid {
    @Override
    public float step() {
      return 1;
    }

    @Override
    public int level(float value) {
      throw new UnsupportedOperationException("float activations have no levels");
    }

    @Override
    public int largest() {
      throw new UnsupportedOperationException("float activations have no levels");
    }

    @Override
    public int bits() {
      return Float.SIZE;
    }
  }

  /// −1 below zero, otherwise +1 (XNOR-Net, arXiv 1603.05279, with sign(0) = +1).
  record Sign() implements ActivationGrid {
    @Override
    public float step() {
      return 1;
    }

    @Override
    public int level(float value) {
      return value >= 0 ? 1 : -1;
    }

    @Override
    public int largest() {
      return 1;
    }

    @Override
    public int bits() {
      return 1;
    }
  }

  /// `2^bits` levels evenly from 0 to `bound`: what fits after a ReLU.
  record Unsigned(int bits, float bound) implements ActivationGrid {
    public Unsigned {
      check(bits, 1, bound);
    }

    @Override
    public int largest() {
      return (1 << bits) - 1;
    }

    @Override
    public float step() {
      return bound / largest();
    }

    /// Rounds half up.
    @Override
    public int level(float value) {
      float scaled = value * (largest() / bound);
      return (int) (Math.min(Math.max(scaled, 0), largest()) + 0.5f);
    }
  }

  /// `2^bits − 1` levels evenly from `−bound` to `bound`, zero among them.
  record Signed(int bits, float bound) implements ActivationGrid {
    public Signed {
      check(bits, 2, bound);
    }

    @Override
    public int largest() {
      return (1 << (bits - 1)) - 1;
    }

    @Override
    public float step() {
      return bound / largest();
    }

    /// Rounds half up.
    @Override
    public int level(float value) {
      float scaled = value * (largest() / bound);
      return (int) (Math.min(Math.max(scaled, -largest()), largest()) + (largest() + 0.5f))
          - largest();
    }
  }

  private static void check(int bits, int fewest, float bound) {
    if (bits < fewest || bits > 8) {
      throw new IllegalArgumentException(
          "activations have " + fewest + " to 8 bits here, not " + bits);
    }
    if (!(bound > 0) || Float.isInfinite(bound)) {
      throw new IllegalArgumentException("the bound of activations is positive, not " + bound);
    }
  }
}
