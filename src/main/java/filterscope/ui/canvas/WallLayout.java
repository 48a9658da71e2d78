package filterscope.ui.canvas;

import filterscope.network.ConvWeights;
import java.util.Optional;

/// Where every weight of a layer stands on the wall, in taps. The plain layout is the `n×c` grid: a row for each filter, a
/// column for each input channel. Where that would be a thin strip, filters stand side by side, and if need be the
/// channels of a filter are folded into several rows. With colour, the three channels of a filter make one tile.
///
/// @param across from left to right
/// @param down from top to bottom
/// @param filters `n`
/// @param channels `c`; 1 when the channels make one tile in colour
/// @param colour whether three channels make one tile
record WallLayout(WallAxis across, WallAxis down, int filters, int channels, boolean colour) {
  private static final double GUTTER_PIXELS = 9;

  /// One weight on the wall; with colour, `channel` is 0 and stands for all three.
  record Hit(int filter, int channel, int row, int column) {}

  /// The layout that shows the weights largest in a view of so many pixels, with some preference for the plain grid.
  static WallLayout fitting(ConvWeights weights, boolean colour, double width, double height) {
    int channels = colour ? 1 : weights.channels();
    WallLayout plain = of(weights, colour, channels, 1, 0);
    double plainScale = plain.scale(width, height) * (colour ? 1 : 1.8);
    WallLayout best = plain;
    double bestScale = plainScale;
    for (int folds = 1; folds <= channels; folds *= 2) {
      int fold = (channels + folds - 1) / folds;
      double preference = folds == 1 ? 1.25 : 1;
      for (int perRow = folds == 1 ? 2 : 1; perRow <= weights.filters(); perRow++) {
        WallLayout flat = of(weights, colour, fold, perRow, 0);
        double gutter = GUTTER_PIXELS / flat.scale(width, height);
        WallLayout candidate = of(weights, colour, fold, perRow, gutter);
        double even = weights.filters() % perRow == 0 ? 1.15 : 1;
        double round = Integer.bitCount(perRow) == 1 ? 1.1 : 1;
        double scale = candidate.scale(width, height) * preference * even * round;
        if (scale > bestScale && candidate.scale(width, height) * candidate.cellExtent() >= 2) {
          best = candidate;
          bestScale = scale;
        }
        if (candidate.across.length() > 40 * candidate.down.length()) {
          break;
        }
      }
    }
    return best;
  }

  private double cellExtent() {
    return Math.min(across.cellPitch(), down.cellPitch());
  }

  private static WallLayout of(
      ConvWeights weights, boolean colour, int fold, int perRow, double gutter) {
    int channels = colour ? 1 : weights.channels();
    int largest = Math.max(weights.kernelHeight(), weights.kernelWidth());
    double gap = largest == 1 ? 0 : largest < 5 ? 0.5 : 1;
    boolean plain = perRow == 1 && fold == channels;
    double between = plain ? (colour ? 1 : gap) : Math.max(1, gap * 2);
    int foldRows = (channels + fold - 1) / fold;
    int rows = (weights.filters() + perRow - 1) / perRow;
    return new WallLayout(
        new WallAxis(perRow, fold, weights.kernelWidth(), gap, gutter, between),
        new WallAxis(rows, foldRows, weights.kernelHeight(), gap, 0, between),
        weights.filters(),
        channels,
        colour);
  }

  double scale(double width, double height) {
    return Math.min(width / across.length(), height / down.length());
  }

  /// Whether this is the `n×c` grid: one filter a row, its channels from left to right.
  boolean isPlain() {
    return across.blocks() == 1 && down.cells() == 1;
  }

  /// The filter of two places; may be beyond the last one where the last row is not full.
  int filter(long x, long y) {
    return WallAxis.block(y) * across.blocks() + WallAxis.block(x);
  }

  /// The channel of two places; may be beyond the last one where the last row is not full.
  int channel(long x, long y) {
    return WallAxis.cell(y) * across.cells() + WallAxis.cell(x);
  }

  /// What is at a place of the wall.
  ///
  /// @param wholeKernels whether the gaps between kernels count as parts of them
  Optional<Hit> hit(double placeX, double placeY, boolean wholeKernels) {
    long x = across.at(placeX, wholeKernels);
    long y = down.at(placeY, wholeKernels);
    if (x < 0 || y < 0 || filter(x, y) >= filters || channel(x, y) >= channels) {
      return Optional.empty();
    }
    return Optional.of(new Hit(filter(x, y), channel(x, y), WallAxis.tap(y), WallAxis.tap(x)));
  }

  /// The left edge of a kernel.
  double left(int filter, int channel) {
    return across.start(filter % across.blocks(), channel % across.cells());
  }

  /// The top edge of a kernel.
  double top(int filter, int channel) {
    return down.start(filter / across.blocks(), channel / across.cells());
  }
}
