package filterscope.data;

/// How many pixels a picture has.
public record PictureSize(int height, int width) {
  public PictureSize {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("a picture has at least one pixel");
    }
  }

  /// As people write it, the width first: `500×375`.
  @Override
  public String toString() {
    return width + "×" + height;
  }
}
