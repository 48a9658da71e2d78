package filterscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.simd.VectorFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LowBitStepsTest {
  private static final Network NETWORK =
      new Network(
          "wide",
          "image",
          Shape.of(1, 32, 8, 8),
          List.of(
              new Layer(
                  "conv", Nets.convolution(3, 64, 32, Window.square(3, 1, 1)), List.of("image"))),
          "conv");
  private static final float[] IMAGE = Nets.random(7, 32 * 8 * 8);

  private static CompressedNetwork compressed(String... settings) {
    Map<String, String> given = new java.util.HashMap<>(Map.of("weight-bits", "1"));
    for (int index = 0; index < settings.length; index += 2) {
      given.put(settings[index], settings[index + 1]);
    }
    LayerRecipe choice =
        new LayerRecipe(CrossFilter.ID, Settings.of(new CrossFilter().params(), given));
    return CompressedNetwork.compress(NETWORK, Recipe.FLOAT.with("conv", choice), Methods::byId);
  }

  @Test
  void binaryWeightsRunOnTablesAndEqualTheRestoredFloats() {
    CompiledNetwork fast = CompiledNetwork.compile(compressed(), new VectorFloatKernels());
    CompiledNetwork plain = CompiledNetwork.compile(compressed(), new ScalarFloatKernels());
    assertThat(plain.isSimulated()).isTrue();
    assertThat(Nets.run(fast, IMAGE)).containsExactly(Nets.run(plain, IMAGE), within(1e-4f));
  }

  @Test
  void signActivationsEqualTheScalarDefinitionExactly() {
    CompressedNetwork signs = compressed("activation-bits", "1", "group", "8");
    CompiledNetwork fast = CompiledNetwork.compile(signs, new VectorFloatKernels());
    CompiledNetwork plain = CompiledNetwork.compile(signs, new ScalarFloatKernels());
    assertThat(fast.isSimulated()).isFalse();
    assertThat(plain.isSimulated()).isFalse();
    assertThat(Nets.run(fast, IMAGE)).containsExactly(Nets.run(plain, IMAGE));
    assertThat(Nets.run(fast, IMAGE))
        .isNotEqualTo(
            Nets.run(
                CompiledNetwork.compile(compressed("group", "8"), new VectorFloatKernels()),
                IMAGE));
  }

  @Test
  void goesBackAndForthBetweenFloatAndLowBit() {
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(NETWORK), new VectorFloatKernels());
    Scratch scratch = floating.newScratch();
    CompiledNetwork signs = floating.with(compressed("activation-bits", "1"));
    float[] output = new float[floating.outputShape().size()];
    signs.run(IMAGE, scratch, output);
    assertThat(output).containsExactly(Nets.run(signs, IMAGE));
    assertThat(floating.firstDifference(signs)).isEqualTo(floating.stepOf("conv").orElseThrow());
    assertThat(Nets.run(signs.with(floating.source()), IMAGE))
        .containsExactly(Nets.run(floating, IMAGE));
  }

  /// One scale a tile of kernels: 2×16 of them, so that words of bits hold two blocks of channels.
  @Test
  void tilesOfKernelsRunOnLevelsAndEqualTheRestoredFloats() {
    for (String bits : List.of("1", "3")) {
      CompressedNetwork tiles =
          compressed(
              "weight-bits",
              bits,
              "axis",
              "kernels",
              "group",
              "2",
              "group-in",
              "16",
              "activation-bits",
              "1");
      CompiledNetwork fast = CompiledNetwork.compile(tiles, new VectorFloatKernels());
      CompiledNetwork plain =
          CompiledNetwork.compile(
              tiles, StepFactory.simulated(new ScalarFloatKernels()), Integer.MAX_VALUE);
      assertThat(fast.isSimulated()).isFalse();
      assertThat(plain.isSimulated()).isTrue();
      assertThat(Nets.run(fast, IMAGE)).containsExactly(Nets.run(plain, IMAGE), within(1e-4f));
    }
  }

  @Test
  void theKMapRunsOnTheBinaryKernelAndEqualsTheRestoredFloats() {
    CompressedNetwork signs = compressed("activation-bits", "1", "k-map", "true");
    CompiledNetwork fast = CompiledNetwork.compile(signs, new VectorFloatKernels());
    CompiledNetwork plain =
        CompiledNetwork.compile(
            signs, StepFactory.simulated(new ScalarFloatKernels()), Integer.MAX_VALUE);
    assertThat(fast.isSimulated()).isFalse();
    assertThat(plain.isSimulated()).isTrue();
    assertThat(Nets.run(fast, IMAGE)).containsExactly(Nets.run(plain, IMAGE), within(1e-4f));
  }
}
