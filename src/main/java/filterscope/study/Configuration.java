package filterscope.study;

import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.network.Layer;
import filterscope.network.Network;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person asked for: one choice for all layers, other choices for some, and whether the first and the last layer stay
/// float. An empty choice means float. A choice made for a layer by name counts more than the policy about the first and
/// the last. Immutable.
public record Configuration(
    Optional<LayerRecipe> everywhere,
    Map<String, Optional<LayerRecipe>> overrides,
    boolean keepFirst,
    boolean keepLast) {

  /// Every layer float.
  public static final Configuration FLOAT =
      new Configuration(Optional.empty(), Map.of(), true, true);

  /// The configuration that comes to a recipe: the choice that most layers have stands for all, and what differs is said by
  /// layer.
  public static Configuration of(Network network, Recipe recipe) {
    Map<LayerRecipe, Integer> votes = new LinkedHashMap<>();
    recipe.layers().values().forEach(choice -> votes.merge(choice, 1, Integer::sum));
    Optional<LayerRecipe> commonest =
        votes.entrySet().stream()
            .max(Comparator.comparingInt(Map.Entry::getValue))
            .map(Map.Entry::getKey);
    List<String> names = network.weightedLayers().stream().map(Layer::name).toList();
    Configuration configuration =
        new Configuration(
            commonest,
            Map.of(),
            names.isEmpty() || !recipe.layers().containsKey(names.getFirst()),
            names.isEmpty() || !recipe.layers().containsKey(names.getLast()));
    for (String name : names) {
      Optional<LayerRecipe> wanted = Optional.ofNullable(recipe.layers().get(name));
      if (!configuration.choice(network, name).equals(wanted)) {
        configuration = configuration.forLayers(List.of(name), wanted);
      }
    }
    return configuration;
  }

  public Configuration {
    overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
  }

  /// The same choice for all layers; choices made for single layers are forgotten.
  public Configuration forAll(Optional<LayerRecipe> choice) {
    return new Configuration(choice, Map.of(), keepFirst, keepLast);
  }

  /// Another choice for some layers.
  public Configuration forLayers(Collection<String> layers, Optional<LayerRecipe> choice) {
    Map<String, Optional<LayerRecipe>> changed = new LinkedHashMap<>(overrides);
    layers.forEach(layer -> changed.put(layer, choice));
    return new Configuration(everywhere, changed, keepFirst, keepLast);
  }

  /// Another policy about the first and the last layer.
  public Configuration keeping(boolean first, boolean last) {
    return new Configuration(everywhere, overrides, first, last);
  }

  /// What one layer gets; nothing when it stays float.
  public Optional<LayerRecipe> choice(Network network, String layer) {
    Optional<LayerRecipe> own = overrides.get(layer);
    if (own != null) {
      return own;
    }
    return isKept(network, layer) ? Optional.empty() : everywhere;
  }

  /// Whether the policy about the first and the last layer keeps this one float.
  public boolean isKept(Network network, String layer) {
    List<Layer> weighted = network.weightedLayers();
    return !overrides.containsKey(layer)
        && !weighted.isEmpty()
        && ((keepFirst && weighted.getFirst().name().equals(layer))
            || (keepLast && weighted.getLast().name().equals(layer)));
  }

  /// The recipe that this comes to for a network.
  public Recipe recipe(Network network) {
    Map<String, LayerRecipe> layers = new LinkedHashMap<>();
    for (Layer layer : network.weightedLayers()) {
      choice(network, layer.name()).ifPresent(choice -> layers.put(layer.name(), choice));
    }
    return new Recipe(layers);
  }
}
