package filterscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the program starts with.
final class MainTest {
  @TempDir Path folder;
  private final List<Optional<Path>> opened = new ArrayList<>();

  private int start(String... arguments) {
    return Main.start(
        List.of(arguments),
        network -> {
          opened.add(network);
          return 7;
        });
  }

  @Test
  void opensTheWindowWithTheNetworkOrThePackedModelThatIsNamed() throws IOException {
    Path onnx = Files.createFile(folder.resolve("one.onnx"));
    Path packed = Files.createFile(folder.resolve("one.fsc"));
    assertThat(start()).isEqualTo(7);
    assertThat(start(onnx.toString())).isEqualTo(7);
    assertThat(start(packed.toString())).isEqualTo(7);
    assertThat(opened).containsExactly(Optional.empty(), Optional.of(onnx), Optional.of(packed));
  }

  @Test
  void opensNoWindowForAFileThatIsNotThere() {
    assertThat(start(folder.resolve("gone.fsc").toString())).isEqualTo(1);
    assertThat(start(folder.resolve("gone.onnx").toString())).isEqualTo(1);
    assertThat(opened).isEmpty();
  }
}
