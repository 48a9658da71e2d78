package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds a method and its settings for every layer of its own. First every offer is tried on every layer alone, on a few images:
/// how far it moves the network's answers (the divergence of its probabilities) and what it costs. Taking damage to add up,
/// dynamic programming gives the whole front of allocations; those near the goal are then measured on all images, and the best
/// is changed layer by layer as long as that makes it better. What was measured counts, not what was predicted.
public final class Search {
  private static final int TRY_IMAGES = 256;
  private static final int KEPT = 1500;
  private static final int NEIGHBOURS = 6;
  private static final int MOST_MEASURED = 60;

  private final CompiledNetwork floating;
  private final Trial trial;
  private final Inputs inputs;
  private final int threads;
  private final SearchGoal goal;

  /// @param trial measures configurations of the float network on the inputs; with speed where the goal asks for it
  public Search(
      CompiledNetwork floating, Trial trial, Inputs inputs, int threads, SearchGoal goal) {
    this.floating = floating;
    this.trial = trial;
    this.inputs = inputs;
    this.threads = threads;
    this.goal = goal;
  }

  /// @param layers the layers to decide about; all others stay float
  /// @param choices what each of them may get, besides staying float
  /// @param soFar takes the search after every measured configuration
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public SearchReport run(
      List<String> layers,
      List<LayerRecipe> choices,
      Progress progress,
      Consumer<? super SearchReport> soFar) {
    Run run = new Run(progress, soFar);
    run.offers = offers(layers, choices, progress.part(0, 0.4), soFar);
    List<Allocation> front =
        Allocation.front(run.offers.stream().map(LayerOffers::options).toList(), KEPT);
    if (goal.wantsSmall()) {
      run.bisect(front);
    } else {
      run.fill(front);
    }
    run.refine();
    return run.report("done");
  }

  private List<LayerOffers> offers(
      List<String> layers,
      List<LayerRecipe> choices,
      Progress progress,
      Consumer<? super SearchReport> soFar) {
    Evaluator.requireFit(inputs, floating);
    OfferTrial offers =
        new OfferTrial(
            floating,
            trial,
            inputs,
            Evaluator.order(inputs.size(), TRY_IMAGES),
            threads,
            goal.isAboutTime());
    List<LayerOffers> all = new ArrayList<>();
    for (int index = 0; index < layers.size(); index++) {
      String doing =
          String.format(
              Locale.ROOT,
              "layer %d of %d: trying %d choices for %s",
              index + 1,
              layers.size(),
              choices.size(),
              layers.get(index));
      progress.report((double) index / layers.size(), doing);
      soFar.accept(new SearchReport(List.of(), Optional.empty(), doing));
      int until =
          index + 1 < layers.size()
              ? floating.stepOf(layers.get(index + 1)).orElse(floating.steps())
              : floating.steps();
      all.add(offers.offers(layers.get(index), until, choices, progress));
    }
    return all;
  }

  /// What was measured and what is the best of it.
  private final class Run {
    private final Progress progress;
    private final Consumer<? super SearchReport> soFar;
    private final Map<Recipe, TradeOff> measured = new LinkedHashMap<>();
    private final Map<Recipe, Allocation> allocations = new HashMap<>();
    private List<LayerOffers> offers = List.of();

    Run(Progress progress, Consumer<? super SearchReport> soFar) {
      this.progress = progress;
      this.soFar = soFar;
    }

