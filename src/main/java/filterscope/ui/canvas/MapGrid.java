package filterscope.ui.canvas;

/// Where the maps of a page lie within one panel: as large as fits, square pixels, in rows from the left.
///
/// @param scale units of the scene for one activation; smaller than one where several share a pixel
/// @param columns maps beside one another
/// @param rows maps below one another
/// @param cellWidth one map
/// @param cellHeight one map
record MapGrid(double scale, int columns, int rows, int cellWidth, int cellHeight) {
  static final double[] SCALES = {
    0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96
  };
  static final int GAP = 3;

  /// A map that is smaller than this on its longer side cannot be read.
  private static final int LEAST = 20;

  /// The grid for a panel: all maps at once where they stay large enough to be read, otherwise a page of them.
  ///
  /// @param zoom how many steps larger or smaller than that
  static MapGrid of(int channels, int height, int width, double roomX, double roomY, int zoom) {
    int best = -1;
    int least = -1;
    int largest = 0;
    for (int index = 0; index < SCALES.length; index++) {
      MapGrid grid = at(SCALES[index], channels, height, width, roomX, roomY);
      if (grid.cellWidth <= roomX && grid.cellHeight <= roomY) {
        largest = index;
        if (Math.max(grid.cellWidth, grid.cellHeight) >= LEAST) {
          least = least < 0 ? index : least;
          best = grid.perPage() >= channels ? index : best;
        }
      }
    }
    int usual = best >= 0 ? best : least >= 0 ? least : largest;
    return at(
        SCALES[Math.clamp((long) usual + zoom, 0, largest)], channels, height, width, roomX, roomY);
  }

  private static MapGrid at(
      double scale, int channels, int height, int width, double roomX, double roomY) {
    int cellWidth = Math.max(1, (int) Math.ceil(width * scale));
    int cellHeight = Math.max(1, (int) Math.ceil(height * scale));
    int columns = Math.max(1, (int) ((roomX + GAP) / (cellWidth + GAP)));
    int rows = Math.max(1, (int) ((roomY + GAP) / (cellHeight + GAP)));
    return new MapGrid(scale, Math.min(columns, channels), rows, cellWidth, cellHeight);
  }

  int perPage() {
    return columns * rows;
  }

  int pages(int channels) {
    return (channels + perPage() - 1) / perPage();
  }

  /// The left edge of the map at a place of the page.
  int x(int place) {
    return place % columns * (cellWidth + GAP);
  }

  /// The top edge of the map at a place of the page.
  int y(int place) {
    return place / columns * (cellHeight + GAP);
  }

  /// The place of the page under a point; −1 beside all maps.
  int placeAt(double x, double y) {
    int column = (int) Math.floor(x / (cellWidth + GAP));
    int row = (int) Math.floor(y / (cellHeight + GAP));
    boolean inside =
        x >= 0
            && y >= 0
            && column < columns
            && row < rows
            && x - column * (cellWidth + GAP) < cellWidth
            && y - row * (cellHeight + GAP) < cellHeight;
    return inside ? row * columns + column : -1;
  }
}
