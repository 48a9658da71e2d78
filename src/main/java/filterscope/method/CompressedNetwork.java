package filterscope.method;

import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Network;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A network, a recipe for it, and what the recipe made of every layer that it lists. Immutable; the float network is
/// never modified.
public final class CompressedNetwork {
  private final Network network;
  private final Recipe recipe;
  private final Map<String, CompressedConv> layers;

  private CompressedNetwork(Network network, Recipe recipe, Map<String, CompressedConv> layers) {
    this.network = network;
    this.recipe = recipe;
    this.layers = layers;
  }

  /// The network as it is.
  public static CompressedNetwork uncompressed(Network network) {
    return new CompressedNetwork(network, Recipe.FLOAT, Map.of());
  }

  /// A network whose layers were compressed before, as a packed file holds it.
  ///
  /// @param layers what the recipe made of the layers that it lists
  /// @throws IllegalArgumentException if those are others than the recipe lists
  public static CompressedNetwork stored(
      Network network, Recipe recipe, Map<String, CompressedConv> layers) {
    if (!layers.keySet().equals(recipe.layers().keySet())) {
      throw new IllegalArgumentException("the recipe lists other layers than are stored");
    }
    return new CompressedNetwork(network, recipe, Map.copyOf(layers));
  }

  /// Compresses every layer of the recipe.
  ///
  /// @param methods finds a method by its id
  /// @throws IllegalArgumentException if the recipe lists a layer without weights, or settings that do not fit one
  public static CompressedNetwork compress(
      Network network, Recipe recipe, Function<String, Method> methods) {
    return uncompressed(network).with(recipe, methods);
  }

  /// The same network under another recipe; only layers whose choice differs are compressed anew.
  ///
  /// @throws IllegalArgumentException as for [#compress]; the message names the layer
  public CompressedNetwork with(Recipe other, Function<String, Method> methods) {
    Map<String, CompressedConv> changed = new HashMap<>();
    other
        .layers()
        .forEach((layer, choice) -> {
          CompressedConv existing = layers.get(layer);
          changed.put(
              layer,
              existing != null && Optional.of(choice).equals(recipe.of(layer))
                  ? existing
                  : compress(network, layer, choice, methods));
        });
    return new CompressedNetwork(network, other, Map.copyOf(changed));
  }

  private static CompressedConv compress(
      Network network, String layer, LayerRecipe choice, Function<String, Method> methods) {
    Method method = methods.apply(choice.method());
    ConvWeights weights = network.weights(layer);
    try {
      return method.compress(weights, choice.settings());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("layer '" + layer + "': " + e.getMessage(), e);
    }
  }

  public Network network() {
    return network;
  }

  public Recipe recipe() {
    return recipe;
  }

  /// The stored weights of a layer; float where the recipe does not list it.
  ///
  /// @throws IllegalArgumentException if the layer has no weights
  public CompressedConv layer(String layer) {
    CompressedConv compressed = layers.get(layer);
    return compressed != null ? compressed : new FloatConv(network.weights(layer));
  }

  /// Whether the recipe lists the layer.
  public boolean isCompressed(Layer layer) {
    return layers.containsKey(layer.name());
  }

  /// The weights with which a layer computes: the restored ones, or its own when it stays float.
  public ConvWeights effectiveWeights(String layer) {
    return layer(layer).restore();
  }
}