    /// The cheapest allocation of the front that will do, as far as one can be found by halving; damage falls along it.
    void bisect(List<Allocation> front) {
      int low = 0;
      int high = front.size() - 1;
      while (low < high) {
        int middle = (low + high) / 2;
        if (isGood(front.get(middle))) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      isGood(front.get(high));
      for (int back = 1; back <= NEIGHBOURS && high - back >= 0; back++) {
        isGood(front.get(high - back));
      }
    }

    /// Those of the front that fill what they may cost.
    void fill(List<Allocation> front) {
      List<Allocation> fitting =
          front.stream().filter(allocation -> allocation.cost() <= budget()).toList();
      for (int back = 0; back <= NEIGHBOURS && back < fitting.size(); back++) {
        isGood(fitting.get(fitting.size() - 1 - back));
      }
      // What was predicted to fit may not: then cheaper ones are tried, twice as far apart each
      // time.
      int at = fitting.size() - 1 - NEIGHBOURS;
      for (int step = 1; at >= 0 && best().isEmpty() && mayGoOn(); at -= step, step *= 2) {
        isGood(fitting.get(at));
      }
      if (best().isEmpty() && mayGoOn()) {
        isGood(front.getFirst());
      }
    }

    /// What all layers that are decided about may cost together.
    private double budget() {
      double rest =
          goal.isAboutTime()
              ? 0
              : Footprint.of(floating.source()).compressedBytes()
                  - offers.stream().mapToDouble(layer -> layer.options().getFirst().cost()).sum();
      return goal.isAboutTime()
          ? goal.mostMillis().getAsDouble()
          : goal.mostBytes().orElse(Long.MAX_VALUE) - rest;
    }

    /// Changes one layer of the best at a time, the least harmful change first, as long as that makes it better.
    void refine() {
      boolean better = best().isPresent();
      while (better && mayGoOn()) {
        TradeOff before = best().orElseThrow();
        better = false;
        for (Allocation next : neighbours(before)) {
          if (!mayGoOn()) {
            return;
          }
          isGood(next);
          if (!best().orElseThrow().equals(before)) {
            better = true;
            break;
          }
        }
      }
    }

    private List<Allocation> neighbours(TradeOff figures) {
      Allocation from = Optional.ofNullable(allocations.get(figures.recipe())).orElseThrow();
      List<Allocation> found = new ArrayList<>();
      for (int layer = 0; layer < offers.size(); layer++) {
        List<Allocation.Option> options = offers.get(layer).options();
        for (int index = 0; index < options.size(); index++) {
          Allocation next = from.replaced(layer, index, options);
          boolean worth =
              goal.wantsSmall()
                  ? next.cost() < from.cost()
                  : next.cost() <= budget() && next.damage() < 2 * from.damage() + 1e-9;
          if (worth && !measured.containsKey(recipe(next))) {
            found.add(next);
          }
        }
      }
      found.sort(Comparator.comparingDouble(Allocation::damage));
      return found.subList(0, Math.min(NEIGHBOURS, found.size()));
    }

    private boolean mayGoOn() {
      progress.checkCancelled();
      return measured.size() < MOST_MEASURED;
    }

    /// Measures an allocation, unless that was done, and says whether it meets the goal.
    private boolean isGood(Allocation allocation) {
      Recipe recipe = recipe(allocation);
      TradeOff known = measured.get(recipe);
      if (known != null) {
        return goal.isMetBy(known);
      }
      double share = 0.4 + 0.6 * measured.size() / MOST_MEASURED;
      progress.report(share, doing());
      TradeOff figures = trial.measure(recipe, new Quiet(progress), _ -> {});
      measured.put(recipe, figures);
      allocations.put(recipe, allocation);
      soFar.accept(report(doing()));
      return goal.isMetBy(figures);
    }

    private String doing() {
      String at = String.format(Locale.ROOT, "measuring configuration %d", measured.size() + 1);
      return best()
          .map(figures ->
              at
                  + String.format(
                      Locale.ROOT,
                      ", best so far %,d bytes at %.2f %%",
                      figures.memory().compressedBytes(),
                      100 * figures.accuracy().top1().share()))
          .orElse(at);
    }

    private Recipe recipe(Allocation allocation) {
      Map<String, LayerRecipe> layers = new LinkedHashMap<>();
      for (int layer = 0; layer < offers.size(); layer++) {
        String name = offers.get(layer).layer();
        offers
            .get(layer)
            .recipes()
            .get(allocation.choice().get(layer))
            .ifPresent(choice -> layers.put(name, choice));
      }
      return new Recipe(layers);
    }

    private Optional<TradeOff> best() {
      return measured.values().stream().filter(goal::isMetBy).min(goal.preference());
    }

    SearchReport report(String doing) {
      return new SearchReport(List.copyOf(measured.values()), best(), doing);
    }
  }

  /// Stops when the whole stops, and says nothing of single images.
  private record Quiet(Progress whole) implements Progress {
    @Override
    public void report(double share, String what) {}

    @Override
    public boolean isCancelled() {
      return whole.isCancelled();
    }
  }
}
