package filterscope.ui.model;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/// One parameter of a sweep: the values that can be tried, and which are.
///
/// @param key the key of the parameter
/// @param title its name for people
/// @param help one sentence about it
public record AxisModel(String key, String title, String help, List<Value> values) {
  public AxisModel {
    values = List.copyOf(values);
  }

  /// The texts of the values that are chosen.
  public List<String> chosen() {
    return values.stream().filter(value -> value.chosen().get()).map(Value::text).toList();
  }

  /// One value.
  ///
  /// @param text as on the command line
  /// @param title for people
  public record Value(String text, String title, BooleanProperty chosen) {
    Value(String text, String title, boolean chosen) {
      this(text, title, new SimpleBooleanProperty(chosen));
    }
  }
}
