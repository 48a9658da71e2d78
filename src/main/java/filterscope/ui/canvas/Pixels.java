package filterscope.ui.canvas;

import java.nio.IntBuffer;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// An image of opaque pixels that is filled anew for every painting and only allocated when the size changes. Belongs to
/// one drawing and is used on the JavaFX thread.
final class Pixels {
  private int width;
  private int height;
  private int[] argb = {};
  private @Nullable PixelBuffer<IntBuffer> buffer;
  private @Nullable WritableImage image;

  /// Makes room; what the pixels hold afterwards is undefined.
  ///
  /// @return `0xAARRGGBB`, premultiplied, row by row
  int[] of(int newWidth, int newHeight) {
    if (newWidth != width || newHeight != height || buffer == null) {
      width = newWidth;
      height = newHeight;
      argb = new int[newWidth * newHeight];
      buffer =
          new PixelBuffer<>(
              newWidth, newHeight, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
      image = new WritableImage(buffer);
    }
    return argb;
  }

  /// Draws the pixels at a place in the scene.
  ///
  /// @param scale how many of them go on one unit
  void draw(Brush graphics, double x, double y, double scale) {
    PixelBuffer<IntBuffer> filled = buffer;
    WritableImage shown = image;
    if (filled == null || shown == null) {
      return;
    }
    filled.updateBuffer(_ -> null);
    graphics.drawImage(shown, x, y, width / scale, height / scale);
  }
}
