package filterscope.onnx;

import static filterscope.onnx.GraphFile.randomFloats;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small graphs, at least one for each operator and form, run by our reader and engine and by ONNX Runtime.
class OperatorRefereeTest {
  @TempDir Path folder;

  record Graph(String title, GraphFile file, double tolerance) {
    @Override
    public String toString() {
      return title;
    }
  }

  @ParameterizedTest
  @MethodSource({
    "filterscope.onnx.ComputingGraphs#convolutions",
    "filterscope.onnx.ComputingGraphs#poolings",
    "filterscope.onnx.ComputingGraphs#products",
    "filterscope.onnx.ComputingGraphs#activations",
    "filterscope.onnx.ComputingGraphs#arithmetic",
    "filterscope.onnx.MovingGraphs#shapes",
    "filterscope.onnx.MovingGraphs#selections",
    "filterscope.onnx.MovingGraphs#normalizations",
    "filterscope.onnx.StoredGraphs#quantizations",
    "filterscope.onnx.StoredGraphs#constants",
    "filterscope.onnx.StoredGraphs#batches"
  })
  void agreesWithOnnxRuntime(Graph graph) {
    try (Referee referee = new Referee(graph.file.write(folder))) {
      for (int seed = 1; seed <= 3; seed++) {
        float[] image = randomFloats(seed, referee.inputShape().size());
        for (int i = 0; i < image.length; i++) {
          image[i] *= 3;
        }
        assertThat(Referee.difference(referee.ours(image), referee.theirs(image)))
            .as(graph.title)
            .isLessThan(graph.tolerance);
      }
    }
  }
}
