package filterscope.onnx;

/// Weights of one layer as 8-bit integers with a scale for each filter: what DequantizeLinear along the axis of filters makes
/// floats of. The object owns its arrays.
public final class IntegerWeights {
  private final byte[] levels;
  private final float[] scales;

  /// @param levels in the order of the weights
  /// @param scales one a filter
  public IntegerWeights(byte[] levels, float[] scales) {
    if (scales.length == 0 || levels.length % scales.length != 0) {
      throw new IllegalArgumentException("as many levels for each filter expected");
    }
    this.levels = levels;
    this.scales = scales;
  }

  float[] scales() {
    return scales;
  }

  byte[] levels() {
    return levels;
  }
}
