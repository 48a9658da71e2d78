package filterscope.ui;

import filterscope.measure.Confidence;
import filterscope.ui.model.MetersModel;
import filterscope.ui.model.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.layout.GridPane;

/// How sure the interval of the accuracy has to be, and how narrow, to be changed by a person who asks why.
final class AccuracyAssumptions extends GridPane {
  AccuracyAssumptions(MetersModel model) {
    getStyleClass().add("assumptions");
    Map<Confidence, String> levels = new LinkedHashMap<>();
    for (Confidence each : Confidence.values()) {
      levels.put(each, each.percent() + "\u2009%");
    }
    Segments<Confidence> confidence =
        new Segments<>(
            "The interval holds the true share in", levels, model.confidenceProperty()::set);
    confidence.setId("assume-confidence");
    model.confidenceProperty().subscribe(shown -> confidence.show(Optional.of(shown)));
    Map<Double, String> points = new LinkedHashMap<>();
    for (double reach : new double[] {2, 1, 0.5, 0.1}) {
      points.put(reach, "± " + Numbers.brief(reach));
    }
    Segments<Double> wished =
        new Segments<>("Points that are wished for", points, model.wishedReachProperty()::set);
    wished.setId("assume-reach");
    model.wishedReachProperty().subscribe(shown -> wished.show(Optional.of(shown)));
    addRow(0, Parts.label("The interval holds the true share in", "why-fact"), confidence);
    addRow(1, Parts.label("Images for an interval of, in points", "why-fact"), wished);
  }
}
