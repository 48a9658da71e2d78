package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.cli.Commands;
import filterscope.cli.Console;
import filterscope.data.Samples;
import filterscope.job.PoolJobs;
import filterscope.job.Progress;
import filterscope.method.Activations;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.RecipeJson;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.study.OpenNetwork;
import filterscope.study.Study;
import filterscope.study.Tuning;
import filterscope.testing.SmallWorld;
import filterscope.train.Repair;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// Fine-tuning as a person does it, on images that take seconds.
final class FineTuneWindowTest extends ApplicationTest {
  private static final int IMAGES = 1600;
  private static final String DATA = "filterscope.data";

  @TempDir static Path folder;
  private static SmallWorld world;
  private static String training = "";

  private final WindowModel model = model();

  @BeforeAll
  static void makeTheWorld() throws IOException {
    System.setProperty(DATA, folder.resolve("data").toString());
    world = new SmallWorld(folder);
    Random random = new Random(2);
    ByteBuffer images = ByteBuffer.allocate(16 + IMAGES * 64);
    images.putInt(0x803).putInt(IMAGES).putInt(8).putInt(8);
    ByteBuffer labels = ByteBuffer.allocate(8 + IMAGES);
    labels.putInt(0x801).putInt(IMAGES);
    for (int image = 0; image < IMAGES; image++) {
      labels.put((byte) (image % 4));
      for (int pixel = 0; pixel < 64; pixel++) {
        images.put((byte) (image % 4 * 50 + random.nextInt(100)));
      }
    }
    Path pictures = Files.write(folder.resolve("train-images"), images.array());
    Path classes = Files.write(folder.resolve("train-labels"), labels.array());
    training = "idx:" + pictures + "," + classes;
  }

  @AfterAll
  static void forget() {
    System.clearProperty(DATA);
  }

