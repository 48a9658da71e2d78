package filterscope.study;

/// A configuration that a person keeps under a name, to compare others with it and to come back to it.
public record SavedConfiguration(String name, Configuration configuration) {
  public SavedConfiguration {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a saved configuration has no name");
    }
  }
}
