package filterscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.simd.VectorFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.Constant;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Pool;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValueSetsTest {
  private static final Activation SIGN = new Activation(Activation.Kind.SIGN, 0, 0);
  private static final Shape IMAGE = Shape.of(1, 64, 6, 6);

  /// Sign, plus 0.1, Sign: what Larq writes for a sign that is never zero.
  private static List<Layer> larq() {
    return List.of(
        new Layer("tenth", new Constant(Tensor.vector(0.1f)), List.of()),
        new Layer("sign", SIGN, List.of("image")),
        new Layer("sum", new Arithmetic(Arithmetic.Kind.ADD), List.of("sign", "tenth")),
        new Layer("never zero", SIGN, List.of("sum")),
        new Layer(
            "pool",
            new Pool(Pool.Kind.MAXIMUM, Window.square(2, 1, 0), false, false),
            List.of("never zero")));
  }

  private static Network network(List<Layer> layers, String output) {
    return new Network("signs", "image", IMAGE, layers, output);
  }

  @Test
  void knowsSignsThatAreNeverZero() {
    ValueSets sets = new ValueSets(network(larq(), "pool"));
    assertThat(sets.grid("image")).isInstanceOf(ActivationGrid.Floats.class);
    assertThat(sets.grid("sign")).isEqualTo(new ActivationGrid.Signed(2, 1));
    assertThat(sets.grid("sum")).isInstanceOf(ActivationGrid.Floats.class);
    assertThat(sets.grid("never zero")).isEqualTo(new ActivationGrid.Sign());
    assertThat(sets.grid("pool")).isEqualTo(new ActivationGrid.Sign());
  }

  @Test
  void weightsOfOneMagnitudeOnSignsRunOnTheBinaryKernelAndGiveTheFloatSums() {
    for (String input : List.of("never zero", "sign")) {
      for (boolean ternary : new boolean[] {false, true}) {
        List<Layer> layers = new ArrayList<>(larq());
        layers.add(new Layer("conv", binary(ternary), List.of(input)));
        CompressedNetwork network = CompressedNetwork.uncompressed(network(layers, "conv"));
        float[] image = Nets.random(5, IMAGE.size());
        image[7] = 0;
        CompiledNetwork fast = CompiledNetwork.compile(network, new VectorFloatKernels());
        CompiledNetwork plain =
            CompiledNetwork.compile(
                network, StepFactory.simulated(new ScalarFloatKernels()), Integer.MAX_VALUE);
        assertThat(fast.kernels().get("conv"))
            .startsWith(input.equals("sign") || ternary ? "" : "XNOR")
            .isNotEqualTo("float");
        assertThat(plain.kernels().get("conv")).isEqualTo("float");
        assertThat(fast.isSimulated()).isFalse();
        assertThat(Nets.run(fast, image)).containsExactly(Nets.run(plain, image));
      }
    }
  }

  /// Weights that are −0.5 or 0.5, and with `ternary` also 0: sums of them are exact in any order.
  private static Convolution binary(boolean ternary) {
    float[] values = Nets.random(9, 32 * 64 * 9);
    for (int index = 0; index < values.length; index++) {
      values[index] = ternary && index % 5 == 0 ? 0 : Math.signum(values[index]) / 2;
    }
    return new Convolution(
        new ConvWeights(32, 64, 3, 3, values), Optional.empty(), Window.square(3, 1, 1), 1);
  }
}
