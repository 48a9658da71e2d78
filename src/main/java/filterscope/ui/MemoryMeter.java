package filterscope.ui;

import filterscope.measure.MemoryModel;
import filterscope.ui.model.MemoryReading;
import filterscope.ui.model.MetersModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// Bytes against the float network, and what they are made of.
final class MemoryMeter extends Meter {
  private final MeterAxis axis = new MeterAxis(share -> share, 0);
  private final MeterAxis.Mark ghost = axis.mark("ghost-mark");
  private final PartsBar parts = new PartsBar();
  private final List<Label> sizes = new ArrayList<>();

  MemoryMeter(MetersModel model) {
    super("Memory", model::whyMemory);
    getStyleClass().add("memory-meter");
    GridPane legend = new GridPane();
    legend.getStyleClass().add("memory-legend");
    List<MemoryReading.Part> kinds = model.memoryProperty().get().parts();
    for (int column = 0; column < kinds.size(); column++) {
      MemoryReading.Part part = kinds.get(column);
      ColumnConstraints equal = new ColumnConstraints();
      equal.setPercentWidth(100.0 / kinds.size());
      legend.getColumnConstraints().add(equal);
      Label name = Parts.label(part.title(), "meter-detail");
      name.setGraphic(Parts.swatch("part-" + part.key()));
      Label size = Parts.label("", "meter-detail", "memory-size");
      sizes.add(size);
      legend.add(name, column, 0);
      legend.add(size, column, 1);
    }
    getChildren().addAll(axis, parts, legend);
    assume(new MemoryAssumptions(model), model.countedProperty());
    model
        .countedProperty()
        .subscribe(counted ->
            title.setText(
                counted.equals(MemoryModel.AS_STORED) ? "Memory" : "Memory, counted otherwise"));
    model.memoryProperty().subscribe(this::show);
  }

  private void show(MemoryReading reading) {
    value.setText(reading.value());
    beside.setText(reading.ratio());
    versus.setText(reading.versus());
    axis.show(reading.share() == 0 ? Optional.empty() : Optional.of(reading.share()), 0, 0);
    ghost.show(reading.ghost());
    parts.show(reading.parts());
    for (int index = 0; index < sizes.size(); index++) {
      sizes.get(index).setText(reading.parts().get(index).size());
    }
    speak("Memory " + reading.value() + ", " + reading.ratio() + ", " + reading.detail());
  }

  /// The parts side by side over the whole width.
  private static final class PartsBar extends Region {
    private static final double HEIGHT = 6;
    private final List<Region> pieces = new ArrayList<>();
    private List<MemoryReading.Part> shown = List.of();

    PartsBar() {
      getStyleClass().add("parts-bar");
      setMinHeight(HEIGHT);
      setPrefHeight(HEIGHT);
      setMaxHeight(HEIGHT);
    }

    void show(List<MemoryReading.Part> parts) {
      if (pieces.isEmpty()) {
        for (MemoryReading.Part part : parts) {
          Region piece = new Region();
          piece.setManaged(false);
          piece.getStyleClass().add("part-" + part.key());
          pieces.add(piece);
        }
        getChildren().setAll(pieces);
      }
      shown = parts;
      requestLayout();
    }

    @Override
    protected void layoutChildren() {
      double left = 0;
      for (int index = 0; index < pieces.size(); index++) {
        double right = left + shown.get(index).share() * getWidth();
        double from = snapPositionX(left);
        pieces.get(index).resizeRelocate(from, 0, snapPositionX(right) - from, HEIGHT);
        left = right;
      }
    }
  }
}