  private static WindowModel model() {
    StatusModel status = new StatusModel();
    PoolJobs jobs = new PoolJobs(Platform::runLater);
    jobs.watch(status::hear);
    return new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), status);
  }

  @Override
  public void start(Stage stage) {
    MainWindow shown = new MainWindow(model, new NativeFileDialogs(), Appearance.LIGHT, 1280, 800);
    stage.setScene(shown.scene());
    stage.show();
    model.open(world.onnx());
  }

  @BeforeEach
  void awaitTheFirstFigures() throws TimeoutException {
    await(() ->
        model.meters().accuracyProperty().get().detail().contains("n = 64 of 64")
            && !model.status().busyProperty().get());
  }

  @Test
  void fineTunesWhatIsOpenAsTheCommandDoesAndTakesItBackWithOneGesture() throws Exception {
    onFx(() -> {
      // Bounds of activations depend on how filters were equalised: they have to be found after it,
      // here as there.
      model.configuration().set(CrossFilter.WEIGHT_BITS, "2");
      model.configuration().set(Activations.BITS, "2");
      return true;
    });
    Study before = model.workspace().study().orElseThrow();
    ask("3");
    clickOn("Repairs");
    for (Repair repair : Repair.values()) {
      clickOn("#fine-tune-repair-" + repair.id());
    }
    clickOn("Learn");
    clickOn("#fine-tune-distilled");
    clickOn("#fine-tune-learned-scales");
    clickOn("#fine-tune-learned-bounds");

    clickOn("#fine-tune-start");
    await(() -> model.workspace().study().filter(now -> !isOf(now, before)).isPresent());

    Tuning tuning = model.fineTune().tuningProperty().get().orElseThrow();
    assertThat(tuning.losses().getLast().loss()).isLessThan(tuning.losses().getFirst().loss());
    assertThat(tuning.heldOut().stream().filter(Tuning.HeldOut::whole)).hasSize(3);
    assertThat(model.fineTune().wordsProperty().get()).contains("kept epoch").contains("Ctrl+Z");
    Study after = model.workspace().study().orElseThrow();
    assertThat(after.opened().title()).isEqualTo("Small, fine-tuned");
    OpenNetwork byCommand = byCommand(before);
    assertThat(weights(after.opened().network())).isEqualTo(weights(byCommand.network()));
    assertThat(after.opened().trainedFor()).isEqualTo(byCommand.trainedFor());
    assertThat(tuning.effects()).hasSize(1 + Repair.values().length);
    for (Repair repair : Repair.values()) {
      String effect = lookup("#fine-tune-effect-" + repair.id()).queryAs(Label.class).getText();
      assertThat(effect).matches("\\d+\\.\\d → \\d+\\.\\d %");
    }
    await(() ->
        model.meters().accuracyProperty().get().detail().contains("under the recipe")
            && !model.status().busyProperty().get());

    press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
    await(() -> model.workspace().study().filter(now -> isOf(now, before)).isPresent());
    assertThat(model.titleProperty().get()).isEqualTo("Small");
  }

  @Test
  void getsReadyWhenItIsOpenedAndLeavesNothingBehind() throws Exception {
    Study before = model.workspace().study().orElseThrow();
    Set<String> heard = new HashSet<>();
    onFx(() -> {
      model.fineTune().dataProperty().set(training);
      model.status().textProperty().subscribe(text -> heard.add(text));
      return true;
    });

    clickOn("#fine-tune");
    await(() -> heard.stream().anyMatch(text -> text.startsWith("Getting ready to fine-tune")));
    await(() -> !model.status().busyProperty().get());

    assertThat(model.fineTune().tuningProperty().get()).isEmpty();
    assertThat(model.fineTune().wrongProperty().get()).isFalse();
    assertThat(model.workspace().study()).contains(before);
  }

  @Test
  void pausesAndStopsAndKeepsWhatItHas() throws Exception {
    Study before = model.workspace().study().orElseThrow();
    ask("1000");

    clickOn("#fine-tune-start");
    await(() -> model.fineTune().tuningProperty().get().filter(now -> now.done() > 1).isPresent());
    clickOn("#fine-tune-pause");
    await(() -> model.fineTune().pausedProperty().get());
    double done = standstill();
    WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
    assertThat(done()).isEqualTo(done);
    assertThat(model.fineTune().wordsProperty().get()).isEqualTo("paused");

    // The rest of the window can be used meanwhile.
    onFx(() -> {
      model.layers().choose("conv3");
      return true;
    });
    assertThat(model.workspace().study().orElseThrow().layer()).isEqualTo("conv3");

    clickOn("#fine-tune-pause");
    await(() -> done() > done);
    clickOn("#fine-tune-stop");
    await(() -> model.workspace().study().filter(now -> !isOf(now, before)).isPresent());
    assertThat(model.fineTune().wordsProperty().get()).startsWith("stopped, kept epoch");
    assertThat(model.fineTune().runningProperty().get()).isFalse();
  }

  @Test
  void saysWhatIsWrongWithAWish() throws Exception {
    ask("none");

    clickOn("#fine-tune-start");
    await(() -> model.fineTune().wrongProperty().get());
    assertThat(model.fineTune().wordsProperty().get()).contains("Epochs").contains("none");

    ask("1");
    onFx(() -> {
      model.fineTune().dataProperty().set("idx:here,there");
      return true;
    });
    clickOn("#fine-tune-start");
    await(
        () -> model.fineTune().wrongProperty().get() && !model.fineTune().runningProperty().get());
    assertThat(model.fineTune().wordsProperty().get()).contains("here");
  }

  /// Where a paused training stands: the step under way when it was paused is over.
  private double standstill() {
    double before = -1;
    while (before != done()) {
      before = done();
      WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
    }
    return before;
  }

  private double done() {
    return model.fineTune().tuningProperty().get().orElseThrow().done();
  }

  private void ask(String epochs) throws TimeoutException {
    Node pane = lookup("#fine-tune-pane").query();
    if (!pane.isVisible()) {
      clickOn("#fine-tune");
    }
    await(pane::isVisible);
    onFx(() -> {
      ComboBox<?> data = lookup("#fine-tune-data").queryComboBox();
      data.getEditor().setText(training);
      TextField field = lookup("#fine-tune-epochs").queryAs(TextField.class);
      field.setText(epochs);
      return true;
    });
  }

  private static boolean isOf(Study study, Study other) {
    return study.opened().equals(other.opened());
  }

  /// The same by the command line.
  private static OpenNetwork byCommand(Study study) throws IOException {
    Path recipe = folder.resolve("wanted.recipe.json");
    Files.writeString(recipe, RecipeJson.write(study.recipe()));
    Path out = folder.resolve("by-command").resolve("tuned.onnx");
    StringWriter err = new StringWriter();
    List<String> words =
        List.of(
            "finetune",
            world.onnx().toString(),
            "--data",
            training,
            "--recipe",
            recipe.toString(),
            "--epochs",
            "3",
            "--seed",
            "1",
            "--repair",
            "bias,batch-norm,equalise",
            "--distill",
            "0.5",
            "--learn",
            "scales,bounds",
            "--threads",
            "3",
            "--out",
            out.toString());
    Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false);
    assertThat(Commands.run(words, console)).as(err.toString()).isZero();
    return OpenNetwork.read(out, Progress.NONE);
  }

  private static List<Float> weights(Network network) {
    List<Float> all = new ArrayList<>();
    for (Layer layer : network.weightedLayers()) {
      for (float weight : network.weights(layer.name()).values()) {
        all.add(weight);
      }
    }
    return all;
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, () -> onFx(condition));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static boolean onFx(Callable<Boolean> condition) {
    return WaitForAsyncUtils.waitForAsyncFx(30_000, condition);
  }
}
