package filterscope.ui;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// A view of the stage that is more than the picture of one layer.
interface StagePage {
  /// What fills the stage.
  Node node();

  /// One line above it; may be empty.
  default ObservableValue<String> facts() {
    return new SimpleStringProperty("");
  }

  /// What stands below the tabs while it is in sight.
  Node tools();

  /// The line under the stage.
  ObservableValue<String> readout();
}
