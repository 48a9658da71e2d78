package filterscope.ui.model;

import filterscope.measure.SearchGoal;
import filterscope.study.Figures;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a search is given, and the number that a person types for it.
public enum SearchTarget {
  ACCURACY("Accuracy ≥ %"),
  BYTES("Size ≤ kB"),
  MILLIS("Time ≤ ms");

  private static final double BYTES_OF_ONE = 1000;
  private static final double SMALLER = 16;
  private static final double FASTER = 2;

  private final String title;

  SearchTarget(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// A number that is neither met at once nor out of reach; empty where too little is known.
  String usual(Figures figures) {
    return switch (this) {
      case ACCURACY ->
          figures
              .floating()
              .map(accuracy -> Numbers.fixed(100 * accuracy.top1().share() - 1, 1))
              .orElse("");
      case BYTES -> Numbers.fixed(figures.memory().floatBytes() / SMALLER / BYTES_OF_ONE, 1);
      case MILLIS ->
          figures
              .speed()
              .map(speed -> Numbers.three(speed.floating().medianMillis() / FASTER))
              .orElse("");
    };
  }

  /// The goal that a text means; nothing where it is no number in range.
  Optional<SearchGoal> goal(String text) {
    try {
      double number = Double.parseDouble(text.strip().replace(',', '.').replace("%", ""));
      return number > 0 && (this != ACCURACY || number <= 100)
          ? Optional.of(goal(number))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private SearchGoal goal(double number) {
    return switch (this) {
      case ACCURACY ->
          new SearchGoal(
              OptionalDouble.of(number / 100), OptionalLong.empty(), OptionalDouble.empty());
      case BYTES ->
          new SearchGoal(
              OptionalDouble.empty(),
              OptionalLong.of(Math.round(number * BYTES_OF_ONE)),
              OptionalDouble.empty());
      case MILLIS ->
          new SearchGoal(OptionalDouble.empty(), OptionalLong.empty(), OptionalDouble.of(number));
    };
  }

  /// What is wrong with a text that means no goal.
  String refusal(String text) {
    return "The target is a positive number"
        + (this == ACCURACY ? " of percent up to 100" : "")
        + ", not “"
        + text.strip()
        + "”.";
  }
}
