package filterscope.ui.model;

import filterscope.data.Preparation;
import filterscope.measure.Accuracy;
import filterscope.measure.ParetoFront;
import filterscope.measure.Proportion;
import filterscope.measure.TradeOff;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.network.Network;
import filterscope.study.Configuration;
import filterscope.study.Figures;
import filterscope.study.OpenNetwork;
import filterscope.study.Study;
import filterscope.study.Visited;
import filterscope.study.Workspace;
import filterscope.ui.canvas.PlotUnit;
import filterscope.ui.canvas.TablePicture;
import filterscope.ui.canvas.TradeOffPicture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Every configuration of the open network that was measured on the present images: those that a person visited, and those of
/// sweeps and searches. Any of them can be restored.
public final class TradeOffModel {
  /// A visited configuration becomes a point once so many images were seen, or all that are evaluated.
  private static final long ENOUGH = 500;

  /// A session keeps the newest points only, so that it stays a small file.
  private static final int MOST_KEPT = 500;

  private final Workspace workspace;
  private final int mostImages;
  private final Map<Recipe, Visited> visited = new LinkedHashMap<>();
  private final ObjectProperty<PlotUnit> unit = new SimpleObjectProperty<>(PlotUnit.BYTES);
  private final ReadOnlyObjectWrapper<TradeOffPicture> picture =
      new ReadOnlyObjectWrapper<>(TradeOffPicture.nothing());
  private final ReadOnlyObjectWrapper<TablePicture> table =
      new ReadOnlyObjectWrapper<>(new TablePicture(List.of()));
  private final ReadOnlyStringWrapper facts = new ReadOnlyStringWrapper("");
  private Optional<About> about = Optional.empty();
  private Optional<Accuracy> floating = Optional.empty();
  private Optional<Recipe> current = Optional.empty();

  /// What points have to have in common to be compared.
  private record About(OpenNetwork opened, Optional<String> data, Preparation preparation) {}

  /// @param mostImages accuracy is measured on no more images than these
  TradeOffModel(Workspace workspace, int mostImages) {
    this.workspace = workspace;
    this.mostImages = mostImages;
    unit.subscribe(_ -> draw());
  }

  void show(Study study) {
    About now = new About(study.opened(), study.data(), study.preparation());
    if (about.isEmpty() || !about.get().equals(now)) {
      about = Optional.of(now);
      visited.clear();
      floating = Optional.empty();
    }
    current = Optional.of(study.recipe());
    draw();
  }

  /// What the window measured of the present configuration.
  void show(Figures figures) {
    floating = figures.floating().or(() -> floating);
    Optional<Study> study = workspace.study();
    Recipe recipe = figures.network().recipe();
    boolean present = study.filter(now -> now.recipe().equals(recipe)).isPresent();
    long enough = Math.min(ENOUGH, Math.max(1, Math.min(mostImages, figures.origin().images())));
    figures
        .accuracy()
        .filter(accuracy -> present && accuracy.samples() >= enough)
        .ifPresent(accuracy -> {
          TradeOff known =
              new TradeOff(
                  recipe,
                  accuracy,
                  figures.memory(),
                  figures.theory().speedup(),
                  figures.speed().or(() -> before(recipe).flatMap(TradeOff::speed)));
          put(new Visited(study.orElseThrow().configuration(), known));
          draw();
        });
  }

  /// Configurations that a sweep or a search measured.
  void add(Collection<Visited> points, Optional<Accuracy> ofFloat) {
    points.forEach(this::put);
    floating = floating.or(() -> ofFloat);
    draw();
  }

  /// The newest points, for a session.
  List<TradeOff> measured() {
    return visited.values().stream()
        .skip(Math.max(0, visited.size() - MOST_KEPT))
        .map(Visited::figures)
        .toList();
  }

  /// Takes the points that a session kept of the network that is open, on the images that are chosen.
  void recall(Network network, List<TradeOff> measured) {
    add(
        measured.stream()
            .map(point -> new Visited(Configuration.of(network, point.recipe()), point))
            .toList(),
        Optional.empty());
  }

  /// Of two measurements of one configuration the one on more images is kept.
  private void put(Visited point) {
    Recipe recipe = point.figures().recipe();
    long before = before(recipe).map(known -> known.accuracy().samples()).orElse(0L);
    if (point.figures().accuracy().samples() >= before) {
      visited.put(recipe, point);
    }
  }

  private Optional<TradeOff> before(Recipe recipe) {
    return Optional.ofNullable(visited.get(recipe)).map(Visited::figures);
  }

