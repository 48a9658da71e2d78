package filterscope.method.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.network.Activation;
import filterscope.network.ConvWeights;
import filterscope.network.Dense;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipesTest {
  private static final Method METHOD = new CrossFilter();
  private static final LayerRecipe CHOICE =
      new LayerRecipe(METHOD.id(), Settings.of(METHOD.params(), Map.of("weight-bits", "2")));

  private final Network network =
      new Network(
          "three",
          "image",
          Shape.of(1, 2),
          List.of(
              dense("first", "image", 1),
              new Layer("relu", Activation.relu(), List.of("first")),
              dense("middle", "relu", 2),
              dense("last", "middle", 3)),
          "last");

  @Test
  void leavesTheFirstAndTheLastLayerWithWeightsFloatWhenAsked() {
    assertThat(Recipes.uniform(network, CHOICE, true, true, name -> true).layers())
        .containsOnlyKeys("middle");
    assertThat(Recipes.uniform(network, CHOICE, false, false, name -> true).layers())
        .containsOnlyKeys("first", "middle", "last");
    assertThat(Recipes.uniform(network, CHOICE, true, false, name -> !name.equals("middle")))
        .isEqualTo(new Recipe(Map.of("last", CHOICE)));
  }

  @Test
  void writesARecipeThatReadsBackAsTheSame() {
    Recipe recipe =
        new Recipe(Map.of("conv \"1\"/ä", CHOICE))
            .with("other", new LayerRecipe(METHOD.id(), METHOD.defaults()));
    assertThat(RecipeJson.read(RecipeJson.write(recipe), "here")).isEqualTo(recipe);
    assertThat(RecipeJson.read(RecipeJson.write(Recipe.FLOAT), "here")).isEqualTo(Recipe.FLOAT);
  }

  @Test
  void fillsInDefaultsAndTakesNumbersWithoutQuotes() {
    Recipe recipe =
        RecipeJson.read(
            """
            {"version":1,"layers":{"a":{"method":"cross-filter","settings":{"weight-bits":2}},
             "b":{"method":"cross-filter"}}}
            """,
            "here");
    assertThat(recipe.of("a")).contains(CHOICE);
    assertThat(recipe.of("b")).contains(new LayerRecipe(METHOD.id(), METHOD.defaults()));
  }

  @Test
  void saysWhatIsWrongWithARecipe() {
    refuses("", "not a JSON object");
    refuses("{\"version\":1,", "not valid JSON");
    refuses("[]", "not a JSON object");
    refuses("{}", "does not say its version");
    refuses("{\"version\":3,\"layers\":{}}", "has version 3");
    refuses("{\"version\":1}", "no object \"layers\"");
    refuses("{\"version\":1,\"layers\":{},\"more\":1}", "unknown key 'more'");
    refuses("{\"version\":1,\"layers\":{\"a\":1}}", "layer 'a' something other");
    refuses("{\"version\":1,\"layers\":{\"a\":{}}}", "names no method for layer 'a'");
    refuses(layer("{\"method\":\"magic\"}"), "there is no method 'magic'");
    refuses(
        layer("{\"method\":\"cross-filter\",\"settings\":{\"weight-bits\":9}}"),
        "weight-bits takes a whole number from 1 to 8, not '9'");
    refuses(
        layer("{\"method\":\"cross-filter\",\"settings\":{\"bits\":1}}"),
        "'bits' is not a parameter");
    refuses(
        layer("{\"method\":\"cross-filter\",\"settings\":{\"group\":null}}"),
        "no plain value for 'group'");
    refuses("{\"version\":1,\"layers\":{\"a\":{},\"a\":{}}}", "not valid JSON");
    refuses("{\"version\":1,\"layers\":{}} x", "not valid JSON");
  }

  @Test
  void refusesLayersThatTheNetworkDoesNotHaveOrThatHaveNoWeights() {
    RecipeJson.check(new Recipe(Map.of("last", CHOICE)), network, "here");
    assertThatThrownBy(() -> RecipeJson.check(new Recipe(Map.of("conv9", CHOICE)), network, "here"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'conv9', which network 'three' does not have");
    assertThatThrownBy(() -> RecipeJson.check(new Recipe(Map.of("relu", CHOICE)), network, "here"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no weights");
  }

  @Test
  void listsTheMethodsWhenOneIsUnknown() {
    assertThat(Methods.byId("cross-filter").title()).isEqualTo("Cross-filter compression");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Methods.byId("nothing"))
        .withMessageContaining("'nothing'")
        .withMessageContaining("cross-filter");
  }

  @Test
  void namesTheLayerWhoseWeightsCannotBeCompressed() {
    Network broken =
        new Network("nan", "image", Shape.of(1, 2), List.of(dense("d", "image", Float.NaN)), "d");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            CompressedNetwork.compress(broken, new Recipe(Map.of("d", CHOICE)), Methods::byId))
        .withMessageStartingWith("layer 'd': filter 0");
  }

  @Test
  void describesEveryParameterForPeople() {
    for (Method method : Methods.all()) {
      assertThat(method.summary()).endsWith(".");
      assertThat(method.params()).isNotEmpty();
      method
          .params()
          .forEach(param -> {
            assertThat(param.key()).matches("[a-z]+(-[a-z]+)*");
            assertThat(param.title()).isNotBlank();
            assertThat(param.help()).endsWith(".");
            assertThat(param.parse(param.defaultText())).isEqualTo(param.defaultText());
          });
    }
  }

  private static void refuses(String text, String because) {
    assertThatThrownBy(() -> RecipeJson.read(text, "r.json"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("the recipe r.json")
        .hasMessageContaining(because);
  }

  private static String layer(String choice) {
    return "{\"version\":1,\"layers\":{\"a\":" + choice + "}}";
  }

  private static Layer dense(String name, String input, float weight) {
    return new Layer(
        name,
        new Dense(
            new ConvWeights(2, 2, 1, 1, new float[] {weight, 0, 0, weight}), Optional.empty()),
        List.of(input));
  }
}
