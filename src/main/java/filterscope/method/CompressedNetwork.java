package filterscope.method;

import filterscope.network.ChannelStream;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Network;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A network, a recipe for it, and what the recipe made of every layer that it lists. Immutable; the float network is
/// never modified. Where the recipe removes filters, the network that runs is a smaller one ([Pruned]).
public final class CompressedNetwork {
  private final Pruned pruned;
  private final Recipe recipe;
  private final Calibration calibration;
  private final Map<String, CompressedLayer> layers;

  private CompressedNetwork(
      Pruned pruned, Recipe recipe, Calibration calibration, Map<String, CompressedLayer> layers) {
    this.pruned = pruned;
    this.recipe = recipe;
    this.calibration = calibration;
    this.layers = layers;
  }

  /// The network as it is.
  public static CompressedNetwork uncompressed(Network network) {
    return new CompressedNetwork(Pruned.whole(network), Recipe.FLOAT, Calibration.NONE, Map.of());
  }

  /// A network whose layers were compressed before, as a packed file holds it.
  ///
  /// @param layers what the recipe made of the layers that it lists
  /// @throws IllegalArgumentException if those are others than the recipe lists
  public static CompressedNetwork stored(
      Network network, Recipe recipe, Map<String, CompressedLayer> layers) {
    if (!layers.keySet().equals(recipe.layers().keySet())) {
      throw new IllegalArgumentException("the recipe lists other layers than are stored");
    }
    return new CompressedNetwork(
        Pruned.whole(network), recipe, Calibration.NONE, Map.copyOf(layers));
  }

  /// Compresses every layer of the recipe without having seen images.
  ///
  /// @param methods finds a method by its id
  /// @throws IllegalArgumentException if the recipe lists a layer without weights, or settings that do not fit one
  public static CompressedNetwork compress(
      Network network, Recipe recipe, Function<String, Method> methods) {
    return compress(network, recipe, methods, Calibration.NONE);
  }

  /// Compresses every layer of the recipe.
  ///
  /// @param methods finds a method by its id
  /// @param calibration what images say about the layers that need it ([Recipe#needsImages])
  /// @throws IllegalArgumentException if the recipe lists a layer without weights, or settings that do not fit one
  public static CompressedNetwork compress(
      Network network, Recipe recipe, Function<String, Method> methods, Calibration calibration) {
    return uncompressed(network).with(recipe, methods, calibration);
  }

  /// The same network under another recipe; only layers whose choice, calibration or float weights differ are compressed anew.
  ///
  /// @throws IllegalArgumentException as for [#compress]; the message names the layer
  public CompressedNetwork with(Recipe other, Function<String, Method> methods, Calibration seen) {
    Pruned running = pruned.under(other, methods, seen);
    Map<String, CompressedLayer> changed = new HashMap<>();
    other
        .layers()
        .forEach((layer, choice) -> {
          CompressedLayer existing = layers.get(layer);
          boolean same =
              existing != null
                  && Optional.of(choice).equals(recipe.of(layer))
                  && (!choice.needsImages(methods) || seen.of(layer).equals(calibration.of(layer)))
                  && Arrays.equals(
                      network().weights(layer).values(), running.network().weights(layer).values());
          changed.put(
              layer, same ? existing : compress(running, layer, choice, methods, seen.of(layer)));
        });
    return new CompressedNetwork(running, other, seen, Map.copyOf(changed));
  }

  private static CompressedLayer compress(
      Pruned running,
      String layer,
      LayerRecipe recipe,
      Function<String, Method> methods,
      LayerCalibration seen) {
    CompressedConv stored = new FloatConv(running.network().weights(layer));
    // Only what compresses the layer's own filters may reorder them.
    LayerCalibration known = seen.withMovingFilters(running.filtersMove(layer));
    try {
      for (MethodChoice choice : recipe.chain()) {
        Method method = methods.apply(choice.method());
        LayerCalibration told = known;
        stored = stored.then(weights -> method.compress(weights, choice.settings(), told));
        known = known.withMovingFilters(known.filtersMove() && stored instanceof FloatConv);
      }
      Method last = methods.apply(recipe.method());
      return new CompressedLayer(stored, last.activations(recipe.settings(), seen));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("layer '" + layer + "': " + e.getMessage(), e);
    }
  }

  /// The same network as it is stored: filters that share a scale lie one behind the other, and everything that follows them has
  /// moved along, so that nothing needs to be said about their order. Computes the same function up to the order of sums.
  public CompressedNetwork inStorageOrder(Function<String, Method> methods) {
    Map<ChannelStream, int[]> orders = new LinkedHashMap<>();
    layers.forEach((layer, compressed) -> {
      if (compressed.weights() instanceof GridConv grid
          && grid.grouping().filtersMove()
          && !grid.grouping().isContiguous()) {
        orders.put(pruned.flow().stream(layer).orElseThrow(), Reordering.byBlock(grid.grouping()));
      }
    });
    if (orders.isEmpty()) {
      return this;
    }
    return new CompressedNetwork(pruned.reordered(orders), Recipe.FLOAT, Calibration.NONE, Map.of())
        .with(recipe, methods, calibration);
  }

  /// The float network that runs: the original one, or what pruning left of it.
  public Network network() {
    return pruned.network();
  }

  /// The float network before anything was removed.
  public Network original() {
    return pruned.original();
  }

  /// Whether filters were removed.
  public boolean isPruned() {
    return pruned.isSmaller();
  }

  public Recipe recipe() {
    return recipe;
  }

  /// What images said when the layers were compressed.
  public Calibration calibration() {
    return calibration;
  }

  /// What the recipe made of a layer; float where it does not list it.
  ///
  /// @throws IllegalArgumentException if the layer has no weights
  public CompressedLayer compressed(String layer) {
    CompressedLayer compressed = layers.get(layer);
    return compressed != null
        ? compressed
        : new CompressedLayer(new FloatConv(network().weights(layer)), ActivationQuantizer.FLOAT);
  }

  /// The stored weights of a layer; float where the recipe does not list it.
  ///
  /// @throws IllegalArgumentException if the layer has no weights
  public CompressedConv layer(String layer) {
    return compressed(layer).weights();
  }

  /// How the input of a layer is quantized.
  ///
  /// @throws IllegalArgumentException if the layer has no weights
  public ActivationQuantizer activations(String layer) {
    return compressed(layer).activations();
  }

  /// Whether the recipe lists the layer.
  public boolean isCompressed(Layer layer) {
    return layers.containsKey(layer.name());
  }

  /// The weights with which a layer computes: the restored ones, or its own when it stays float.
  public ConvWeights effectiveWeights(String layer) {
    return layer(layer).restore();
  }

  /// The same in the extents of the original network: 0 for filters and channels that were removed.
  public ConvWeights weightsInOriginal(String layer) {
    return pruned.spread(layer, effectiveWeights(layer));
  }
}
