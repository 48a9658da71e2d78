package filterscope.method;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Which layers get which method; layers that are not listed stay float. Immutable.
public record Recipe(Map<String, LayerRecipe> layers) {
  /// Nothing is compressed.
  public static final Recipe FLOAT = new Recipe(Map.of());

  public Recipe {
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
  }

  /// What a layer gets, or nothing when it stays float.
  public Optional<LayerRecipe> of(String layer) {
    return Optional.ofNullable(layers.get(layer));
  }

  /// Whether some layer cannot be compressed before images were seen.
  ///
  /// @param methods finds a method by its id
  public boolean needsImages(Function<String, Method> methods) {
    return layers.values().stream().anyMatch(layer -> layer.needsImages(methods));
  }

  /// This recipe with another choice for one layer.
  public Recipe with(String layer, LayerRecipe choice) {
    Map<String, LayerRecipe> changed = new LinkedHashMap<>(layers);
    changed.put(layer, choice);
    return new Recipe(changed);
  }
}
