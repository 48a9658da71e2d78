package filterscope.ui.canvas;

import javafx.scene.paint.Color;

/// The marks of a plot: a colour and a shape for every series, so that series can be told apart without seeing colours.
final class SpotMark {
  private static final int SHAPES = 5;

  private SpotMark() {}

  /// The colour of a series.
  static Color color(int series, Palette palette) {
    return palette.category(series);
  }

  /// @param radius about half of its width
  static void draw(Brush brush, int series, double x, double y, double radius, Color color) {
    double[][] outline = outline(Math.floorMod(series, SHAPES), x, y, radius);
    brush.setFill(color);
    if (outline.length == 0) {
      brush.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    } else {
      brush.fillPolygon(outline[0], outline[1], outline[0].length);
    }
  }

  /// The corners of a shape; none for a circle.
  private static double[][] outline(int shape, double x, double y, double r) {
    return switch (shape) {
      case 1 -> corners(x, y, new double[] {-r, -r, r, -r, r, r, -r, r}, 0.88);
      case 2 -> corners(x, y, new double[] {0, -r, r, r * 0.8, -r, r * 0.8}, 1.15);
      case 3 -> corners(x, y, new double[] {0, -r, r, 0, 0, r, -r, 0}, 1.25);
      case 4 -> corners(x, y, new double[] {0, r, r, -r * 0.8, -r, -r * 0.8}, 1.15);
      default -> new double[0][];
    };
  }

  private static double[][] corners(double x, double y, double[] offsets, double scale) {
    double[][] outline = new double[2][offsets.length / 2];
    for (int corner = 0; corner < outline[0].length; corner++) {
      outline[0][corner] = x + offsets[2 * corner] * scale;
      outline[1][corner] = y + offsets[2 * corner + 1] * scale;
    }
    return outline;
  }
}
