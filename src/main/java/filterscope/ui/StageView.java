package filterscope.ui;

/// The pictures of a layer.
public enum StageView {
  FILTERS("Filters"),
  SCALES("Scales"),
  WEIGHTS("Weights");

  private final String title;

  StageView(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
