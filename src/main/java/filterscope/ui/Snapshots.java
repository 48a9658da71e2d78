package filterscope.ui;

import filterscope.job.WholeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// Writes what a window shows to a PNG file. Called on the JavaFX thread.
public final class Snapshots {
  private Snapshots() {}

  /// Draws the scene as it is and writes it aside, then moves it: no partial file is left behind.
  ///
  /// @throws IOException if the file cannot be written
  public static void write(Scene scene, Path file) throws IOException {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    write(scene.snapshot(null), file);
  }

  /// Writes pixels.
  ///
  /// @throws IOException if the file cannot be written
  public static void write(WritableImage image, Path file) throws IOException {
    write(file, out -> png(image, out));
  }

  /// Writes a file of any kind, making its folder where there is none.
  static void write(Path file, WholeFile.Contents contents) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    WholeFile.write(file, contents);
  }

  /// Writes pixels to a stream.
  ///
  /// @throws IOException if the stream takes no more
  static void png(WritableImage image, OutputStream out) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    ImageIO.write(picture, "png", out);
  }
}
