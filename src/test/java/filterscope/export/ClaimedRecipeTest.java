package filterscope.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import filterscope.method.CompressedNetwork;
import filterscope.method.catalog.RecipeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Recipes with claims: written as the schema says, read in every version.
class ClaimedRecipeTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static List<ClaimedRecipe> recipes() {
    List<ClaimedRecipe> recipes = new ArrayList<>();
    for (Worlds.Named named : Worlds.compressed()) {
      CompressedNetwork network = named.network();
      recipes.add(new ClaimedRecipe(network.recipe(), Optional.of(Worlds.claims(network))));
    }
    return recipes;
  }

  @Test
  void comesBackAsItWas() {
    for (ClaimedRecipe recipe : recipes()) {
      assertThat(ClaimedRecipe.of(recipe.text(), "here")).isEqualTo(recipe);
    }
  }

  @Test
  void readsTheFirstVersionWithoutClaims() {
    ClaimedRecipe first = recipes().getFirst();
    ClaimedRecipe old = ClaimedRecipe.of(RecipeJson.write(first.recipe()), "old.recipe.json");
    assertThat(old).isEqualTo(new ClaimedRecipe(first.recipe(), Optional.empty()));
    assertThat(JSON.readTree(old.text()).path("version").intValue()).isEqualTo(1);
  }

  @Test
  void followsItsSchema() throws IOException {
    JsonNode schema = JSON.readTree(Files.readString(Path.of("assets", "recipe.schema.json")));
    for (ClaimedRecipe recipe : recipes()) {
      assertThat(MiniSchema.complaints(schema, JSON.readTree(recipe.text()))).isEmpty();
      assertThat(MiniSchema.complaints(schema, RecipeJson.toTree(recipe.recipe()))).isEmpty();
    }
    assertThat(MiniSchema.complaints(schema, JSON.readTree("{\"version\":3,\"layers\":{}}")))
        .isNotEmpty();
    assertThat(
            MiniSchema.complaints(
                schema, JSON.readTree("{\"version\":1,\"layers\":{\"a\":{\"settings\":{}}}}")))
        .isNotEmpty();
  }

  @Test
  void givesAnAccountOfWhatDoesNotFitAnotherNetwork() {
    ClaimedRecipe recipe =
        ClaimedRecipe.of(
            "{\"version\":1,\"layers\":{\"conv2\":{\"method\":\"cross-filter\"},\"conv22\":{\"method\":\"cross-filter\"},\"relu1\":{\"method\":\"cross-filter\"}}}",
            "here");
    ClaimedRecipe.Fit fit = recipe.on(Worlds.network());
    assertThat(fit.recipe().layers().keySet()).containsExactly("conv2");
    assertThat(fit.misfits()).hasSize(2);
    assertThat(fit.misfits().getFirst()).contains("'conv22'").contains("did you mean conv2?");
  }

  @Test
  void refusesClaimsThatAreNone() {
    assertThatThrownBy(() ->
            ClaimedRecipe.of(
                "{\"format\":\"filterscope-recipe\",\"version\":2,\"layers\":{},\"claims\":{\"network\":1}}",
                "r.json"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("r.json")
        .hasMessageContaining("network");
  }

  /// As much of JSON Schema as our schema uses.
  private static final class MiniSchema {
    private final JsonNode root;
    private final List<String> complaints = new ArrayList<>();

    private MiniSchema(JsonNode root) {
      this.root = root;
    }

    static List<String> complaints(JsonNode schema, JsonNode value) {
      MiniSchema check = new MiniSchema(schema);
      check.check(schema, value, "$");
      return check.complaints;
    }

    private void check(JsonNode schema, JsonNode value, String at) {
      if (schema.has("$ref")) {
        check(root.at(schema.path("$ref").stringValue().substring(1)), value, at);
        return;
      }
      if (schema.has("const") && !schema.path("const").equals(value)) {
        complaints.add(at + " is another constant");
      }
      if (schema.has("enum") && !contains(schema.path("enum"), value)) {
        complaints.add(at + " is none of the values");
      }
      if (schema.has("oneOf")) {
        long fitting = schema.path("oneOf").valueStream().filter(one -> fits(one, value)).count();
        if (fitting != 1) {
          complaints.add(at + " fits " + fitting + " of oneOf");
        }
      }
      if (schema.has("type") && !isOf(schema.path("type"), value)) {
        complaints.add(at + " has another type than " + schema.path("type"));
      }
      if (value.isObject()) {
        object(schema, value, at);
      }
      if (value.isArray() && schema.has("items")) {
        value.forEach(item -> check(schema.path("items"), item, at + "[]"));
      }
    }

    private void object(JsonNode schema, JsonNode value, String at) {
      schema
          .path("required")
          .forEach(key -> {
            if (!value.has(key.stringValue())) {
              complaints.add(at + " lacks " + key);
            }
          });
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        JsonNode known = schema.path("properties").path(entry.getKey());
        JsonNode others = schema.path("additionalProperties");
        String where = at + "." + entry.getKey();
        if (!known.isMissingNode()) {
          check(known, entry.getValue(), where);
        } else if (others.isBoolean() && !others.booleanValue()) {
          complaints.add(where + " is not known");
        } else if (others.isObject()) {
          check(others, entry.getValue(), where);
        }
      }
    }

    private boolean fits(JsonNode schema, JsonNode value) {
      MiniSchema trial = new MiniSchema(root);
      trial.check(schema, value, "");
      return trial.complaints.isEmpty();
    }

    private static boolean contains(JsonNode values, JsonNode value) {
      return values.valueStream().anyMatch(value::equals);
    }

    private static boolean isOf(JsonNode types, JsonNode value) {
      return types.isArray()
          ? types.valueStream().anyMatch(type -> isOf(type, value))
          : switch (types.stringValue()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
          };
    }
  }
}
