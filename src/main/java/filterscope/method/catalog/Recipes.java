package filterscope.method.catalog;

import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.network.Layer;
import filterscope.network.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Recipes for whole networks.
public final class Recipes {
  private Recipes() {}

  /// The same choice for many layers.
  ///
  /// @param keepFirst whether the first layer with weights stays float, as binary networks usually have it
  /// @param keepLast whether the last one does
  /// @param layers the names of layers that take part
  public static Recipe uniform(
      Network network,
      LayerRecipe choice,
      boolean keepFirst,
      boolean keepLast,
      Predicate<String> layers) {
    List<Layer> weighted = network.weightedLayers();
    int from = keepFirst ? 1 : 0;
    int to = weighted.size() - (keepLast ? 1 : 0);
    Map<String, LayerRecipe> chosen = new LinkedHashMap<>();
    for (int index = from; index < to; index++) {
      String name = weighted.get(index).name();
      if (layers.test(name)) {
        chosen.put(name, choice);
      }
    }
    return new Recipe(chosen);
  }
}
