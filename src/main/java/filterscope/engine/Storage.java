package filterscope.engine;

import java.util.Optional;

/// Memory that values live in, while a plan is made: the image, numbers of the file, or a buffer that a step fills. Knows
/// the span of steps over which its contents matter.
final class Storage {
  /// The step before the first: the image and constants are there from the beginning.
  static final int BEFORE = -1;

  private final int id;
  private final int floats;
  private final int born;
  private final Optional<float[]> constant;
  private int lastUse;

  /// @param born the step that fills it, or [#BEFORE]
  Storage(int id, int floats, int born, Optional<float[]> constant) {
    this.id = id;
    this.floats = floats;
    this.born = born;
    this.constant = constant;
    this.lastUse = born;
  }

  void usedBy(int step) {
    lastUse = Math.max(lastUse, step);
  }

  int id() {
    return id;
  }

  int floats() {
    return floats;
  }

  int born() {
    return born;
  }

  int lastUse() {
    return lastUse;
  }

  Optional<float[]> constant() {
    return constant;
  }

  /// Whether a step fills it.
  boolean isBuffer() {
    return born != BEFORE;
  }

  /// Whether it must be kept when a run is cut before `step`.
  boolean isAliveAt(int step) {
    return constant.isEmpty() && born < step && lastUse >= step;
  }
}
