package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeedModelTest {
  private static final SpeedModel XNOR = SpeedModel.XNOR_NET;

  @Test
  void reproducesTheFigureOfTheXnorNetPaper() {
    assertThat(XNOR.layerSpeedup(256 * 9, 1, 1, 1)).isCloseTo(62.27, offset(0.005));
  }

  @Test
  void isThePapersFormulaForAnyDepth() {
    for (long x : new long[] {1, 9, 27, 64, 576, 4608}) {
      assertThat(XNOR.layerSpeedup(x, 1, 1, 1)).isCloseTo(64.0 * x / (x + 64), offset(1e-9));
    }
  }

  @Test
  void sharingApproachesTheLanesButNeverPassesThem() {
    double before = 0;
    for (int group = 1; group <= 4096; group *= 2) {
      double speedup = XNOR.layerSpeedup(27, 1, 1, 1.0 / group);
      assertThat(speedup).isGreaterThan(before).isLessThan(64);
      before = speedup;
    }
    assertThat(new SpeedModel(2, 64, false).layerSpeedup(27, 1, 1, 0)).isEqualTo(128);
  }

  @Test
  void countsBitPlanes() {
    // 2304 / (2·3·2304/64 + 1/8)
    assertThat(XNOR.layerSpeedup(2304, 2, 3, 1.0 / 8))
        .isCloseTo(2304 / (216 + 0.125), offset(1e-9));
    assertThat(new SpeedModel(1, 256, false).layerSpeedup(2304, 2, 3, 0))
        .isCloseTo(256 / 6.0, offset(1e-9));
  }

  @Test
  void savesNothingWithFloatActivationsUnlessAddingIsCountedApart() {
    assertThat(XNOR.layerSpeedup(576, 1, SpeedModel.FLOAT_ACTIVATIONS, 1)).isEqualTo(1);
    assertThat(XNOR.layerSpeedup(576, 4, SpeedModel.FLOAT_ACTIVATIONS, 1)).isEqualTo(1);
    SpeedModel apart = new SpeedModel(2, 64, false);
    assertThat(apart.layerSpeedup(576, 1, SpeedModel.FLOAT_ACTIVATIONS, 0)).isEqualTo(2);
    assertThat(apart.layerSpeedup(576, 2, SpeedModel.FLOAT_ACTIVATIONS, 0)).isEqualTo(1);
  }

  @Test
  void foldsTheScaleOnlyWhereABatchNormalisationFollowsAndAFilterHasOneScale() {
    Network network = SmallNetworks.classifier();
    CompressedNetwork shared = SmallNetworks.compressed(network, "weight-bits", "1", "group", "1");
    SpeedModel folding = new SpeedModel(1, 64, true);
    assertThat(folding.layerSpeedup(shared, "conv1", 1)).isEqualTo(64);
    assertThat(folding.layerSpeedup(shared, "conv3", 1))
        .isCloseTo(XNOR.layerSpeedup(54, 1, 1, 1), offset(1e-12));
    CompressedNetwork tiles =
        SmallNetworks.compressed(
            network, "weight-bits", "1", "group", "1", "axis", "kernels", "group-in", "1");
    assertThat(folding.layerSpeedup(tiles, "conv2", 1))
        .isCloseTo(45 / (45 / 64.0 + 5), offset(1e-12));
  }

  @Test
  void followsAmdahlOverTheMultiplyAccumulates() {
    Network network = SmallNetworks.classifier();
    LayerRecipe choice =
        new LayerRecipe(CrossFilter.ID, SmallNetworks.settings("weight-bits", "1", "group", "2"));
    CompressedNetwork one =
        CompressedNetwork.compress(network, new Recipe(Map.of("conv2", choice)), Methods::byId);
    double macs = 36 * (135 + 270 + 432) + 56;
    double binary = 36 * 270;
    assertThat(XNOR.networkSpeedup(one, 1))
        .isCloseTo(
            macs / (macs - binary + binary / XNOR.layerSpeedup(45, 1, 1, 0.5)), offset(1e-9));
    assertThat(XNOR.networkSpeedup(one)).isEqualTo(1);
    assertThat(XNOR.networkSpeedup(CompressedNetwork.uncompressed(network), 1)).isEqualTo(1);
  }

  @Test
  void explainsItselfWithTheNumbersOfTheLayer() {
    CompressedNetwork network =
        SmallNetworks.compressed(
            SmallNetworks.oneConvolution(SmallNetworks.random(8, 256, 3, 1)),
            "weight-bits",
            "1",
            "group",
            "1");
    SpeedModel.Explanation why = XNOR.explain(network, "conv", 1);
    assertThat(why.formula()).isEqualTo("S = o·x / (a·b·x/L + ρ)");
    assertThat(why.numbers()).isEqualTo("1·2304 / (1·1·2304/64 + 1) = 62.27");
    assertThat(why.value()).isEqualTo(XNOR.layerSpeedup(network, "conv", 1));
    assertThat(why.assumptions()).anyMatch(line -> line.contains("8 scales for 8 filters"));
    assertThat(XNOR.explain(network, "conv", 32).value()).isEqualTo(1);
    assertThat(new SpeedModel(2, 64, false).explain(network, "conv", 32).numbers())
        .isEqualTo("2·2304 / (2304 + 1) = 1.999");
    assertThat(XNOR.explain(CompressedNetwork.uncompressed(network.network()), "conv", 1).value())
        .isEqualTo(1);
  }

  @Test
  void refusesAssumptionsThatMeanNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SpeedModel(3, 64, false));
    assertThatIllegalArgumentException().isThrownBy(() -> new SpeedModel(1, 0, false));
  }
}
