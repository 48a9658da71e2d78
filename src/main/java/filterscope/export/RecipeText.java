package filterscope.export;

import filterscope.method.LayerRecipe;
import java.util.Optional;

/// A layer's recipe in a line.
final class RecipeText {
  private RecipeText() {}

  static String of(Optional<LayerRecipe> recipe) {
    return recipe.map(chosen -> chosen.method() + " (" + chosen.settings() + ")").orElse("float");
  }
}
