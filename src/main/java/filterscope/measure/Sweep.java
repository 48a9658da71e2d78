package filterscope.measure;

import filterscope.job.Progress;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/// Measures a grid of configurations one after another. The activations of the layers before the first compressed one are
/// computed once for all of them, by the evaluator of the trial.
public final class Sweep {
  private final Trial trial;
  private final Function<LayerRecipe, Recipe> recipes;
  private final Function<Recipe, Optional<TradeOff>> known;

  /// @param recipes the recipe of the network that gives its layers this choice
  /// @param known what was measured before
  public Sweep(
      Trial trial,
      Function<LayerRecipe, Recipe> recipes,
      Function<Recipe, Optional<TradeOff>> known) {
    this.trial = trial;
    this.recipes = recipes;
    this.known = known;
  }

  /// @param soFar takes the sweep after every point, with all points before it
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public SweepReport run(SweepGrid grid, Progress progress, Consumer<? super SweepReport> soFar) {
    List<SweepPoint> points = new ArrayList<>();
    List<SweepGrid.Skipped> skipped = new ArrayList<>(grid.skipped());
    List<LayerRecipe> open = new ArrayList<>();
    for (LayerRecipe choice : grid.choices()) {
      Optional<TradeOff> before = known.apply(recipes.apply(choice));
      before.ifPresentOrElse(
          figures -> points.add(new SweepPoint(choice, figures)), () -> open.add(choice));
    }
    int total = grid.choices().size();
    SweepReport report = new SweepReport(points, skipped, total, OptionalDouble.empty());
    soFar.accept(report);
    long start = System.nanoTime();
    for (int place = 0; place < open.size(); place++) {
      progress.checkCancelled();
      LayerRecipe choice = open.get(place);
      double done = (double) (total - open.size() + place) / total;
      String what =
          (total - open.size() + place + 1)
              + " of "
              + total
              + ": "
              + SweepPoint.method(choice)
              + left(report.secondsLeft());
      progress.report(done, what);
      try {
        TradeOff figures =
            trial.measure(recipes.apply(choice), within(progress, done, what), _ -> {});
        points.add(new SweepPoint(choice, figures));
      } catch (IllegalArgumentException e) {
        skipped.add(
            new SweepGrid.Skipped(
                SweepPoint.method(choice),
                SweepPoint.text(choice),
                String.valueOf(e.getMessage())));
      }
      double each = (System.nanoTime() - start) / 1e9 / (place + 1);
      report =
          new SweepReport(
              points, skipped, total, OptionalDouble.of(each * (open.size() - place - 1)));
      soFar.accept(report);
    }
    return report;
  }

  private static String left(OptionalDouble seconds) {
    return seconds.isEmpty() ? "" : ", " + SpokenTime.of(seconds.getAsDouble()) + " left";
  }

  /// Stops when the whole stops; says which point is measured rather than which image.
  private static Progress within(Progress whole, double done, String what) {
    return new Progress() {
      @Override
      public void report(double share, String image) {
        whole.report(done, what);
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }
}
