package filterscope.study;

import filterscope.data.Card;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.data.Sample;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.measure.Answers;
import filterscope.measure.Evaluator;
import filterscope.measure.Footprint;
import filterscope.measure.PairedDifference;
import filterscope.measure.Proportion;
import filterscope.measure.SpeedModel;
import filterscope.measure.Stopwatch;
import filterscope.method.CompressedConv;
import filterscope.method.CompressedNetwork;
import filterscope.method.GridConv;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The claim of cross-filter compression (arXiv 2005.09034), measured on the sample networks: what it costs after training that
/// neighbouring filters share a scale, against networks of the same training whose filters have scales of their own.
///
/// @param rows one a compressed network, families together, filter-wise first
/// @param notes sentences about networks that could not be measured
public record Claims(List<ClaimRow> rows, List<String> notes) {
  /// What the paper's abstract tells of the change of accuracy, in points.
  public static final double PAPER_LOW = -0.3;

  /// The other end of it.
  public static final double PAPER_HIGH = 0.4;

  /// How many times less memory the weights of compressed layers should take at one bit.
  public static final double MEMORY_GOAL = 30;

  public Claims {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /// The row of the same family without sharing.
  public Optional<ClaimRow> filterwise(ClaimRow row) {
    return rows.stream()
        .filter(other -> other.isFilterwise() && other.family().equals(row.family()))
        .findFirst();
  }

  /// What the paper claims, and where that holds and where it does not, in sentences.
  public List<String> account() {
    return ClaimAccount.of(this);
  }

  /// Measures every sample that was trained for a recipe.
  ///
  /// @param limit of images a network
  /// @param news takes what is known after each network, the last time all of it
  public static Claims measure(
      List<Sample> samples, int limit, int threads, Progress progress, Consumer<Claims> news) {
    List<Measured> measured = new ArrayList<>();
    Map<String, List<String>> unseen = new LinkedHashMap<>();
    List<Sample> trained =
        samples.stream().filter(sample -> sample.card().flatMap(Card::recipe).isPresent()).toList();
    for (int index = 0; index < trained.size(); index++) {
      Progress part =
          progress.part((double) index / trained.size(), (index + 1.0) / trained.size());
      measured.add(measure(trained.get(index), limit, threads, part, unseen));
      news.accept(compared(measured, unseen));
    }
    return compared(measured, unseen);
  }

  /// @param unseen the networks that could not be evaluated, by the reason
  private static Claims compared(List<Measured> measured, Map<String, List<String>> unseen) {
    Map<String, Measured> filterwise = new HashMap<>();
    measured.stream()
        .filter(each -> each.row().isFilterwise())
        .forEach(each -> filterwise.put(each.row().family(), each));
    List<ClaimRow> rows =
        measured.stream()
            .map(each -> compared(each, Optional.ofNullable(filterwise.get(each.row().family()))))
            .sorted(Comparator.comparing(ClaimRow::family).thenComparingInt(ClaimRow::group))
            .toList();
    return new Claims(rows, notes(unseen));
  }

  private static List<String> notes(Map<String, List<String>> unseen) {
    List<String> notes = new ArrayList<>();
    unseen.forEach((reason, networks) ->
        notes.add(
            networks.size() == 1
                ? "%s was not evaluated, its card speaks for it: %s"
                    .formatted(networks.getFirst(), reason)
                : "%s were not evaluated, their cards speak for them: %s"
                    .formatted(String.join(", ", networks), reason)));
    return notes;
  }

  /// A row, and which images its network got right; none where it was not evaluated.
  private record Measured(ClaimRow row, Optional<boolean[]> right) {}

  private static ClaimRow compared(Measured each, Optional<Measured> filterwise) {
    if (each.row().isFilterwise()) {
      return each.row();
    }
    return each.row()
        .with(
            filterwise
                .flatMap(Measured::right)
                .flatMap(others ->
                    each.right()
                        .filter(own -> own.length == others.length)
                        .map(own -> PairedDifference.of(own, others))));
  }

  private static Measured measure(
      Sample sample, int limit, int threads, Progress progress, Map<String, List<String>> unseen) {
    OpenNetwork opened = OpenNetwork.read(sample.onnx(), progress.part(0, 0.05));
    Card card = opened.card().orElseThrow();
    Recipe recipe = opened.trainedFor().orElseThrow();
    Network network = opened.network();
    CompressedNetwork compressed = CompressedNetwork.compress(network, recipe, Methods::byId);
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network), Backend.best());
    CompiledNetwork compiled = floating.with(compressed);
    List<ClaimRow.Run> runs = new ArrayList<>();
    OptionalDouble speed = OptionalDouble.empty();
    Optional<boolean[]> right = Optional.empty();
    Optional<Inputs> inputs = inputs(sample, opened, card, limit, unseen);
    if (inputs.isPresent()) {
      right = Optional.of(right(compiled, inputs.get(), threads, progress.part(0.05, 0.9)));
      long hits = 0;
      for (boolean each : right.get()) {
        hits += each ? 1 : 0;
      }
      runs.add(
          new ClaimRow.Run(
              RecordedRuns.seed(card), new Proportion(hits, right.get().length), true));
      speed =
          OptionalDouble.of(
              Stopwatch.measure(
                      floating, compiled, Optional.empty(), inputs.get(), progress.part(0.9, 1))
                  .speedup());
    } else {
      Proportion recorded = RecordedRuns.ofNetwork(card).orElseGet(() -> new Proportion(0, 0));
      runs.add(new ClaimRow.Run(RecordedRuns.seed(card), recorded, false));
    }
    runs.addAll(RecordedRuns.further(card, sample.name()));
    return new Measured(row(sample, card, compressed, runs, speed), right);
  }

  private static Optional<Inputs> inputs(
      Sample sample, OpenNetwork opened, Card card, int limit, Map<String, List<String>> unseen) {
    try {
      String reference =
          card.data().orElseThrow(() -> new BadInputException("its card names no images"));
      ImageSet images = ImageSets.open(reference, opened.folder(), Progress.NONE);
      return Optional.of(
          new Inputs(images.limit(limit), card.preparation(), opened.network().inputShape()));
    } catch (BadInputException e) {
      unseen.computeIfAbsent(e.sentence(), _ -> new ArrayList<>()).add(sample.name());
      return Optional.empty();
    }
  }

  private static boolean[] right(
      CompiledNetwork compiled, Inputs inputs, int threads, Progress progress) {
    try (Evaluator evaluator = new Evaluator(inputs, threads)) {
      evaluator.evaluate(compiled, compiled, inputs.size(), progress, _ -> {});
      Answers answers = evaluator.answered(compiled, compiled).ofCompressed();
      boolean[] right = new boolean[inputs.size()];
      for (int image = 0; image < right.length; image++) {
        right[image] = answers.predicted(image) == inputs.label(image);
      }
      return right;
    }
  }

  private static ClaimRow row(
      Sample sample,
      Card card,
      CompressedNetwork compressed,
      List<ClaimRow.Run> runs,
      OptionalDouble speed) {
    Recipe recipe = compressed.recipe();
    String first = recipe.layers().keySet().iterator().next();
    LayerRecipe choice = recipe.of(first).orElseThrow();
    int group =
        Optional.ofNullable(choice.settings().asMap().get("group"))
            .map(Integer::parseInt)
            .orElse(1);
    int activationBits = compressed.activations(first).bits();
    OptionalInt weightBits = weightBits(compressed.layer(first));
    String data = card.data().orElse("");
    return new ClaimRow(
        sample.name(),
        data,
        family(compressed, card, choice, activationBits),
        choice.method(),
        weightBits,
        activationBits,
        group,
        coversLayers(compressed, group),
        runs,
        Optional.empty(),
        weightRatio(compressed),
        Footprint.of(compressed).ratio(),
        SpeedModel.XNOR_NET.networkSpeedup(compressed),
        speed);
  }

  private static OptionalInt weightBits(CompressedConv stored) {
    return stored instanceof GridConv grid
        ? OptionalInt.of(grid.weightBits())
        : OptionalInt.empty();
  }

  private static boolean coversLayers(CompressedNetwork compressed, int group) {
    return compressed.recipe().layers().keySet().stream()
        .allMatch(layer -> compressed.network().weights(layer).filters() <= group);
  }

  /// How many times less the weights of the compressed layers take.
  private static double weightRatio(CompressedNetwork compressed) {
    long before = 0;
    long after = 0;
    for (String layer : compressed.recipe().layers().keySet()) {
      before += 32L * compressed.network().weights(layer).size();
      after += compressed.layer(layer).bits().total();
    }
    return (double) before / after;
  }

  /// What networks share that differ in the group and the seed alone: layers, images, method, bits, and how they were trained.
  private static String family(
      CompressedNetwork compressed, Card card, LayerRecipe choice, int activationBits) {
    Network network = compressed.network();
    String layers =
        network.weightedLayers().stream()
            .map(layer -> layer.name() + network.weights(layer.name()).shape())
            .collect(Collectors.joining(","));
    Map<String, String> facts = card.provenance();
    String training =
        new TreeSet<>(List.of("startedFrom", "trainedOn", "epochs", "rate", "optimizer"))
            .stream()
                .map(key -> key + "=" + facts.getOrDefault(key, ""))
                .collect(Collectors.joining(";"));
    Map<String, String> settings = new HashMap<>(choice.settings().asMap());
    settings.remove("group");
    settings.remove("activation-limit");
    return String.join(
        " ",
        card.data().orElse(""),
        choice.method(),
        String.valueOf(activationBits),
        new java.util.TreeMap<>(settings).toString(),
        Integer.toHexString((layers + training).hashCode()));
  }
}
