package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.engine.Backend;
import filterscope.job.Progress;
import filterscope.network.ChannelFlow;
import filterscope.network.ChannelStream;
import filterscope.network.Network;
import filterscope.onnx.OnnxReader;
import filterscope.testing.SharedData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Real networks whose filters are shuffled wherever they can move compute the same function.
final class LogitDifferenceTest {
  /// Networks that quantize their activations are left out: where the order of a sum moves a value across a rounding step, they
  /// differ by that step.
  ///
  /// @param free streams that can move, and tied ones among them
  @ParameterizedTest
  @CsvSource({
    "cifar10_resnet20.onnx, 9, 0",
    "resnet20_onnc.onnx, 12, 3",
    "biasfield_cifar_base.onnx, 7, 0",
    "sri_resnet_a.onnx, 8, 3",
    "marabou_cifar10_small.onnx, 4, 0",
    "cntk_mnist_opset8.onnx, 2, 0",
    "keras2onnx_keras_mnist.onnx, 5, 0"
  })
  void shufflingFiltersLeavesTheFunctionUnchanged(String file, int free, int tied) {
    Network network = OnnxReader.read(SharedData.file("networks/" + file), Progress.NONE).network();
    ChannelFlow flow = ChannelFlow.of(network);
    Map<ChannelStream, int[]> orders = new HashMap<>();
    for (ChannelStream stream : flow.streams()) {
      if (stream.isFree()) {
        orders.put(stream, shuffled(stream.size()));
      }
    }
    LogitDifference difference =
        LogitDifference.between(
            network,
            flow.select(orders),
            Backend.best(),
            LogitDifference.noise(),
            2,
            Progress.NONE);
    assertThat(difference.relative()).isLessThan(1e-5);
    assertThat(orders.size()).isEqualTo(free);
    assertThat(orders.keySet().stream().filter(ChannelStream::isTied).count()).isEqualTo(tied);
  }

  private static int[] shuffled(int size) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < size; place++) {
      places.add(place);
    }
    Collections.shuffle(places, new Random(size));
    return places.stream().mapToInt(Integer::intValue).toArray();
  }
}
