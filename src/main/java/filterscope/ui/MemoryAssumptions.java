package filterscope.ui;

import filterscope.measure.MemoryModel;
import filterscope.ui.model.MetersModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import org.controlsfx.control.ToggleSwitch;

/// What counts as memory, to be changed by a person who asks why.
final class MemoryAssumptions extends GridPane {
  private final MetersModel model;
  private final Segments<Integer> floats;
  private final ToggleSwitch ends = new ToggleSwitch();
  private final ToggleSwitch norm = new ToggleSwitch();

  MemoryAssumptions(MetersModel model) {
    this.model = model;
    getStyleClass().add("assumptions");
    Map<Integer, String> bits = new LinkedHashMap<>();
    for (int width : new int[] {32, 16}) {
      bits.put(width, Integer.toString(width));
    }
    floats =
        new Segments<>(
            "Bits of a float number",
            bits,
            chosen -> set(new MemoryModel(chosen, present().countsEnds(), present().countsNorm())));
    floats.setId("assume-floats");
    ends.setId("assume-ends");
    ends.setAccessibleText("The first and the last layer count");
    norm.setId("assume-norm");
    norm.setAccessibleText("Biases and batch normalisations count");
    Button reset = new Button("As stored");
    reset.setId("assume-stored");
    reset.getStyleClass().addAll("small", "flat");
    reset.setOnAction(_ -> set(MemoryModel.AS_STORED));
    addRow(0, Parts.label("Bits of a float number", "why-fact"), floats);
    addRow(1, Parts.label("The first and the last layer count", "why-fact"), ends);
    addRow(
        2,
        Parts.label("Biases and batch normalisations count", "why-fact"),
        new HBox(8, norm, Parts.spring(), reset));
    model.countedProperty().subscribe(this::show);
    // Only now: a switch that is new says no.
    ends.selectedProperty()
        .subscribe(on -> set(new MemoryModel(present().floatBits(), on, present().countsNorm())));
    norm.selectedProperty()
        .subscribe(on -> set(new MemoryModel(present().floatBits(), present().countsEnds(), on)));
  }

  private MemoryModel present() {
    return model.countedProperty().get();
  }

  private void set(MemoryModel other) {
    if (!other.equals(present())) {
      model.countedProperty().set(other);
    }
  }

  private void show(MemoryModel counted) {
    floats.show(Optional.of(counted.floatBits()));
    ends.setSelected(counted.countsEnds());
    norm.setSelected(counted.countsNorm());
  }
}
