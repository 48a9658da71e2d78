package filterscope.export;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.measure.Accuracy;
import filterscope.measure.Evaluator;
import filterscope.measure.Footprint;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configurations beside an exported one: the same recipe with more and fewer bits a weight, measured on some of the images.
final class Neighbours {
  private static final String BITS = "weight-bits";
  private static final int[] CHOICES = {1, 2, 3, 4, 6, 8};
  private static final int MOST_IMAGES = 500;

  private Neighbours() {}

  /// @param floating the float network
  /// @param threads that evaluate images
  static List<TradeOffPoint> measure(
      CompressedNetwork network,
      CompiledNetwork floating,
      Inputs inputs,
      int threads,
      Progress progress) {
    List<TradeOffPoint> points = new ArrayList<>();
    int images = Math.min(MOST_IMAGES, inputs.size());
    try (Evaluator evaluator = new Evaluator(inputs, threads)) {
      points.add(
          point(
              "float",
              "float",
              CompressedNetwork.uncompressed(network.network()),
              floating,
              floating,
              evaluator,
              images,
              progress));
      for (int index = 0; index < CHOICES.length; index++) {
        progress.report((double) index / CHOICES.length, "measuring with other bits a weight");
        Optional<CompressedNetwork> other = with(network, CHOICES[index]);
        if (other.isPresent()) {
          points.add(
              point(
                  "the same recipe with weights of " + CHOICES[index] + " bits",
                  "",
                  other.get(),
                  floating,
                  floating.with(other.get()),
                  evaluator,
                  images,
                  progress));
        }
      }
    }
    return points;
  }

  private static TradeOffPoint point(
      String name,
      String kind,
      CompressedNetwork network,
      CompiledNetwork floating,
      CompiledNetwork compiled,
      Evaluator evaluator,
      int images,
      Progress progress) {
    progress.checkCancelled();
    Accuracy accuracy =
        evaluator.evaluate(floating, compiled, images, progress.part(0, 0), _ -> {});
    return new TradeOffPoint(name, kind, Footprint.of(network).compressedBytes(), accuracy.top1());
  }

  /// The recipe with other bits where its methods have that parameter; nothing where none has, or the bits do not suit one.
  private static Optional<CompressedNetwork> with(CompressedNetwork network, int bits) {
    Map<String, LayerRecipe> changed = new LinkedHashMap<>();
    boolean any = false;
    try {
      for (Map.Entry<String, LayerRecipe> entry : network.recipe().layers().entrySet()) {
        LayerRecipe recipe = entry.getValue();
        Method method = Methods.byId(recipe.method());
        Optional<Param> param =
            method.params().stream().filter(known -> known.key().equals(BITS)).findFirst();
        any |= param.isPresent();
        changed.put(
            entry.getKey(),
            param
                .map(known ->
                    recipe.withSettings(recipe.settings().with(known, Integer.toString(bits))))
                .orElse(recipe));
      }
      Recipe other = new Recipe(changed);
      if (!any || other.equals(network.recipe()) || other.needsImages(Methods::byId)) {
        return Optional.empty();
      }
      return Optional.of(CompressedNetwork.compress(network.network(), other, Methods::byId));
    } catch (IllegalArgumentException e) {
      // These bits do not suit a method or a layer; there is no such neighbour.
      return Optional.empty();
    }
  }
}
