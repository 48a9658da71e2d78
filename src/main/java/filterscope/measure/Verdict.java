package filterscope.measure;

/// What became of the answer to one image between two networks.
public enum Verdict {
  /// Both are right.
  BOTH_RIGHT,
  /// The first is right, the second is not.
  LOST,
  /// The second is right, the first is not.
  GAINED,
  /// Both are wrong in the same way.
  SAME_ERROR,
  /// Both are wrong, each in its own way.
  OTHER_ERROR;

  static Verdict of(boolean firstRight, boolean secondRight, boolean same) {
    if (firstRight) {
      return secondRight ? BOTH_RIGHT : LOST;
    }
    return secondRight ? GAINED : same ? SAME_ERROR : OTHER_ERROR;
  }

  /// Whether the two networks predict different classes.
  public boolean isFlip() {
    return switch (this) {
      case LOST, GAINED, OTHER_ERROR -> true;
      case BOTH_RIGHT, SAME_ERROR -> false;
    };
  }
}
