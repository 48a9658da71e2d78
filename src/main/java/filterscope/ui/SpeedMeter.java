package filterscope.ui;

import filterscope.study.Theory;
import filterscope.ui.model.MetersModel;
import filterscope.ui.model.SpeedReading;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The speed of the theory beside the speed of the stopwatch, on one logarithmic axis that never moves.
final class SpeedMeter extends Meter {
  private static final double LEAST = 0.5;
  private static final double MOST = 128;

  private final Label measured = Parts.label("–", "meter-value");
  private final Label caveat = Parts.label("", "meter-caveat");
  private final Label binary = Parts.label("–", "meter-value", "meter-value-quiet");
  private final MeterAxis axis =
      new MeterAxis(SpeedMeter::place, 1)
          .tick(0.5, "½")
          .tick(1, "1×")
          .tick(2, "2")
          .tick(4, "4")
          .tick(8, "8")
          .tick(16, "16")
          .tick(32, "32")
          .tick(64, "64")
          .tick(128, "128");
  private final MeterAxis.Mark ghost = axis.mark("ghost-mark");
  private final MeterAxis.Mark binaryGhost = axis.mark("ghost-mark");
  private final MeterAxis.Mark theory = axis.mark("theory-mark");
  private final MeterAxis.Mark binaryTheory = axis.mark("binary-mark");

  SpeedMeter(MetersModel model) {
    super("Speed", model::whySpeed);
    getStyleClass().add("speed-meter");
    caveat.setTooltip(
        Parts.tip(
            "The compressed network runs through its restored float weights: the stopwatch says nothing about low-bit"
                + " kernels."));
    HBox columns =
        new HBox(
            column("measured", "swatch-bar", measured),
            column("in theory", "swatch-theory", value),
            column("at 1-bit inputs", "swatch-binary", binary));
    columns.getStyleClass().add("speed-columns");
    getChildren().set(1, columns);
    caveat.setMinWidth(USE_PREF_SIZE);
    detail.setMinWidth(0);
    HBox line = new HBox(detail, Parts.spring(), caveat);
    getChildren().addAll(axis, line);
    assume(new SpeedAssumptions(model), model.assumptionsProperty());
    model.speedProperty().subscribe(this::show);
  }

  private static VBox column(String title, String swatch, Label number) {
    HBox numbers = new HBox(number);
    numbers.getStyleClass().add("meter-numbers");
    Label caption = Parts.label(title, "speed-caption");
    caption.setGraphic(Parts.swatch(swatch));
    VBox column = new VBox(numbers, caption);
    column.getStyleClass().add("speed-column");
    column.setMinWidth(0);
    column.setPrefWidth(100);
    HBox.setHgrow(column, Priority.ALWAYS);
    return column;
  }

  private static double place(double factor) {
    return Math.log(factor / LEAST) / Math.log(MOST / LEAST);
  }

  private void show(SpeedReading reading) {
    value.setText(reading.theory());
    binary.setText(reading.binary());
    measured.setText(reading.measured());
    measured.pseudoClassStateChanged(STALE, reading.stale());
    caveat.setText(reading.caveat());
    detail.setText(reading.detail());
    axis.show(reading.measuredFactor(), 0, 0);
    theory.show(reading.factors().map(Theory::speedup));
    binaryTheory.show(reading.factors().map(Theory::binary));
    ghost.show(reading.ghost().map(Theory::speedup));
    binaryGhost.show(reading.ghost().map(Theory::binary));
    speak(
        "Speed in theory "
            + reading.theory()
            + ", measured "
            + reading.measured()
            + " "
            + reading.caveat()
            + ", "
            + reading.detail());
  }
}
