package filterscope.ui.model;

/// Which layers a change in the configuration pane is for.
public enum Scope {
  THIS("This layer"),
  SELECTED("Selected"),
  ALL("All layers");

  private final String title;

  Scope(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
