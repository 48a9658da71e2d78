package filterscope.export;

import filterscope.data.Suggestion;
import filterscope.job.BadInputException;
import filterscope.job.WholeFile;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeJson;
import filterscope.network.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A recipe in a file: what every layer gets, for which network it was made, and what was measured of it. Version 2; files of
/// version 1, which have no claims, open too. `assets/recipe.schema.json` is its schema.
public record ClaimedRecipe(Recipe recipe, Optional<Claims> claims) {
  private static final int VERSION = 2;
  private static final long MOST_BYTES = 64L << 20;

  /// @throws BadInputException if it cannot be read, is no recipe, or lists methods or settings that do not exist here
  public static ClaimedRecipe read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("there is no file " + file);
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(file + " is too large for a recipe (over 64 MiB)");
      }
      return of(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read as text", e);
    }
  }

  /// @param source what a person calls the text
  public static ClaimedRecipe of(String text, String source) {
    Recipe recipe = RecipeJson.read(text, source);
    try {
      JsonNode root = JsonMapper.shared().readTree(text);
      return new ClaimedRecipe(
          recipe,
          root.has("claims")
              ? Optional.of(Claims.of(new Fields(root.path("claims"), "the claims")))
              : Optional.empty());
    } catch (JacksonException | IllegalArgumentException e) {
      throw new BadInputException("the recipe " + source + ": " + e.getMessage(), e);
    }
  }

  /// The recipe as indented text.
  public String text() {
    ObjectNode root = RecipeJson.toTree(recipe);
    ObjectNode whole = root.objectNode();
    whole.put("format", "filterscope-recipe");
    whole.put("version", claims.isPresent() ? VERSION : 1);
    if (claims.isEmpty()) {
      whole.remove("format");
    }
    whole.set("layers", root.path("layers"));
    claims.ifPresent(known -> whole.set("claims", known.tree()));
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(whole);
  }

  /// Writes aside, then moves.
  void write(Path file) throws IOException {
    byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file, out -> out.write(bytes));
  }

  /// What of a recipe fits a network.
  ///
  /// @param recipe the part that fits
  /// @param misfits a sentence about each layer that does not
  public record Fit(Recipe recipe, List<String> misfits) {
    public Fit {
      misfits = List.copyOf(misfits);
    }
  }

  /// Takes what fits a network, and gives an account of the rest.
  public Fit on(Network network) {
    List<String> names = network.weightedLayers().stream().map(layer -> layer.name()).toList();
    Map<String, LayerRecipe> fitting = new LinkedHashMap<>();
    List<String> misfits = new ArrayList<>();
    recipe
        .layers()
        .forEach((layer, choice) -> {
          if (names.contains(layer)) {
            fitting.put(layer, choice);
          } else {
            misfits.add(
                "network '"
                    + network.name()
                    + "' has no layer "
                    + Fields.shortened(layer)
                    + " with weights"
                    + Suggestion.forSentence(layer, names, ""));
          }
        });
    return new Fit(new Recipe(fitting), misfits);
  }
}
