package filterscope.ui.model;

import filterscope.measure.Answers;
import java.util.List;

/// What the classes of a network are called: names from its card or its images, otherwise numbers.
public record ClassNames(List<String> names) {
  public ClassNames {
    names = List.copyOf(names);
  }

  /// Of the card, or of the images where the card has none.
  static ClassNames of(List<String> card, List<String> images) {
    return new ClassNames(card.isEmpty() ? images : card);
  }

  /// The name of one class.
  public String name(int of) {
    if (of == Answers.NOT_A_NUMBER) {
      return "not a number";
    }
    return of < names.size() && !names.get(of).isBlank() ? names.get(of) : "class " + of;
  }
}