  private void draw() {
    List<Visited> points = List.copyOf(visited.values());
    List<String> series = series(points);
    PlotUnit shown = unit.get();
    Set<Visited> front =
        new HashSet<>(
            ParetoFront.of(
                points,
                point -> shown.lessIsBetter() ? cost(point, shown) : -cost(point, shown),
                point -> point.figures().accuracy().top1().share()));
    List<TradeOffPicture.Spot> spots = new ArrayList<>();
    for (Visited point : points) {
      TradeOff figures = point.figures();
      Proportion right = figures.accuracy().top1();
      spots.add(
          new TradeOffPicture.Spot(
              cost(point, shown),
              right.share(),
              right.low(),
              right.high(),
              series.indexOf(RecipeWords.methods(figures.recipe())),
              front.contains(point),
              current.filter(figures.recipe()::equals).isPresent(),
              title(figures, shown)));
    }
    picture.set(
        new TradeOffPicture(
            shown,
            series,
            spots,
            floating.map(accuracy -> accuracy.top1().share()).orElse(Double.NaN)));
    table.set(ResultBlocks.of(points));
    facts.set(facts(points, front.size()));
  }

  private static String facts(List<Visited> points, int front) {
    LongSummaryStatistics images =
        points.stream()
            .mapToLong(point -> point.figures().accuracy().samples())
            .summaryStatistics();
    return points.isEmpty()
        ? ""
        : "n = "
            + (images.getMin() == images.getMax() ? "" : Numbers.count(images.getMin()) + " to ")
            + Numbers.count(images.getMax())
            + "   ·   "
            + Numbers.plural(points.size(), "point")
            + ", "
            + Numbers.count(front)
            + " on the front";
  }

  private static List<String> series(List<Visited> points) {
    return points.stream()
        .map(point -> RecipeWords.methods(point.figures().recipe()))
        .distinct()
        .toList();
  }

  private static String title(TradeOff figures, PlotUnit unit) {
    boolean simulated =
        unit == PlotUnit.MILLIS && figures.speed().filter(speed -> speed.simulated()).isPresent();
    return RecipeWords.of(figures.recipe())
        + (simulated ? " (through float weights)" : "")
        + " · n = "
        + Numbers.count(figures.accuracy().samples());
  }

  private static double cost(Visited point, PlotUnit unit) {
    TradeOff figures = point.figures();
    return switch (unit) {
      case BYTES -> figures.memory().compressedBytes();
      case MILLIS ->
          figures.speed().map(speed -> speed.compressed().medianMillis()).orElse(Double.NaN);
      case TIMES -> figures.theory();
    };
  }

  /// Brings a configuration back, as one gesture.
  ///
  /// @param index among the points of the picture
  public void restore(int index) {
    Visited wanted = List.copyOf(visited.values()).get(index);
    workspace.configure(_ -> wanted.configuration(), false);
  }

  /// Makes the layers of a recipe what it says, and all others float; as one gesture.
  static Configuration configuration(Configuration present, Recipe recipe) {
    Configuration wanted = present.forAll(Optional.empty());
    for (Map.Entry<String, LayerRecipe> layer : recipe.layers().entrySet()) {
      wanted = wanted.forLayers(List.of(layer.getKey()), Optional.of(layer.getValue()));
    }
    return wanted;
  }

  /// What accuracy is drawn over.
  public ObjectProperty<PlotUnit> unitProperty() {
    return unit;
  }

  /// The points, in the order in which they came.
  public ReadOnlyObjectProperty<TradeOffPicture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /// The same as a table; its configurations are the indices of the points.
  public ReadOnlyObjectProperty<TablePicture> tableProperty() {
    return table.getReadOnlyProperty();
  }

  /// How many points there are, and on how many images they were measured.
  public ReadOnlyStringProperty factsProperty() {
    return facts.getReadOnlyProperty();
  }

  /// The figures of some points in words, a row each: what it is, accuracy, memory, time, theory.
  public List<List<String>> rows(List<Integer> indices) {
    List<Visited> points = List.copyOf(visited.values());
    return indices.stream()
        .filter(index -> index < points.size())
        .map(points::get)
        .map(point -> row(point.figures()))
        .toList();
  }

  private static List<String> row(TradeOff figures) {
    return List.of(
        RecipeWords.of(figures.recipe()),
        Numbers.percent(figures.accuracy().top1().share()),
        Numbers.bytes((double) figures.memory().compressedBytes()),
        figures
            .speed()
            .map(speed ->
                Numbers.millis(speed.compressed().medianMillis()) + (speed.simulated() ? " *" : ""))
            .orElse("–"),
        Numbers.times(figures.theory()));
  }
}
