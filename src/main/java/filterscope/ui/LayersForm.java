package filterscope.ui;

/// How the layers are shown.
public enum LayersForm {
  LIST("List"),
  GRAPH("Graph"),
  /// With all figures in columns that sort.
  TABLE("Table");

  private final String title;

  LayersForm(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
