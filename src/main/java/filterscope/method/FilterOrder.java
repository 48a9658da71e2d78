package filterscope.method;

/// In which order the filters of a layer are when they are cut into groups (`methods.md` section 3).
public enum FilterOrder {
  /// As the network has them: neighbours share.
  AS_STORED("as-stored", "As stored"),
  /// Ascending by scale, groups of equal size.
  SORTED("sorted", "Sorted by scale"),
  /// Ascending by scale, as many groups, each as large as makes sharing cheapest.
  OPTIMAL("optimal", "Best partition");

  private final String key;
  private final String title;

  FilterOrder(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /// The word of command lines and files.
  public String key() {
    return key;
  }

  /// The name for people.
  public String title() {
    return title;
  }

  /// @throws IllegalArgumentException if there is no such word
  public static FilterOrder of(String key) {
    for (FilterOrder order : values()) {
      if (order.key.equals(key)) {
        return order;
      }
    }
    throw new IllegalArgumentException("there is no order '" + key + "'");
  }
}
