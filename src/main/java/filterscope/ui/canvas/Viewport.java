package filterscope.ui.canvas;

/// Which part of a picture is seen, and how large: one scale for both directions, so that squares stay squares. A picture
/// that is smaller than the view is centred, a larger one never leaves a gap at its edge. It cannot be made smaller than
/// the view shows whole. From six physical pixels a unit on, scales are whole numbers of pixels, so that edges are sharp.
final class Viewport {
  private static final double CRISP = 6;
  private static final double LARGEST = 96;

  private double contentWidth = 1;
  private double contentHeight = 1;
  private double viewWidth = 1;
  private double viewHeight = 1;
  private double pixels = 1;
  private double scale = 1;
  private double left;
  private double top;
  private boolean fitted = true;

  /// Sets the extent of the picture and of the view; while the whole picture is shown, it stays so.
  ///
  /// @param outputScale physical pixels for one unit of the view
  void resize(
      double content, double contentDown, double view, double viewDown, double outputScale) {
    contentWidth = Math.max(content, 1e-6);
    contentHeight = Math.max(contentDown, 1e-6);
    viewWidth = Math.max(view, 1);
    viewHeight = Math.max(viewDown, 1);
    pixels = outputScale;
    if (fitted || scale <= fitScale()) {
      showAll();
    } else {
      hold();
    }
  }

  /// Shows the whole picture, as large as it goes.
  void showAll() {
    fitted = true;
    scale = fitScale();
    left = 0;
    top = 0;
    hold();
  }

  /// View units for one unit of the picture when all of it is seen.
  double fitScale() {
    double fit = Math.min(viewWidth / contentWidth, viewHeight / contentHeight);
    return Math.min(snap(fit, false), LARGEST);
  }

  private double snap(double wanted, boolean nearest) {
    double physical = wanted * pixels;
    if (physical < CRISP) {
      return wanted;
    }
    return (nearest ? Math.rint(physical) : Math.floor(physical + 1e-9)) / pixels;
  }

  /// Makes the picture larger (factor above 1) or smaller and keeps what is at a place of the view there.
  void zoom(double factor, double viewX, double viewY) {
    double pictureX = pictureX(viewX);
    double pictureY = pictureY(viewY);
    double wanted = snap(scale * factor, true);
    if (wanted == scale && factor > 1) {
      wanted = snap(scale + 1 / pixels, true);
    } else if (wanted == scale && factor < 1) {
      wanted = snap(scale - 1 / pixels, true);
    }
    double fit = fitScale();
    fitted = wanted <= fit;
    scale = fitted ? fit : Math.min(wanted, Math.max(LARGEST, fit));
    left = pictureX - viewX / scale;
    top = pictureY - viewY / scale;
    hold();
  }

  /// Moves the picture by so much of the view.
  void pan(double right, double down) {
    left -= right / scale;
    top -= down / scale;
    hold();
  }

  /// Moves as little as needed to bring a rectangle of the picture into view.
  void reveal(double fromX, double fromY, double toX, double toY) {
    left = nearest(left, fromX, toX, viewWidth / scale);
    top = nearest(top, fromY, toY, viewHeight / scale);
    hold();
  }

  private static double nearest(double start, double from, double to, double extent) {
    if (from < start || to - from > extent) {
      return from;
    }
    return to > start + extent ? to - extent : start;
  }

  private void hold() {
    left = held(left, contentWidth, viewWidth / scale);
    top = held(top, contentHeight, viewHeight / scale);
  }

  private static double held(double start, double content, double seen) {
    return content <= seen ? (content - seen) / 2 : Math.clamp(start, 0, content - seen);
  }

  boolean isFitted() {
    return fitted;
  }

  /// View units for one unit of the picture.
  double scale() {
    return scale;
  }

  /// Where the picture's left edge is in the view, on a whole physical pixel.
  double originX() {
    return Math.rint(-left * scale * pixels) / pixels;
  }

  /// Where the picture's top edge is in the view, on a whole physical pixel.
  double originY() {
    return Math.rint(-top * scale * pixels) / pixels;
  }

  double pictureX(double viewX) {
    return (viewX - originX()) / scale;
  }

  double pictureY(double viewY) {
    return (viewY - originY()) / scale;
  }

  double viewX(double pictureX) {
    return originX() + pictureX * scale;
  }

  double viewY(double pictureY) {
    return originY() + pictureY * scale;
  }
}
