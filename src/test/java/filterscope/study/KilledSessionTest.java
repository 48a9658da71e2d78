package filterscope.study;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.job.InlineJobs;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.catalog.Methods;
import filterscope.testing.SmallWorld;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while somebody works leaves a whole session that is a few seconds old at most.
class KilledSessionTest {
  private static final long MOST_LOST_MILLIS = 5000;

  @TempDir Path folder;

  @Test
  void losesNoMoreThanFiveSecondsAndNeverTheFile() throws IOException, InterruptedException {
    new SmallWorld(folder);
    Path file = folder.resolve("session.json");
    Random random = new Random(5);
    for (int turn = 0; turn < 2; turn++) {
      Process victim = start(file);
      long[] madeAt = new long[4096];
      int last = 0;
      long firstChange = 0;
      // The first change at least a little longer ago than the autosave waits, the rest at any
      // moment.
      long until = Autosave.SOON.toMillis() + 300 + random.nextInt(700);
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          String[] words = line.split(" ", -1);
          if (words[0].equals("changed")) {
            last = Integer.parseInt(words[1]);
            madeAt[last] = Long.parseLong(words[2]);
            firstChange = firstChange == 0 ? madeAt[last] : firstChange;
            if (madeAt[last] - firstChange > until) {
              victim.destroyForcibly();
              break;
            }
          }
        }
      }
      assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(last).isPositive();
      Session session = new SessionFile(file).read().orElseThrow();
      int saved = Integer.parseInt(session.window().getOrDefault("change", "0"));
      assertThat(saved).isBetween(1, last + 2);
      assertThat(madeAt[last] - madeAt[Math.min(saved, last)]).isLessThan(MOST_LOST_MILLIS);
    }
  }

  private Process start(Path file) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dglass.platform=Headless",
                "-Djava.awt.headless=true"));
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(
        List.of(
            "-cp",
            classPath(),
            Victim.class.getName(),
            folder.resolve("small").resolve("small.onnx").toString(),
            file.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /// What this test itself was loaded from, whoever started it.
  private static String classPath() {
    List<String> entries = new ArrayList<>();
    if (KilledSessionTest.class.getClassLoader() instanceof URLClassLoader loader) {
      for (URL url : loader.getURLs()) {
        entries.add(Path.of(URI.create(url.toString())).toString());
      }
    }
    entries.add(System.getProperty("surefire.test.class.path", ""));
    entries.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, entries);
  }

  /// Works on the small network without end: moves a slider twenty times a second, as a person does, and says so.
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws InterruptedException {
      Workspace workspace =
          new Workspace(InlineJobs.atOnce(), SmallWorld.machine(), Optional.empty(), new Deaf());
      workspace.open(Path.of(arguments[0]));
      Method method = Methods.all().getFirst();
      Param bits =
          method.params().stream()
              .filter(param -> param.key().equals("weight-bits"))
              .findFirst()
              .orElseThrow();
      Autosave autosave = new Autosave(new SessionFile(Path.of(arguments[1])), Autosave.SOON);
      for (int change = 1; change < 4000; change++) {
        var choice =
            Optional.of(
                new filterscope.method.LayerRecipe(
                    method.id(), method.defaults().with(bits, Integer.toString(1 + change % 8))));
        Study changed =
            workspace
                .study()
                .orElseThrow()
                .withConfiguration(Configuration.FLOAT.forAll(choice), Optional.empty());
        autosave.save(Session.of(changed, Map.of("change", Integer.toString(change))));
        System.out.println("changed " + change + " " + System.currentTimeMillis());
        System.out.flush();
        Thread.sleep(50);
      }
    }
  }

  private static final class Deaf implements Workspace.Listener {
    @Override
    public void studyChanged(Study study) {}

    @Override
    public void figuresChanged(Figures figures) {}

    @Override
    public void failed(String sentence) {
      throw new IllegalStateException(sentence);
    }
  }
}
