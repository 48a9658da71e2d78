package filterscope.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.engine.CompiledNetwork;
import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkedOutputTest {
  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int index = 0; index < size; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return values;
  }

  private static CompressedLayer signs(ConvWeights weights, short[] levels, ActivationGrid grid) {
    GridConv stored =
        new GridConv(
            weights,
            Grid.ODD,
            1,
            levels,
            Grouping.filters(weights.filters(), weights.channels(), 1),
            new float[] {0.5f},
            32);
    return new CompressedLayer(stored, new ActivationQuantizer(grid, false));
  }

  @Test
  void countsWhereTheSignsAgree() {
    ConvWeights weights = new ConvWeights(1, 4, 1, 1, new float[] {0.4f, -0.6f, 0.5f, -0.5f});
    Dense dense = new Dense(weights, Optional.empty());
    Tensor input = Tensor.vector(2, -1, -3, 0);
    WorkedOutput worked =
        WorkedOutput.of(
                dense,
                signs(weights, new short[] {1, -1, 1, -1}, new ActivationGrid.Sign()),
                input,
                0,
                0,
                0)
            .orElseThrow();
    // Signs + − − + against + − + −: they agree twice, 2·2 − 4 = 0.
    assertThat(worked.popcount(0, 0)).isEqualTo(2);
    assertThat(worked.sum()).isZero();
    assertThat(worked.sumOfPlanes()).isZero();
    assertThat(worked.result()).isZero();
    // 0.8 + 0.6 − 1.5 − 0
    assertThat(worked.floatResult()).isCloseTo(-0.1, within(1e-6));
  }

  @Test
  void addsAndSubtractsFloatActivations() {
    ConvWeights weights = new ConvWeights(1, 4, 1, 1, new float[] {0.4f, -0.6f, 0.5f, -0.5f});
    WorkedOutput worked =
        WorkedOutput.of(
                new Dense(weights, Optional.empty()),
                signs(weights, new short[] {1, -1, 1, -1}, new ActivationGrid.Floats()),
                Tensor.vector(2, -1, -3, 0.5f),
                0,
                0,
                0)
            .orElseThrow();
    // 2 + 1 − 3 − 0.5, times 0.5.
    assertThat(worked.signedSum(0)).isEqualTo(-0.5);
    assertThat(worked.result()).isEqualTo(-0.25);
    assertThat(worked.quantizesInputs()).isFalse();
  }

  @Test
  void leavesPaddingOut() {
    ConvWeights weights = new ConvWeights(1, 1, 3, 3, new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1});
    Convolution convolution = new Convolution(weights, Optional.empty(), Window.square(3, 1, 1), 1);
    short[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    Tensor input = new Tensor(Shape.of(1, 1, 2, 2), new float[] {1, -1, 1, 1});
    WorkedOutput worked =
        WorkedOutput.of(
                convolution, signs(weights, ones, new ActivationGrid.Sign()), input, 0, 0, 0)
            .orElseThrow();
    assertThat(worked.tapsInside()).isEqualTo(4);
    assertThat(worked.popcount(0, 0)).isEqualTo(3);
    assertThat(worked.sum()).isEqualTo(2);
    assertThat(worked.result()).isEqualTo(1);
  }

  @Test
  void hasNothingToWorkThroughWhereWeightsAreFloat() {
    ConvWeights weights = new ConvWeights(1, 1, 1, 1, new float[] {1});
    assertThat(
            WorkedOutput.of(
                new Dense(weights, Optional.empty()),
                new CompressedLayer(new FloatConv(weights), ActivationQuantizer.FLOAT),
                Tensor.vector(1),
                0,
                0,
                0))
        .isEmpty();
  }

  @Test
  void comesToWhatTheEngineComputes() {
    Window window = new Window(3, 3, 2, 1, 1, 2, 1, 2, 0, 1);
    for (int groups : new int[] {1, 2}) {
      ConvWeights weights = new ConvWeights(6, 4, 3, 3, random(6 * 4 * 9, 5));
      Convolution convolution = new Convolution(weights, Optional.empty(), window, groups);
      Network network =
          new Network(
              "one",
              "image",
              Shape.of(1, 4 * groups, 7, 8),
              List.of(new Layer("conv", convolution, List.of("image"))),
              "conv");
      float[] image = random(4 * groups * 7 * 8, 9);
      for (String bits : new String[] {"1", "2", "3"}) {
        for (String axis : new String[] {"filters", "kernels"}) {
          for (String activations : new String[] {"32", "1", "k"}) {
            check(network, convolution, image, bits, axis, activations);
          }
        }
      }
    }
  }

  private static void check(
      Network network,
      Convolution convolution,
      float[] image,
      String bits,
      String axis,
      String activations) {
    Map<String, String> given = new HashMap<>();
    given.put("weight-bits", bits);
    given.put("group", "2");
    given.put("axis", axis);
    given.put("group-in", "2");
    given.put("activation-bits", activations.equals("k") ? "1" : activations);
    given.put("k-map", Boolean.toString(activations.equals("k")));
    Method method = Methods.byId(CrossFilter.ID);
    CompressedNetwork compressed =
        CompressedNetwork.compress(
            network,
            Recipe.FLOAT.with(
                "conv", new LayerRecipe(CrossFilter.ID, Settings.of(method.params(), given))),
            Methods::byId);
    CompiledNetwork compiled = CompiledNetwork.compile(compressed, new ScalarFloatKernels());
    Shape output = compiled.outputShape();
    float[] values = new float[output.size()];
    compiled.run(image, compiled.newScratch(), values);
    Tensor input = new Tensor(network.inputShape(), image);
    CompressedLayer layer =
        new CompressedLayer(compressed.layer("conv"), compressed.activations("conv"));
    for (int filter = 0, index = 0; filter < output.extent(1); filter++) {
      for (int row = 0; row < output.extent(2); row++) {
        for (int column = 0; column < output.extent(3); column++, index++) {
          WorkedOutput worked =
              WorkedOutput.of(convolution, layer, input, filter, row, column).orElseThrow();
          assertThat(worked.result())
              .as("%s bits, %s, activations %s, %s", bits, axis, activations, index)
              .isCloseTo(values[index], within(2e-4));
          if (worked.quantizesInputs()) {
            assertThat(worked.sumOfPlanes()).isCloseTo(worked.sum(), within(1e-6));
          }
        }
      }
    }
  }

  @Test
  void splitsUnsignedActivationsIntoPlanes() {
    ConvWeights weights = new ConvWeights(1, 5, 1, 1, random(5, 3));
    GridConv stored =
        new GridConv(
            weights,
            Grid.SYMMETRIC,
            3,
            new short[] {3, -2, 0, 1, -3},
            Grouping.filters(1, 5, 1),
            new float[] {0.25f},
            32);
    WorkedOutput worked =
        WorkedOutput.of(
                new Dense(weights, Optional.empty()),
                new CompressedLayer(
                    stored, new ActivationQuantizer(new ActivationGrid.Unsigned(2, 3), false)),
                Tensor.vector(0, 1, 2.2f, 9, 0.4f),
                0,
                0,
                0)
            .orElseThrow();
    // Levels 0, 1, 2, 3, 0 times 3, −2, 0, 1, −3: 0 − 2 + 0 + 3 − 0.
    assertThat(worked.sum()).isEqualTo(1);
    assertThat(worked.sumOfPlanes()).isCloseTo(1, within(1e-9));
    assertThat(worked.result()).isCloseTo(0.25, within(1e-9));
  }
}
