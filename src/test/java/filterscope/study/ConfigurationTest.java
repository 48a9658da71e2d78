package filterscope.study;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.job.Progress;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.catalog.CrossFilter;
import filterscope.network.Network;
import filterscope.onnx.OnnxReader;
import filterscope.testing.SmallWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {
  private static final LayerRecipe FOUR_BITS =
      new LayerRecipe(CrossFilter.ID, new CrossFilter().defaults());
  private static final LayerRecipe ONE_BIT =
      new LayerRecipe(
          CrossFilter.ID, new CrossFilter().defaults().with(CrossFilter.WEIGHT_BITS, "1"));

  @TempDir static Path folder;
  private static Network network;

  private final Configuration all = Configuration.FLOAT.forAll(Optional.of(FOUR_BITS));

  @BeforeAll
  static void openTheNetwork() {
    network = OnnxReader.read(new SmallWorld(folder).onnx(), Progress.NONE).network();
  }

  @Test
  void keepsTheFirstAndTheLastLayerFloatUnlessToldOtherwise() {
    assertThat(all.recipe(network).layers()).containsOnlyKeys("conv2", "conv3");
    assertThat(all.keeping(false, true).recipe(network).layers())
        .containsOnlyKeys("conv1", "conv2", "conv3");
    assertThat(all.keeping(false, false).recipe(network).layers())
        .containsOnlyKeys("conv1", "conv2", "conv3", "head");
  }

  @Test
  void countsAChoiceForALayerMoreThanThePolicy() {
    Configuration changed = all.forLayers(List.of("conv1"), Optional.of(ONE_BIT));
    assertThat(changed.isKept(network, "conv1")).isFalse();
    assertThat(changed.recipe(network).of("conv1")).contains(ONE_BIT);
    assertThat(changed.recipe(network).of("conv2")).contains(FOUR_BITS);
  }

  @Test
  void makesSingleLayersFloat() {
    Configuration changed = all.forLayers(List.of("conv3"), Optional.empty());
    assertThat(changed.recipe(network).layers()).containsOnlyKeys("conv2");
  }

  @Test
  void forgetsChoicesForSingleLayersWhenAllGetTheSame() {
    Configuration changed =
        all.forLayers(List.of("conv2"), Optional.empty()).forAll(Optional.of(ONE_BIT));
    assertThat(changed.recipe(network).of("conv2")).contains(ONE_BIT);
  }

  @Test
  void comesBackFromItsRecipe() {
    for (Configuration configuration :
        List.of(
            Configuration.FLOAT,
            all,
            all.keeping(false, true),
            all.forLayers(List.of("conv3"), Optional.of(ONE_BIT)),
            all.forLayers(List.of("conv2"), Optional.empty()),
            all.forLayers(List.of("head"), Optional.of(FOUR_BITS)))) {
      Recipe recipe = configuration.recipe(network);
      assertThat(Configuration.of(network, recipe).recipe(network)).isEqualTo(recipe);
    }
    assertThat(Configuration.of(network, all.recipe(network))).isEqualTo(all);
  }
}
