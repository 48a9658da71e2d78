package filterscope.train;

/// A learning rate that rises in a straight line over the first steps and then falls along half a cosine to zero
/// (Loshchilov and Hutter 2017).
///
/// @param peak the highest rate
/// @param warmUp steps until it is reached
/// @param steps of the whole run
record CosineSchedule(double peak, long warmUp, long steps) {
  CosineSchedule {
    if (!(peak > 0) || warmUp < 0 || steps < 1) {
      throw new IllegalArgumentException("a schedule needs a positive rate and some steps");
    }
  }

  /// @param step from 0
  double rate(long step) {
    if (step < warmUp) {
      return peak * (step + 1) / warmUp;
    }
    double share = (double) (step - warmUp) / Math.max(1, steps - warmUp);
    return peak * 0.5 * (1 + StrictMath.cos(Math.PI * Math.min(1, share)));
  }
}
