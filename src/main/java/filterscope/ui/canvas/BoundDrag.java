package filterscope.ui.canvas;

/// Hears how a person drags the bound of a histogram: beyond it weights are clipped.
public interface BoundDrag {
  /// The bound was taken hold of.
  void begin();

  /// The bound was moved.
  ///
  /// @param percent how many percent of the weights lie within
  void to(double percent);

  /// The bound was let go.
  void end();
}
