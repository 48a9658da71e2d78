package filterscope.method;

/// Checks that the stored forms make when they are put together, and the bits of their parts.
public final class Parts {
  private Parts() {}

  static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  static void checkFinite(float[] values, String what) {
    for (float value : values) {
      check(Float.isFinite(value), what + " is not a finite number");
    }
  }

  /// Why a form ends a chain.
  static IllegalArgumentException nothingFloat(String what) {
    return new IllegalArgumentException(
        what
            + " have no float part that a further method could compress; let the quantization be the last of"
            + " the chain");
  }

  /// Bits of an index below `count`: `⌈log₂ count⌉`, at least 1.
  public static int bitsFor(int count) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count - 1));
  }
}
