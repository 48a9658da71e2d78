package filterscope.kernel.simd;

/// One axis of an input gradient: which taps an input position of a phase (its index modulo the stride) sees, and where the
/// output of such a tap lies relative to the position's own number within the phase.
record Phases(int input, int output, int taps, int stride, int dilation, int pad) {

  /// How many input positions have this phase.
  int pixels(int phase) {
    return phase >= input ? 0 : (input - phase + stride - 1) / stride;
  }

  boolean sees(int phase, int tap) {
    return Math.floorMod(phase + pad - tap * dilation, stride) == 0;
  }

  /// For position `m` of the phase, tap `tap` meets output `m + shift`.
  int shift(int phase, int tap) {
    return Math.floorDiv(phase + pad - tap * dilation, stride);
  }

  /// Positions of zeros needed before the output's gradient.
  int before() {
    int least = 0;
    for (int phase = 0; phase < stride; phase++) {
      for (int tap = 0; tap < taps; tap++) {
        if (sees(phase, tap) && pixels(phase) > 0) {
          least = Math.min(least, shift(phase, tap));
        }
      }
    }
    return -least;
  }

  /// Extent of the output's gradient with the zeros before and after it.
  int padded() {
    int most = output - 1;
    for (int phase = 0; phase < stride; phase++) {
      for (int tap = 0; tap < taps; tap++) {
        if (sees(phase, tap) && pixels(phase) > 0) {
          most = Math.max(most, pixels(phase) - 1 + shift(phase, tap));
        }
      }
    }
    return before() + most + 1;
  }
}
