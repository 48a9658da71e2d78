package filterscope.ui.model;

import filterscope.engine.Backend;
import filterscope.job.BadInputException;
import filterscope.job.JobRunner;
import filterscope.measure.MovedFilters;
import filterscope.method.FilterOrder;
import filterscope.method.Grouping;
import filterscope.method.Reordering;
import filterscope.network.ConvWeights;
import filterscope.study.LayerFigures;
import filterscope.study.Study;
import filterscope.study.Workspace;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The proof that moving the filters of the layer on the stage into another order leaves the float network's function alone.
public final class OrderModel {
  private final JobRunner jobs;
  private final Workspace workspace;
  private final ReadOnlyStringWrapper verdict = new ReadOnlyStringWrapper("");

  OrderModel(JobRunner jobs, Workspace workspace, StageModel stage) {
    this.jobs = jobs;
    this.workspace = workspace;
    stage.layerProperty().subscribe(_ -> verdict.set(""));
  }

  /// Moves the filters of a copy of the float network, runs both and says how far their outputs differ.
  ///
  /// @param figures of the layer on the stage
  public void prove(FilterOrder order, LayerFigures figures) {
    Optional<Study> study = workspace.study();
    Optional<Grouping> grouping = figures.grouping();
    if (study.isEmpty() || grouping.isEmpty()) {
      return;
    }
    String layer = study.get().layer();
    ConvWeights weights = figures.original();
    int[] places =
        Reordering.byBlock(
            Reordering.grouping(
                weights,
                order,
                Math.ceilDiv(weights.filters(), grouping.get().filterBlocks()),
                weights.channels()));
    verdict.set("moving the filters of " + layer + " …");
    jobs.<MovedFilters>startLatest(
        "order-proof",
        "Moving the filters of " + layer,
        (progress, results) ->
            results.accept(
                MovedFilters.prove(
                    study.get().opened().network(), layer, places, Backend.best(), progress)),
        proof -> verdict.set(words(proof)),
        failure ->
            verdict.set(
                failure instanceof BadInputException refused
                    ? Sentences.sentence(refused.sentence())
                    : "The proof failed: " + failure.getMessage()));
  }

  private static String words(MovedFilters proof) {
    return "Moved with everything behind them, the filters compute the same function: on "
        + Numbers.plural(proof.inputs(), "random input")
        + " no output differs by more than "
        + String.format(java.util.Locale.ROOT, "%.1e", proof.greatestDifference())
        + ", outputs go up to "
        + Numbers.three(proof.greatestOutput())
        + ".";
  }

  /// What the proof found; empty before one was asked for.
  public ReadOnlyStringProperty verdictProperty() {
    return verdict.getReadOnlyProperty();
  }
}
