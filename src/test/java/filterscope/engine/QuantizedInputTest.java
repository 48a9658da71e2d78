package filterscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.simd.VectorFloatKernels;
import filterscope.method.ActivationStatistics;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerCalibration;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Layers that quantize what goes into them.
final class QuantizedInputTest {
  private static final Network NETWORK =
      network(Nets.convolution(3, 20, 16, Window.square(3, 1, 1)), Shape.of(1, 16, 6, 6));
  private static final float[] IMAGE = Nets.random(7, 16 * 6 * 6);

  private static Network network(Convolution convolution, Shape input) {
    return new Network(
        "one", "image", input, List.of(new Layer("conv", convolution, List.of("image"))), "conv");
  }

  private static CompressedNetwork compressed(Network network, String... settings) {
    Map<String, String> given = new HashMap<>();
    for (int index = 0; index < settings.length; index += 2) {
      given.put(settings[index], settings[index + 1]);
    }
    LayerRecipe choice =
        new LayerRecipe(CrossFilter.ID, Settings.of(new CrossFilter().params(), given));
    LayerCalibration seen =
        new LayerCalibration(Optional.of(new ActivationStatistics(IMAGE, -4, 4)));
    return CompressedNetwork.compress(
        network,
        Recipe.FLOAT.with("conv", choice),
        Methods::byId,
        new Calibration(Map.of("conv", seen)));
  }

  @Test
  void fewBitsOnLevelsEqualRestoredFloats() {
    for (String bits : List.of("2", "4", "8")) {
      CompressedNetwork network =
          compressed(NETWORK, "weight-bits", bits, "activation-bits", bits, "group", "4");
      CompiledNetwork levels = CompiledNetwork.compile(network, new VectorFloatKernels());
      CompiledNetwork floats =
          CompiledNetwork.compile(
              network, StepFactory.simulated(new ScalarFloatKernels()), 1 << 20);
      assertThat(levels.isSimulated()).isFalse();
      assertThat(floats.isSimulated()).isTrue();
      assertThat(Nets.run(levels, IMAGE)).containsExactly(Nets.run(floats, IMAGE), within(1e-3f));
    }
  }

  @Test
  void tilesOfKernelsQuantizeTheirActivationsToo() {
    CompressedNetwork tiles =
        compressed(
            NETWORK,
            "weight-bits",
            "2",
            "axis",
            "kernels",
            "group-in",
            "2",
            "activation-bits",
            "1");
    CompressedNetwork floats =
        compressed(NETWORK, "weight-bits", "2", "axis", "kernels", "group-in", "2");
    float[] signs = new float[IMAGE.length];
    for (int index = 0; index < signs.length; index++) {
      signs[index] = IMAGE[index] >= 0 ? 1 : -1;
    }
    assertThat(Nets.run(CompiledNetwork.compile(tiles, new VectorFloatKernels()), IMAGE))
        .containsExactly(
            Nets.run(CompiledNetwork.compile(floats, new ScalarFloatKernels()), signs),
            within(1e-3f));
  }

  @Test
  void theKMapIsTheMeanMagnitudeUnderTheWindow() {
    // One channel, 1×2 pixels, a 1×1 window: K is |x| itself, so that a weight of 2 gives 2·x
    // again.
    ConvWeights weights = new ConvWeights(1, 1, 1, 1, new float[] {2});
    Network network =
        network(
            new Convolution(weights, Optional.empty(), Window.square(1, 1, 0), 1),
            Shape.of(1, 1, 1, 2));
    CompressedNetwork mapped =
        compressed(network, "weight-bits", "1", "activation-bits", "1", "k-map", "true");
    assertThat(mapped.activations("conv").grid()).isEqualTo(new ActivationGrid.Sign());
    assertThat(
            Nets.run(
                CompiledNetwork.compile(mapped, new VectorFloatKernels()), new float[] {-3, 0.5f}))
        .containsExactly(-6, 1);
  }
}
