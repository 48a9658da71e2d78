package filterscope.ui.canvas;

/// One direction of the filter wall, in taps: blocks (one a filter) at a fixed pitch, in each a number of cells (one a
/// two-dimensional kernel) with a gap between them, in each cell a number of taps.
///
/// @param blocks how many filters stand side by side
/// @param cells how many kernels of a filter stand side by side
/// @param taps the extent of a kernel
/// @param gap what is left free between two kernels
/// @param lead what is left free before each block
/// @param space what is left free after each block
record WallAxis(int blocks, int cells, int taps, double gap, double lead, double space) {
  private static final int CELL_BITS = 24;
  private static final int TAP_BITS = 12;

  /// From one kernel to the next.
  double cellPitch() {
    return taps + gap;
  }

  /// The extent of one block without what surrounds it.
  double body() {
    return cells * cellPitch() - gap;
  }

  /// From one block to the next.
  double pitch() {
    return lead + body() + space;
  }

  double length() {
    return blocks * pitch() - space;
  }

  /// Where a cell begins.
  double start(int block, int cell) {
    return block * pitch() + lead + cell * cellPitch();
  }

  /// Where a cell ends.
  double end(int block, int cell) {
    return start(block, cell) + taps;
  }

  /// What lies at a place, packed into one number for [#block], [#cell] and [#tap]; −1 for a gap.
  ///
  /// @param wholeCells whether the gap behind a kernel counts as part of it
  long at(double place, boolean wholeCells) {
    if (place < 0) {
      return -1;
    }
    int block = (int) (place / pitch());
    double inside = place - block * pitch() - lead;
    if (block >= blocks || inside < 0 || inside >= body() + (wholeCells ? gap : 0)) {
      return -1;
    }
    int cell = Math.min((int) (inside / cellPitch()), cells - 1);
    double offset = inside - cell * cellPitch();
    if (offset >= taps && !wholeCells) {
      return -1;
    }
    int tap = Math.min((int) offset, taps - 1);
    return ((long) block << (CELL_BITS + TAP_BITS)) | ((long) cell << TAP_BITS) | tap;
  }

  static int block(long packed) {
    return (int) (packed >> (CELL_BITS + TAP_BITS));
  }

  static int cell(long packed) {
    return (int) (packed >> TAP_BITS) & ((1 << CELL_BITS) - 1);
  }

  static int tap(long packed) {
    return (int) packed & ((1 << TAP_BITS) - 1);
  }
}
