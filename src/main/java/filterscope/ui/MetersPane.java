package filterscope.ui;

import filterscope.ui.model.MetersModel;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// The three meters, equally wide.
final class MetersPane extends GridPane {
  /// @param chooseImages asks the person for images
  MetersPane(MetersModel model, Runnable chooseImages) {
    getStyleClass().add("meters");
    Node[] meters = {
      new AccuracyMeter(model, chooseImages), new MemoryMeter(model), new SpeedMeter(model)
    };
    for (int column = 0; column < meters.length; column++) {
      ColumnConstraints third = new ColumnConstraints();
      third.setPercentWidth(100.0 / meters.length);
      third.setHgrow(Priority.ALWAYS);
      getColumnConstraints().add(third);
    }
    addRow(0, meters);
  }
}
