package filterscope.method;

/// Numbers of 16 bits (IEEE binary16).
public final class Half {
  /// The largest finite one.
  public static final float MOST = 65504f;

  private Half() {}

  /// The nearest 16-bit number, as a float: infinite beyond [#MOST].
  public static float round(float value) {
    return Float.float16ToFloat(Float.floatToFloat16(value));
  }
}
