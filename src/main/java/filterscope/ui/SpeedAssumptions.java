package filterscope.ui;

import filterscope.measure.SpeedModel;
import filterscope.ui.model.MetersModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import org.controlsfx.control.ToggleSwitch;

/// The assumptions of the theory of speed, to be changed by a person who asks why.
final class SpeedAssumptions extends GridPane {
  private final MetersModel model;
  private final Segments<Integer> operations;
  private final Segments<Integer> lanes;
  private final ToggleSwitch folds = new ToggleSwitch();

  SpeedAssumptions(MetersModel model) {
    this.model = model;
    getStyleClass().add("assumptions");
    Map<Integer, String> counts = new LinkedHashMap<>();
    counts.put(1, "1");
    counts.put(2, "2");
    operations =
        new Segments<>(
            "Operations of a multiply-accumulate",
            counts,
            chosen -> set(new SpeedModel(chosen, present().lanes(), present().scaleFolds())));
    operations.setId("assume-operations");
    Map<Integer, String> widths = new LinkedHashMap<>();
    for (int width : new int[] {64, 128, 256, 512}) {
      widths.put(width, Integer.toString(width));
    }
    lanes =
        new Segments<>(
            "Binary operations at once",
            widths,
            chosen ->
                set(new SpeedModel(present().operationsPerMac(), chosen, present().scaleFolds())));
    lanes.setId("assume-lanes");
    folds.setId("assume-folds");
    folds.setAccessibleText("Scales fold into the batch normalisation");
    folds
        .selectedProperty()
        .subscribe(on -> set(new SpeedModel(present().operationsPerMac(), present().lanes(), on)));
    Button reset = new Button("As XNOR-Net");
    reset.getStyleClass().addAll("small", "flat");
    reset.setOnAction(_ -> set(SpeedModel.XNOR_NET));
    addRow(0, Parts.label("Operations of a multiply-accumulate", "why-fact"), operations);
    addRow(1, Parts.label("Binary operations at once", "why-fact"), lanes);
    addRow(
        2,
        Parts.label("Scales fold into batch normalisation", "why-fact"),
        new HBox(8, folds, Parts.spring(), reset));
    model.assumptionsProperty().subscribe(this::show);
  }

  private SpeedModel present() {
    return model.assumptionsProperty().get();
  }

  private void set(SpeedModel other) {
    if (!other.equals(present())) {
      model.assumptionsProperty().set(other);
    }
  }

  private void show(SpeedModel assumptions) {
    operations.show(Optional.of(assumptions.operationsPerMac()));
    lanes.show(Optional.of(assumptions.lanes()));
    folds.setSelected(assumptions.scaleFolds());
  }
}
