package filterscope.export;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.method.CompressedNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The table of layers in its two forms.
class TablesTest {
  private static final CompressedNetwork NETWORK = Worlds.compressed().getFirst().network();

  @Test
  void writesALineForEachLayerWithAsManyCellsAsColumns() {
    List<String> lines = List.of(Tables.csv(NETWORK).split("\r\n", 0));
    assertThat(lines).hasSize(1 + NETWORK.network().weightedLayers().size());
    for (String line : lines) {
      assertThat(cells(line)).as(line).isEqualTo(cells(lines.getFirst()));
    }
    assertThat(lines.get(1)).startsWith("conv1,Conv 3×3,7,1,3,3,");
  }

  /// Cells of a line of RFC 4180: commas outside quotes, and one.
  private static int cells(String line) {
    boolean quoted = false;
    int cells = 1;
    for (int index = 0; index < line.length(); index++) {
      char letter = line.charAt(index);
      quoted ^= letter == '"';
      cells += letter == ',' && !quoted ? 1 : 0;
    }
    return cells;
  }

  @Test
  void writesATabularInWhichNothingIsLeftUnescaped() {
    String table = Tables.latex(NETWORK);
    assertThat(table).startsWith("% small").endsWith("\\end{tabular}\n");
    for (String line : table.split("\n", -1)) {
      if (line.contains("&") && !line.startsWith("Layer")) {
        assertThat(line.replace("\\%", "")).doesNotContain("%").endsWith("\\\\");
        assertThat(line.split("(?<!\\\\)&", -1)).hasSize(7);
      }
    }
  }
}
