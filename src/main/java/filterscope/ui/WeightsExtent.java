package filterscope.ui;

/// Whose weights the histograms are of.
public enum WeightsExtent {
  LAYER("This layer"),
  /// One small histogram for each group of the layer.
  GROUPS("Its groups"),
  /// One small histogram for each layer.
  NETWORK("All layers");

  private final String title;

  WeightsExtent(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
