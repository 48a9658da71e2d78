package filterscope.onnx;

import static filterscope.onnx.GraphFile.randomFloats;
import static org.assertj.core.api.Assertions.assertThat;

import filterscope.job.Progress;
import filterscope.network.BatchNorm;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Softmax;
import filterscope.network.Weighted;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import filterscope.testing.SharedData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the writer writes, ONNX Runtime computes as our engine does, for one image and for several.
class WriterRefereeTest {
  @TempDir Path folder;

  private Path written(Network network) {
    Path file = folder.resolve("written.onnx");
    OnnxWriter.write(network, file, Map.of("made by", "a test"));
    return file;
  }

  @ParameterizedTest
  @MethodSource("filterscope.onnx.RoundTripTest#operatorsOnImages")
  void writesEveryOperatorAsOnnxRuntimeKnowsIt(Operator operator) {
    Network network =
        new Network(
            "net", "x", Shape.of(1, 4, 6, 6), List.of(new Layer("y", operator, List.of("x"))), "y");
    agrees(network, 1e-5);
  }

  @Test
  void writesASoftmaxOverSeveralAxes() {
    for (int first = 1; first < 4; first++) {
      for (int last = first; last < 4; last++) {
        agrees(
            new Network(
                "net",
                "x",
                Shape.of(1, 4, 6, 6),
                List.of(new Layer("y", new Softmax(first, last, first == 2), List.of("x"))),
                "y"),
            1e-5);
      }
    }
  }

  /// The networks whose files have no weights of their own, with random ones: here every number counts.
  @ParameterizedTest
  @CsvSource({"light_shufflenet", "light_densenet121", "light_resnet50"})
  void writesLargeNetworksWithRandomWeights(String name) {
    Network network =
        OnnxReader.read(SharedData.file("networks/" + name + ".onnx"), Progress.NONE).network();
    agrees(network.map(WriterRefereeTest::withRandomWeights), 1e-3);
  }

  @ParameterizedTest
  @CsvSource({"cifar10_resnet20", "marabou_cifar10_small", "cntk_mnist_opset8", "gtsrb_larq_48"})
  void writesRealNetworks(String name) {
    agrees(
        OnnxReader.read(SharedData.file("networks/" + name + ".onnx"), Progress.NONE).network(),
        1e-4);
  }

  private void agrees(Network network, double tolerance) {
    try (Referee referee = new Referee(written(network))) {
      int size = network.inputShape().size();
      float[] first = randomFloats(1, size);
      float[] second = randomFloats(2, size);
      float[] expected = referee.ours(first);
      assertThat(Referee.difference(expected, referee.theirs(first))).isLessThan(tolerance);
      if (BatchAxis.staysInFront(network)) {
        float[] both = Arrays.copyOf(first, 2 * size);
        System.arraycopy(second, 0, both, size, size);
        float[] results = referee.theirs(both, 2);
        int half = results.length / 2;
        assertThat(Referee.difference(expected, Arrays.copyOf(results, half)))
            .isLessThan(tolerance);
        assertThat(
                Referee.difference(
                    referee.ours(second), Arrays.copyOfRange(results, half, 2 * half)))
            .isLessThan(tolerance);
      }
    }
  }

  private static Layer withRandomWeights(Layer layer) {
    return switch (layer.operator()) {
      case Weighted weighted -> {
        ConvWeights weights = weighted.weights();
        Random random = new Random(layer.name().hashCode());
        float[] values = new float[weights.size()];
        double spread = Math.sqrt(2.0 / weights.filterSize());
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (random.nextGaussian() * spread);
        }
        yield layer.with(weighted.withWeights(weights.withValues(values)));
      }
      case BatchNorm norm -> {
        int size = norm.scale().size();
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        Tensor one = Tensor.vector(ones);
        yield layer.with(
            new BatchNorm(
                one,
                Tensor.vector(randomFloats(size, size)),
                Tensor.vector(randomFloats(size + 1L, size)),
                one,
                norm.epsilon()));
      }
      default -> layer;
    };
  }
}
