package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.Main;
import filterscope.job.Progress;
import filterscope.onnx.OnnxReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process of its own that is killed in the middle of a fine-tuning.
final class KilledRunTest {
  private static final int EPOCHS = 400;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void aKilledRunGoesOnAndEndsWithTheWeightsOfOneThatWasNot()
      throws IOException, InterruptedException {
    String data = TinyNetwork.images(folder, 3);
    Path network = TinyNetwork.onnx(folder);
    Path killed = folder.resolve("killed").resolve("killed.onnx");
    Path checkpoint = killed.resolveSibling("killed.checkpoint");
    Process process =
        new ProcessBuilder(command(words(network, data, killed)))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (!Files.exists(checkpoint) && process.isAlive()) {
      Thread.sleep(20);
    }
    process.destroyForcibly().waitFor();
    assertThat(checkpoint).exists();
    assertThat(killed).doesNotExist();

    List<String> resumed = new ArrayList<>(words(network, data, killed));
    resumed.add("--resume");
    Run run = Run.of(resumed.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("going on after epoch");

    Path whole = folder.resolve("whole").resolve("whole.onnx");
    assertThat(Run.of(words(network, data, whole).toArray(String[]::new)).status()).isZero();
    assertThat(weights(killed)).isEqualTo(weights(whole));
  }

  private static List<String> words(Path network, String data, Path out) {
    return List.of(
        "finetune",
        network.toString(),
        "--data",
        data,
        "--eval",
        data,
        "--weight-bits",
        "1",
        "--epochs",
        Integer.toString(EPOCHS),
        "--batch",
        "8",
        "--threads",
        "1",
        "--out",
        out.toString());
  }

  private static List<String> command(List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath()));
    command.add(Main.class.getName());
    command.addAll(words);
    return command;
  }

  /// What this test itself was loaded from, whoever started it.
  private static String classPath() {
    List<String> entries = new ArrayList<>();
    if (KilledRunTest.class.getClassLoader() instanceof URLClassLoader loader) {
      for (URL url : loader.getURLs()) {
        entries.add(Path.of(URI.create(url.toString())).toString());
      }
    }
    entries.add(System.getProperty("surefire.test.class.path", ""));
    entries.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, entries);
  }

  private static float[] weights(Path file) {
    return OnnxReader.read(file, Progress.NONE).network().weights("middle").values();
  }
}
