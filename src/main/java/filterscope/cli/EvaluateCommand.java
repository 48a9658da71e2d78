package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.data.Inputs;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.measure.Accuracy;
import filterscope.measure.Evaluator;
import filterscope.measure.Footprint;
import filterscope.measure.LogitDifference;
import filterscope.measure.MeasuredSpeed;
import filterscope.measure.OnnxRuntimePeer;
import filterscope.measure.SpeedModel;
import filterscope.measure.Stopwatch;
import filterscope.method.CompressedNetwork;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import filterscope.train.Repairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures accuracy, memory and speed of a network, float or compressed.
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Measures accuracy, memory and speed of a network on labelled images.",
      "Without a method, its parameters or a recipe the float network is measured; a network that",
      "was trained for a recipe, which its card names, is measured under that one."
    })
final class EvaluateCommand implements Callable<Integer> {
  /// On so many images the float network is compared with itself after its filters have moved.
  private static final int PROVEN_IMAGES = 32;

  private final Console console;

  @Mixin private final NetworkArgument argument = new NetworkArgument();

  @Mixin private final RecipeOptions recipes = new RecipeOptions();

  @Mixin private final EvaluatedRepairs repairs = new EvaluatedRepairs();

  @Mixin private final ImagesOptions measured = new ImagesOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    measured.requireRanges(spec.commandLine());
    Progress progress = console.progress();
    Opened opened = argument.open(progress.part(0, 0.05));
    Recipe recipe = opened.recipe(recipes, spec.commandLine());
    Inputs inputs = measured.inputs(opened, spec.commandLine(), progress.part(0.05, 0.1));
    Evaluation evaluation = evaluate(opened, recipe, inputs, progress.part(0.1, 1));
    console.clearProgress();
    if (json) {
      console.json(evaluation.document());
    } else {
      evaluation.lines().forEach(console::line);
    }
    return 0;
  }

  /// The proof that filters which move before they share a scale leave the network's function as it is.
  private static Optional<LogitDifference> moved(
      CompressedNetwork compressed, Inputs inputs, Progress progress) {
    CompressedNetwork stored = compressed.inStorageOrder(Methods::byId);
    return stored.original().equals(compressed.original())
        ? Optional.empty()
        : Optional.of(
            LogitDifference.between(
                compressed.original(),
                stored.original(),
                Backend.best(),
                inputs::prepare,
                Math.min(PROVEN_IMAGES, inputs.size()),
                progress));
  }

  private List<Repairs.Repaired> repaired(
      Opened opened, Recipe recipe, Inputs inputs, Progress progress) {
    if (opened.packed().isPresent()) {
      throw new BadInputException(
          "a packed model holds no float weights that could be repaired; leave --repair out");
    }
    List<Repairs.Repaired> steps =
        repairs.apply(
            opened,
            opened.model().network(),
            recipe,
            inputs.preparation(),
            measured.threads(),
            progress);
    return steps.subList(1, steps.size());
  }

  private Evaluation evaluate(Opened opened, Recipe recipe, Inputs inputs, Progress progress) {
    Network network = opened.model().network();
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network), Backend.best());
    CompressedNetwork compressed =
        opened.compress(recipe, floating, Optional.of(inputs), progress.part(0, 0.1));
    CompiledNetwork compiled = recipe.layers().isEmpty() ? floating : floating.with(compressed);
    boolean shadow = opened.trainedFor().isPresent();
    // Shadow weights are no network to agree with, so that none but the compressed one has to run.
    CompiledNetwork reference = shadow ? compiled : floating;
    Accuracy accuracy;
    List<Evaluation.Effect> effects = new ArrayList<>();
    try (Evaluator evaluator = new Evaluator(inputs, measured.threads())) {
      accuracy =
          evaluator.evaluate(
              reference, compiled, inputs.size(), progress.part(0.1, 0.5), partial -> {});
      if (!repairs.wanted().isEmpty()) {
        effects.add(new Evaluation.Effect("none", accuracy.top1()));
        for (Repairs.Repaired step : repaired(opened, recipe, inputs, progress.part(0.5, 0.7))) {
          compressed = CompressedNetwork.compress(step.network(), step.recipe(), Methods::byId);
          compiled = CompiledNetwork.compile(compressed, Backend.best());
          accuracy =
              evaluator.evaluate(
                  reference, compiled, inputs.size(), progress.part(0.7, 0.9), partial -> {});
          effects.add(new Evaluation.Effect(step.by().orElseThrow().id(), accuracy.top1()));
        }
      }
    }
    Optional<OnnxRuntimePeer> peer = OnnxRuntimePeer.open(network);
    MeasuredSpeed speed;
    try {
      speed = Stopwatch.measure(floating, compiled, peer, inputs, progress.part(0.9, 1));
    } finally {
      peer.ifPresent(OnnxRuntimePeer::close);
    }
    return new Evaluation(
        opened.name(),
        opened.model().sha256(),
        shadow,
        inputs.images().name(),
        compressed,
        moved(compressed, inputs, progress),
        accuracy,
        effects,
        Footprint.of(compressed),
        SpeedModel.XNOR_NET.networkSpeedup(compressed),
        speed);
  }
}
