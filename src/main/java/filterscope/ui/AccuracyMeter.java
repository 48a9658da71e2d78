package filterscope.ui;

import filterscope.measure.Proportion;
import filterscope.ui.model.AccuracyReading;
import filterscope.ui.model.MetersModel;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.StackPane;

/// Top-1 accuracy with its Wilson interval, the ghost of the value before and the mark of the float network.
final class AccuracyMeter extends Meter {
  private final MeterAxis axis =
      new MeterAxis(share -> share, 0)
          .tick(0, "0")
          .tick(0.25, "25")
          .tick(0.5, "50")
          .tick(0.75, "75")
          .tick(1, "100 %");
  private final MeterAxis.Mark ghost = axis.mark("ghost-mark");
  private final MeterAxis.Mark floating = axis.mark("reference-mark");
  private final Hyperlink choose = new Hyperlink("Choose images to measure accuracy …");

  /// @param chooseImages asks the person for images
  AccuracyMeter(MetersModel model, Runnable chooseImages) {
    super("Accuracy, top 1", model::whyAccuracy);
    getStyleClass().add("accuracy-meter");
    choose.getStyleClass().add("meter-choose");
    choose.setOnAction(_ -> chooseImages.run());
    StackPane line = new StackPane(detail, choose);
    StackPane.setAlignment(detail, Pos.CENTER_LEFT);
    StackPane.setAlignment(choose, Pos.CENTER_LEFT);
    versus.setGraphic(Parts.swatch("swatch-theory"));
    getChildren().addAll(axis, line);
    assume(new AccuracyAssumptions(model), model.confidenceProperty(), model.wishedReachProperty());
    model.accuracyProperty().subscribe(this::show);
  }

  private void show(AccuracyReading reading) {
    value.setText(reading.value());
    value.pseudoClassStateChanged(STALE, reading.stale());
    beside.pseudoClassStateChanged(STALE, reading.stale());
    beside.setText(reading.reach());
    versus.setText(reading.versus());
    versus.setVisible(!reading.versus().isEmpty());
    detail.setText(reading.choosesImages() ? "" : reading.detail());
    choose.setVisible(reading.choosesImages());
    axis.show(reading.share().map(Proportion::share), reading.low(), reading.high());
    ghost.show(reading.ghost());
    floating.show(reading.floating());
    speak("Accuracy " + reading.value() + " " + reading.reach() + ", " + reading.detail());
  }
}
