package filterscope.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be learned with the weights instead of being found from them, or on images, once.
public enum Learned {
  /// The scales of compressed weights ([LearnedScales]).
  SCALES("Learn scales"),
  /// The bounds of quantized activations ([LearnedBound]).
  BOUNDS("Learn bounds");

  private final String title;

  Learned(String title) {
    this.title = title;
  }

  /// What people read.
  public String title() {
    return title;
  }

  /// The word on the command line: `scales`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The words of all.
  public static List<String> ids() {
    return Stream.of(values()).map(Learned::id).toList();
  }

  public static Optional<Learned> byId(String id) {
    return Stream.of(values()).filter(learned -> learned.id().equals(id)).findFirst();
  }
}
