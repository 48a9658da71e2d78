package filterscope.ui.canvas;

import javafx.scene.image.WritableImage;

/// Something drawn that can be kept as a file: it looks there as it does on the screen. Called on the JavaFX thread.
public interface Picture {
  /// What it shows, in a few words.
  String title();

  /// What it is called among pictures, as part of the name of a file: `scale-map`.
  String kind();

  /// The picture in Scalable Vector Graphics: shapes and words as such, pixels as an embedded PNG.
  String svg();

  /// The picture as pixels, drawn anew for this resolution.
  ///
  /// @param scale pixels for one unit of the screen
  WritableImage image(double scale);
}
