package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.job.Progress;
import filterscope.onnx.OnnxReader;
import filterscope.testing.SharedData;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GraphRowTest {
  @Test
  void showsTheBranchesOfAResidualNetwork() {
    List<GraphRow> rows =
        GraphRow.of(
            OnnxReader.read(SharedData.file("networks/cifar10_resnet20.onnx"), Progress.NONE)
                .network());
    // ResNet-20: 19 convolutions in the chain, 2 in shortcuts at most, one dense layer, nine sums.
    assertThat(rows.getFirst().inputs()).isEmpty();
    assertThat(rows.stream().filter(row -> row.title().equals("Add"))).hasSize(9);
    assertThat(rows.stream().filter(row -> row.title().equals("Add")))
        .allSatisfy(row -> assertThat(row.inputs()).hasSize(2));
    assertThat(rows.stream().filter(GraphRow::weighted)).hasSizeBetween(20, 22);
    for (int row = 0; row < rows.size(); row++) {
      int at = row;
      assertThat(rows.get(row).inputs()).allSatisfy(input -> assertThat(input).isLessThan(at));
    }
  }
}
