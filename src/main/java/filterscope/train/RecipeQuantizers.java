package filterscope.train;

import filterscope.job.BadInputException;
import filterscope.method.ActivationQuantizer;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.MethodChoice;
import filterscope.method.Recipe;
import filterscope.network.ConvWeights;
import filterscope.network.Network;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What the layers of a network compute with when they are trained for a recipe: the weights that its methods store, and the
/// activations that its engine takes. Quantizers belong to one training.
public final class RecipeQuantizers implements Function<String, LayerQuantizer> {
  private final Map<String, LayerQuantizer> quantizers;

  private RecipeQuantizers(Map<String, LayerQuantizer> quantizers) {
    this.quantizers = quantizers;
  }

  /// Nothing but weights and biases is learned.
  ///
  /// @throws BadInputException if the recipe does not fit the network, or cannot be trained through
  public static RecipeQuantizers of(
      Network network, Recipe recipe, Function<String, Method> methods) {
    return of(network, recipe, methods, Set.of());
  }

  /// @param learned what is learned beside weights and biases
  /// @param recipe one that needs no images: bounds of activations are given ([GivenBounds])
  /// @param methods finds a method by its id
  /// @throws BadInputException if the recipe does not fit the network, or cannot be trained through
  public static RecipeQuantizers of(
      Network network, Recipe recipe, Function<String, Method> methods, Set<Learned> learned) {
    recipe.layers().forEach((layer, choice) -> requireTrainable(layer, choice, methods));
    CompressedNetwork compressed = compress(network, recipe, methods);
    Map<String, LayerQuantizer> quantizers = new HashMap<>();
    recipe
        .layers()
        .forEach((layer, choice) ->
            quantizers.put(
                layer,
                quantizer(
                    layer,
                    weights(layer, network.weights(layer), choice, methods, learned),
                    inputs(layer, compressed.activations(layer)),
                    learned.contains(Learned.BOUNDS))));
    if (learned.contains(Learned.BOUNDS)
        && quantizers.values().stream().allMatch(each -> each.bound().isEmpty())) {
      throw new BadInputException(
          "no layer has activations of 2 to 8 bits, so there is no bound to learn; leave it out, or choose so many activation bits");
    }
    return new RecipeQuantizers(quantizers);
  }

  private static LayerQuantizer quantizer(
      String layer, WeightQuantizer weights, InputQuantizer inputs, boolean learnsBound) {
    return learnsBound && LearnedBound.isIn(inputs.grid())
        ? new LayerQuantizer(weights, inputs, Optional.of(new LearnedBound(layer, inputs.grid())))
        : new LayerQuantizer(weights, inputs);
  }

  private static WeightQuantizer weights(
      String layer,
      ConvWeights start,
      LayerRecipe choice,
      Function<String, Method> methods,
      Set<Learned> learned) {
    MethodQuantizer found = new MethodQuantizer(start, choice, methods);
    if (!learned.contains(Learned.SCALES)) {
      return found;
    }
    Method method = methods.apply(choice.method());
    if (choice.chain().size() > 1 || !method.findsScalesAgain(choice.settings())) {
      throw new BadInputException(
          "the scales of layer '%s' cannot be learned: %s as it is set would not find them again in what was learned; leave learned scales out, or take cross-filter compression with scales from least squares, filters as stored"
              .formatted(layer, method.title()));
    }
    return new LearnedScales(layer, start, found);
  }

  private static void requireTrainable(
      String layer, LayerRecipe recipe, Function<String, Method> methods) {
    for (MethodChoice choice : recipe.chain()) {
      Method method = methods.apply(choice.method());
      if (!method.isTrainable()) {
        throw new BadInputException(
            "layer '%s' is to be compressed by %s, through which networks are not trained here; choose another method for it"
                .formatted(layer, method.title()));
      }
    }
  }

  private static InputQuantizer inputs(String layer, ActivationQuantizer activations) {
    if (activations.kMap()) {
      throw new BadInputException(
          "layer '%s' is to have a K-map, through which networks are not trained here; leave k-map out"
              .formatted(layer));
    }
    return new InputQuantizer(activations.grid());
  }

  private static CompressedNetwork compress(
      Network network, Recipe recipe, Function<String, Method> methods) {
    try {
      return CompressedNetwork.compress(network, recipe, methods);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "the recipe does not fit network '" + network.name() + "': " + e.getMessage(), e);
    }
  }

  @Override
  public LayerQuantizer apply(String layer) {
    return quantizers.getOrDefault(layer, LayerQuantizer.NONE);
  }
}
