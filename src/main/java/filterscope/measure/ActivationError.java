package filterscope.measure;

/// How far the activations of a compressed network are from those of the float one at the same place, for the same image.
///
/// With `x` the float activations and `x̂` the compressed ones, the signal-to-quantization-noise ratio is
/// `SQNR = 10·log₁₀(Σ x² / Σ (x − x̂)²)` in decibels, and the cosine is `Σ x·x̂ / (‖x‖·‖x̂‖)`. Sums run over all elements; those of
/// several images can be added.
///
/// @param signal `Σ x²`
/// @param noise `Σ (x − x̂)²`
/// @param energy `Σ x̂²`
/// @param product `Σ x·x̂`
public record ActivationError(double signal, double noise, double energy, double product) {
  /// Nothing was compared yet.
  public static final ActivationError NONE = new ActivationError(0, 0, 0, 0);

  /// Compares two activations of the same extents.
  public static ActivationError of(float[] original, float[] compressed) {
    if (original.length != compressed.length) {
      throw new IllegalArgumentException(
          original.length + " activations cannot be compared with " + compressed.length);
    }
    double signal = 0;
    double noise = 0;
    double energy = 0;
    double product = 0;
    for (int index = 0; index < original.length; index++) {
      double x = original[index];
      double y = compressed[index];
      signal += x * x;
      noise += (x - y) * (x - y);
      energy += y * y;
      product += x * y;
    }
    return new ActivationError(signal, noise, energy, product);
  }

  /// The error over both.
  public ActivationError plus(ActivationError other) {
    return new ActivationError(
        signal + other.signal, noise + other.noise, energy + other.energy, product + other.product);
  }

  /// In decibels: 20 where the noise is a tenth of the signal, 0 where it is as large; +∞ where nothing differs, −∞ where there is
  /// noise and no signal.
  public double sqnr() {
    return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
  }

  /// From −1 to 1; 1 where both are zero, 0 where one is.
  public double cosine() {
    if (signal == 0 || energy == 0) {
      return signal == energy ? 1 : 0;
    }
    return Math.clamp(product / Math.sqrt(signal * energy), -1, 1);
  }
}
