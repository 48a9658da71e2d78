package filterscope.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reader in `docs`, plain Python, restores from the file what Java restores in memory: the specification is enough.
class PythonReaderTest {
  private static final Path READER = Path.of("docs", "read_packed.py");

  @TempDir Path folder;

  @Test
  void restoresTheSameWeights() throws IOException, InterruptedException {
    for (Worlds.Named named : Worlds.compressed()) {
      Path file = folder.resolve("model.fsc");
      PackedModel.write(named.network(), Optional.empty(), Worlds.claims(named.network()), file);
      assertThat(python(READER.toString(), file.toString()))
          .as(named.name())
          .isEqualTo(expected(named));
    }
  }

  @Test
  void isShortEnoughToBeRead() throws IOException {
    assertThat(Files.readAllLines(READER)).hasSizeLessThanOrEqualTo(150);
  }

  private static String expected(Worlds.Named named) {
    List<String> lines = new ArrayList<>();
    named
        .network()
        .network()
        .weightedLayers()
        .forEach(layer -> {
          float[] values = named.network().effectiveWeights(layer.name()).values();
          ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
          for (float value : values) {
            bytes.putFloat(value);
          }
          lines.add(Sha256.of(bytes.flip()) + " " + values.length + " " + layer.name());
        });
    return String.join("\n", lines);
  }

  private static String python(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      System.err.println("SKIPPED for want of python3: " + e.getMessage());
      assumeTrue(false, "python3 is not on the PATH");
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip();
  }
}
