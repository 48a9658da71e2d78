package filterscope.ui;

import filterscope.ui.canvas.MapPair;
import filterscope.ui.canvas.PatchPicture;
import filterscope.ui.canvas.PatchSheet;
import filterscope.ui.canvas.PlaneSheet;
import filterscope.ui.canvas.Spot;
import filterscope.ui.model.BitsModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// The bits at work: the planes of a filter, and one patch worked through.
final class BitsPage implements StagePage {
  /// What is in sight.
  private enum Part {
    PATCH,
    HYPOTHETICAL,
    PLANES
  }

  private final BitsModel model;
  private final PatchSheet patch = new PatchSheet();
  private final PlaneSheet planes = new PlaneSheet();
  private final StackPane content = new StackPane(patch, planes);
  private final Segments<Part> parts;
  private final HBox tools;

  BitsPage(BitsModel model) {
    this.model = model;
    patch.setId("patch");
    planes.setId("planes");
    Map<Part, String> titles = new LinkedHashMap<>();
    titles.put(Part.PATCH, "One patch");
    titles.put(Part.HYPOTHETICAL, "If x were signs");
    titles.put(Part.PLANES, "Planes");
    parts = new Segments<>("Bits shown", titles, this::show);
    parts.setId("bits-shown");
    tools = new HBox(parts);
    patch.setOnSpot(
        spot -> model.choose(new BitsModel.Output(spot.channel(), spot.row(), spot.column())));
    model.workedProperty().subscribe(worked -> draw(worked));
    model.noteProperty().subscribe(_ -> draw(model.workedProperty().get()));
    parts.show(Optional.of(Part.PATCH));
    show(Part.PATCH);
  }

  private void show(Part part) {
    model.hypotheticalProperty().set(part == Part.HYPOTHETICAL);
    patch.setVisible(part != Part.PLANES);
    planes.setVisible(part == Part.PLANES);
  }

  private void draw(Optional<BitsModel.Worked> worked) {
    if (worked.isEmpty()) {
      String words = model.noteProperty().get();
      patch.showNote(words.isEmpty() ? " \n " : words);
      planes.showNote(words.isEmpty() ? " \n " : words);
      return;
    }
    BitsModel.Worked known = worked.get();
    patch.show(
        new PatchPicture(
            known.title(),
            known.result(),
            known.after(),
            MapPair.of(known.layer(), known.place().floating(), known.place().compressed()),
            new Spot(known.at().filter(), known.at().row(), known.at().column())));
    planes.show(known.layer() + " · filter " + known.at().filter(), known.result());
  }

  @Override
  public Node node() {
    return content;
  }

  @Override
  public Node tools() {
    return tools;
  }

  @Override
  public ObservableValue<String> readout() {
    return Bindings.createStringBinding(
        () -> planes.isVisible() ? planes.getReadout() : patch.getReadout(),
        planes.visibleProperty(),
        planes.readoutProperty(),
        patch.readoutProperty());
  }
}
