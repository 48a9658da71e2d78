package filterscope.ui;

import filterscope.ui.canvas.SensitivityBars;
import filterscope.ui.model.SensitivityModel;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The sensitivity of every layer, and a button that measures it.
final class SensitivityPage implements StagePage {
  private final SensitivityModel model;
  private final SensitivityBars bars = new SensitivityBars();
  private final HBox tools;

  SensitivityPage(SensitivityModel model) {
    this.model = model;
    bars.setId("sensitivity-bars");
    model.pictureProperty().subscribe(bars::show);
    bars.setOnChosen(model::choose);
    Button measure = new Button("Measure", new FontIcon(Feather.ACTIVITY));
    measure.setId("sensitivity-measure");
    measure.getStyleClass().addAll("small", "accent");
    measure.setTooltip(
        Parts.tip("Measure every layer of the present configuration on the first 1000 images"));
    measure
        .textProperty()
        .bind(Bindings.when(model.runningProperty()).then("Stop").otherwise("Measure"));
    measure.setOnAction(_ -> {
      if (model.runningProperty().get()) {
        model.cancel();
      } else {
        model.measure();
      }
    });
    tools = new HBox(measure);
    tools.setAlignment(Pos.CENTER_RIGHT);
  }

  @Override
  public Node node() {
    return bars;
  }

  @Override
  public Node tools() {
    return tools;
  }

  @Override
  public ObservableValue<String> readout() {
    return Bindings.createStringBinding(
        () -> bars.getReadout().isEmpty() ? model.wordsProperty().get() : bars.getReadout(),
        bars.readoutProperty(),
        model.wordsProperty());
  }
}
