package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.FilterOrder;
import filterscope.method.Reordering;
import filterscope.network.ConvWeights;
import filterscope.network.Network;
import filterscope.onnx.OnnxReader;
import filterscope.testing.SmallWorld;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MovedFiltersTest {
  @TempDir Path folder;

  @Test
  void computesTheSameFunctionWithFiltersSortedByScale() {
    Network network = OnnxReader.read(new SmallWorld(folder).onnx(), Progress.NONE).network();
    ConvWeights weights = network.weights("conv2");
    int[] order =
        Reordering.byBlock(Reordering.grouping(weights, FilterOrder.SORTED, 4, weights.channels()));
    assertThat(order).isNotEqualTo(java.util.stream.IntStream.range(0, 16).toArray());
    MovedFilters proof =
        MovedFilters.prove(network, "conv2", order, new ScalarFloatKernels(), Progress.NONE);
    assertThat(proof.greatestOutput()).isGreaterThan(0);
    assertThat(proof.greatestDifference()).isLessThan(1e-5 * proof.greatestOutput());
  }

  @Test
  void refusesToMoveTheOutputs() {
    Network network = OnnxReader.read(new SmallWorld(folder).onnx(), Progress.NONE).network();
    assertThatThrownBy(() ->
            MovedFilters.prove(
                network, "head", new int[] {3, 2, 1, 0}, new ScalarFloatKernels(), Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("head");
  }
}
