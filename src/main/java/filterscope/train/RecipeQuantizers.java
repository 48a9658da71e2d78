package filterscope.train;

import filterscope.job.BadInputException;
import filterscope.method.ActivationQuantizer;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.MethodChoice;
import filterscope.method.Recipe;
import filterscope.network.Network;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// What the layers of a network compute with when they are trained for a recipe: the weights that its methods store, and the
/// activations that its engine takes. Quantizers belong to one training.
public final class RecipeQuantizers implements Function<String, LayerQuantizer> {
  private final Map<String, LayerQuantizer> quantizers;

  private RecipeQuantizers(Map<String, LayerQuantizer> quantizers) {
    this.quantizers = quantizers;
  }

  /// @param recipe one that needs no images: bounds of activations are given ([GivenBounds])
  /// @param methods finds a method by its id
  /// @throws BadInputException if the recipe does not fit the network, or cannot be trained through
  public static RecipeQuantizers of(
      Network network, Recipe recipe, Function<String, Method> methods) {
    recipe.layers().forEach((layer, choice) -> requireTrainable(layer, choice, methods));
    CompressedNetwork compressed = compress(network, recipe, methods);
    Map<String, LayerQuantizer> quantizers = new HashMap<>();
    recipe
        .layers()
        .forEach((layer, choice) ->
            quantizers.put(
                layer,
                new LayerQuantizer(
                    new MethodQuantizer(network.weights(layer), choice, methods),
                    inputs(layer, compressed.activations(layer)))));
    return new RecipeQuantizers(quantizers);
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
