package filterscope.train;

import filterscope.job.BadInputException;
import filterscope.kernel.ActivationGrid;
import filterscope.method.CompressedConv;
import filterscope.method.CompressedNetwork;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
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
                    new InputQuantizer(inputs(compressed.layer(layer))))));
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

  private static ActivationGrid inputs(CompressedConv conv) {
    return switch (conv) {
      case FloatConv _ -> new ActivationGrid.Floats();
      case GridConv grid ->
          grid.activationBits() == 1 ? new ActivationGrid.Sign() : new ActivationGrid.Floats();
    };
  }

  @Override
  public LayerQuantizer apply(String layer) {
    return quantizers.getOrDefault(layer, LayerQuantizer.NONE);
  }
}
