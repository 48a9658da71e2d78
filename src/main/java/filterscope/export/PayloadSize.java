package filterscope.export;

/// How many numbers the three sections of a packed model hold.
///
/// @param floats numbers of 32 bits
/// @param halves numbers of 16 bits
/// @param codeBits bits of codes
record PayloadSize(long floats, long halves, long codeBits) {
  PayloadSize {
    // Far above any file, far below where the sums below overflow.
    long most = 1L << 48;
    if (floats < 0 || halves < 0 || codeBits < 0) {
      throw new IllegalArgumentException("a section has no negative size");
    }
    if (floats > most || halves > most || codeBits > most) {
      throw new IllegalArgumentException("a section is larger than any file");
    }
  }

  long bits() {
    return Float.SIZE * floats + Short.SIZE * halves + codeBits;
  }

  long bytes() {
    return Math.ceilDiv(bits(), Byte.SIZE);
  }
}
