package filterscope.measure;

import filterscope.method.LayerRecipe;
import java.util.List;
import java.util.Optional;

/// What one layer could get, what each costs and how much damage it does alone.
///
/// @param recipes empty for float
/// @param options by recipe, the cost and the damage
record LayerOffers(
    String layer, List<Optional<LayerRecipe>> recipes, List<Allocation.Option> options) {
  LayerOffers {
    recipes = List.copyOf(recipes);
    options = List.copyOf(options);
  }
}
