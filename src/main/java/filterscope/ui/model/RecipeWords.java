package filterscope.ui.model;

import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.MethodChoice;
import filterscope.method.Param;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Recipes in a few words.
final class RecipeWords {
  private static final Map<String, String> LETTERS =
      Map.of("weight-bits", "b", "activation-bits", "a", "group", "G");

  private RecipeWords() {}

  /// What a network gets: `Cross-filter compression b=1 G=4`, or how many choices there are.
  static String of(Recipe recipe) {
    Set<LayerRecipe> choices = Set.copyOf(recipe.layers().values());
    if (choices.isEmpty()) {
      return "Float";
    }
    if (choices.size() == 1) {
      return of(choices.iterator().next());
    }
    return methods(recipe)
        + ", "
        + choices.size()
        + " choices for "
        + Numbers.plural(recipe.layers().size(), "layer");
  }

  /// The names of the methods of a recipe.
  static String methods(Recipe recipe) {
    Set<String> names = new TreeSet<>();
    recipe.layers().values().forEach(choice -> names.add(methods(choice)));
    return names.isEmpty() ? "Float" : String.join(", ", names);
  }

  /// The names of the methods of one choice.
  static String methods(LayerRecipe choice) {
    return choice.chain().stream()
        .map(link -> Methods.byId(link.method()).title())
        .collect(Collectors.joining(" + "));
  }

  /// What a layer gets: the methods, bits and group, and whatever else is not as usual.
  static String of(LayerRecipe choice) {
    return choice.chain().stream().map(RecipeWords::of).collect(Collectors.joining(" + "));
  }

  private static String of(MethodChoice link) {
    Method method = Methods.byId(link.method());
    List<String> words =
        method.params().stream()
            .filter(param -> method.counts(param, link.settings()))
            .filter(param ->
                LETTERS.containsKey(param.key())
                    || !link.settings().text(param).equals(param.defaultText()))
            .map(param -> word(param, link.settings().text(param)))
            .toList();
    return method.title() + (words.isEmpty() ? "" : " " + String.join(" ", words));
  }

  private static String word(Param param, String value) {
    return LETTERS.getOrDefault(param.key(), param.key()) + "=" + value;
  }
}
