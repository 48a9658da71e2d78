package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Reshape;
import filterscope.network.Softmax;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbabilitiesTest {
  private static Network ending(Layer... more) {
    Network plain = SmallNetworks.classifier();
    List<Layer> layers = new ArrayList<>(plain.layers());
    layers.addAll(List.of(more));
    return new Network(
        "ending", plain.input(), plain.inputShape(), layers, layers.getLast().name());
  }

  @Test
  void appliesASoftmaxWhereTheNetworkHasNone() {
    assertThat(Probabilities.of(ending())).isEqualTo(Probabilities.OURS);
    // Outputs ln 1, ln 2, ln 5: shares 1/8, 2/8, 5/8.
    float[] outputs = {0, (float) Math.log(2), (float) Math.log(5)};
    assertThat(Probabilities.OURS.probability(outputs, 1)).isCloseTo(0.25, within(1e-6));
    assertThat(Probabilities.OURS.all(outputs))
        .containsExactly(new double[] {0.125, 0.25, 0.625}, within(1e-6));
  }

  @Test
  void takesTheNetworksOwnSoftmaxAsItIs() {
    Layer softmax = SmallNetworks.layer("softmax", new Softmax(1, 1, false), "dense");
    Layer reshaped = SmallNetworks.layer("flat2", new Reshape(Shape.of(7)), "softmax");
    assertThat(Probabilities.of(ending(softmax))).isEqualTo(Probabilities.OWN);
    assertThat(Probabilities.of(ending(softmax, reshaped))).isEqualTo(Probabilities.OWN);
    assertThat(Probabilities.OWN.all(new float[] {0.25f, 0.75f})).containsExactly(0.25, 0.75);
  }

  @Test
  void raisesLogarithms() {
    Layer softmax = SmallNetworks.layer("softmax", new Softmax(1, 1, true), "dense");
    assertThat(Probabilities.of(ending(softmax))).isEqualTo(Probabilities.LOGARITHM);
    assertThat(Probabilities.LOGARITHM.probability(new float[] {(float) Math.log(0.5)}, 0))
        .isCloseTo(0.5, within(1e-6));
  }

  @Test
  void staysWithinBoundsForHugeOutputs() {
    assertThat(Probabilities.OURS.all(new float[] {1e30f, -1e30f})).containsExactly(1, 0);
    assertThat(Probabilities.OURS.probability(new float[] {1000, 999}, 1))
        .isCloseTo(1 / (1 + Math.E), within(1e-9));
  }
}
