package filterscope.method.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.MethodChoice;
import filterscope.method.Recipe;
import filterscope.network.ConvWeights;
import filterscope.network.Dense;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Methods one after another.
final class ChainTest {
  private static final CrossFilter METHOD = new CrossFilter();
  private static final MethodChoice LINK = new MethodChoice(METHOD.id(), METHOD.defaults());
  private static final Recipe TWICE = Recipe.FLOAT.with("d", new LayerRecipe(List.of(LINK, LINK)));

  @Test
  void refusesToGoOnWhereNothingIsFloatAnyMore() {
    ConvWeights weights = new ConvWeights(2, 2, 1, 1, new float[] {1, -2, 3, -4});
    Network network =
        new Network(
            "n",
            "x",
            Shape.of(1, 2),
            List.of(new Layer("d", new Dense(weights, Optional.empty()), List.of("x"))),
            "d");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompressedNetwork.compress(network, TWICE, Methods::byId))
        .withMessageContaining("layer 'd'")
        .withMessageContaining("last of the chain");
  }

  @Test
  void isAListInJson() {
    String text = RecipeJson.write(TWICE);
    assertThat(text).contains("\"d\" : [ {");
    assertThat(RecipeJson.read(text, "here")).isEqualTo(TWICE);
  }
}
