package filterscope.train;

import filterscope.job.BadInputException;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
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

  /// @param methods finds a method by its id
  /// @throws BadInputException if the recipe does not fit the network
  public static RecipeQuantizers of(
      Network network, Recipe recipe, Function<String, Method> methods) {
    CompressedNetwork compressed = compress(network, recipe, methods);
    Map<String, LayerQuantizer> quantizers = new HashMap<>();
    recipe
        .layers()
        .forEach((layer, choice) ->
            quantizers.put(
                layer,
                new LayerQuantizer(
                    weights(network, layer, choice, methods),
                    new InputQuantizer(compressed.activations(layer).grid()))));
    return new RecipeQuantizers(quantizers);
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

  private static WeightQuantizer weights(
      Network network, String layer, LayerRecipe choice, Function<String, Method> methods) {
    return new MethodQuantizer(
        network.weights(layer), methods.apply(choice.method()), choice.settings());
  }

  @Override
  public LayerQuantizer apply(String layer) {
    return quantizers.getOrDefault(layer, LayerQuantizer.NONE);
  }
}
