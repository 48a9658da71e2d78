package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tries every offer for one layer of the float network, all other layers float: what it costs, and how far the answers move.
final class OfferTrial {
  private static final int TIMED_RUNS = 15;

  private final CompiledNetwork floating;
  private final Trial trial;
  private final Inputs inputs;
  private final int[] images;
  private final int threads;
  private final boolean timed;

  /// @param images the images to try on, few
  /// @param timed whether the cost is time in milliseconds; bytes otherwise
  OfferTrial(
      CompiledNetwork floating,
      Trial trial,
      Inputs inputs,
      int[] images,
      int threads,
      boolean timed) {
    this.floating = floating;
    this.trial = trial;
    this.inputs = inputs;
    this.images = images;
    this.threads = threads;
    this.timed = timed;
  }

  /// Choices that do not fit the layer are left out; float is always offered.
  ///
  /// @param until the step at which the next layer with weights is computed
  LayerOffers offers(String layer, int until, List<LayerRecipe> choices, Progress progress) {
    List<Optional<LayerRecipe>> recipes = new ArrayList<>(List.of(Optional.empty()));
    List<CompiledNetwork> networks = new ArrayList<>(List.of(floating));
    List<CompressedNetwork> stored = new ArrayList<>(List.of(floating.source()));
    for (LayerRecipe choice : choices) {
      progress.checkCancelled();
      try {
        CompressedNetwork compressed = trial.compress(new Recipe(Map.of(layer, choice)), progress);
        stored.add(compressed);
        networks.add(floating.with(compressed));
        recipes.add(Optional.of(choice));
      } catch (IllegalArgumentException e) {
        // This choice is not for this layer; the others are.
      }
    }
    Siblings siblings = new Siblings(floating, networks, inputs);
    siblings.see(images, threads, progress);
    List<Allocation.Option> options = new ArrayList<>();
    for (int index = 0; index < recipes.size(); index++) {
      double cost =
          timed
              ? millis(networks.get(index), layer, until)
              : stored.get(index).layer(layer).bits().total() / 8.0;
      options.add(new Allocation.Option(cost, siblings.tally().divergence(index)));
    }
    return new LayerOffers(layer, recipes, options);
  }

  /// The median time from this layer's step to the next layer's; of the whole network where it is planned in another way.
  private double millis(CompiledNetwork network, String layer, int until) {
    int from = floating.stepOf(layer).orElse(0);
    float[] image = new float[inputs.floats()];
    inputs.prepare(images[0], image);
    Scratch scratch = network.newScratch();
    float[] output = new float[network.outputShape().size()];
    boolean alike = network.hasPlanOf(floating) && from < until;
    float[] saved = new float[alike ? network.savedFloats(from) : 0];
    float[] there = new float[alike ? network.savedFloats(until) : 0];
    if (alike) {
      network.runUntil(from, image, scratch, saved, 0);
    }
    long[] nanos = new long[TIMED_RUNS];
    for (int run = -TIMED_RUNS; run < TIMED_RUNS; run++) {
      long start = System.nanoTime();
      if (alike) {
        network.runOn(from, saved, until, scratch, there);
      } else {
        network.run(image, scratch, output);
      }
      if (run >= 0) {
        nanos[run] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[TIMED_RUNS / 2] / 1e6;
  }
}
