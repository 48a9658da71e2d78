package filterscope.study;

import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.measure.Accuracy;
import filterscope.measure.Evaluator;
import filterscope.measure.Search;
import filterscope.measure.SearchGoal;
import filterscope.measure.SearchReport;
import filterscope.measure.Sensitivity;
import filterscope.measure.SensitivityReport;
import filterscope.measure.Sweep;
import filterscope.measure.SweepGrid;
import filterscope.measure.SweepReport;
import filterscope.measure.TradeOff;
import filterscope.measure.Trial;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Long measuring beside the live figures: sweeps, searches and sensitivities of one study. It has kernels, images and threads of
/// its own, so that the sliders stay live meanwhile. Used by one job.
public final class Exploration implements AutoCloseable {
  private static final Duration STOPWATCH = Duration.ofMillis(300);

  private final Study study;
  private final int images;
  private final int threads;
  private final Inputs inputs;
  private final CompiledNetwork floating;
  private final Evaluator evaluator;
  private final Trial trial;

  private Exploration(Study study, Machine machine, int images, Inputs inputs) {
    this.study = study;
    this.images = Math.min(images, inputs.size());
    this.threads = machine.threads();
    this.inputs = inputs;
    this.floating =
        CompiledNetwork.compile(
            CompressedNetwork.uncompressed(study.opened().network()), machine.kernels().get());
    this.evaluator = new Evaluator(inputs, threads);
    Duration stopwatch =
        machine.stopwatch().compareTo(STOPWATCH) < 0 ? machine.stopwatch() : STOPWATCH;
    this.trial =
        new Trial(floating, evaluator, inputs, images, Optional.of(stopwatch), Methods::byId);
  }

  /// Opens the images of a study.
  ///
  /// @param images how many of them to measure on, in the order of the live figures
  /// @throws BadInputException if there are none, or they cannot be opened
  public static Exploration open(Study study, Machine machine, int images, Progress progress) {
    String reference =
        study
            .data()
            .orElseThrow(() ->
                new BadInputException(
                    "there are no images to measure accuracy on; choose some with Data"));
    ImageSet set = ImageSets.open(reference, study.opened().folder(), progress);
    Inputs inputs = new Inputs(set, study.preparation(), study.opened().network().inputShape());
    return new Exploration(study, machine, images, inputs);
  }

  /// The accuracy of the float network on these images.
  public Accuracy floating(Progress progress) {
    return evaluator.evaluate(floating, floating, images, progress, _ -> {});
  }

  /// Measures a grid of configurations.
  ///
  /// @param recipes the recipe that gives the layers in question a choice
  /// @param known what was measured before
  public SweepReport sweep(
      SweepGrid grid,
      Function<LayerRecipe, Recipe> recipes,
      Function<Recipe, Optional<TradeOff>> known,
      Progress progress,
      Consumer<? super SweepReport> soFar) {
    return new Sweep(trial, recipes, known).run(grid, progress, soFar);
  }

  /// Searches a choice of its own for each of some layers.
  public SearchReport search(
      SearchGoal goal,
      List<String> layers,
      List<LayerRecipe> choices,
      Progress progress,
      Consumer<? super SearchReport> soFar) {
    return new Search(floating, trial, inputs, threads, goal).run(layers, choices, progress, soFar);
  }

  /// Measures how much each layer of the study's configuration matters.
  public SensitivityReport sensitivity(
      Progress progress, Consumer<? super SensitivityReport> soFar) {
    Recipe recipe = study.recipe();
    CompressedNetwork compressed = trial.compress(recipe, progress);
    return new Sensitivity(floating, compressed, Methods::byId, inputs, threads)
        .run(images, progress, soFar);
  }

  /// How many images are measured on.
  public int images() {
    return images;
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
