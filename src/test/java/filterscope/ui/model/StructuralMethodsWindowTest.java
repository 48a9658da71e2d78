package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.job.InlineJobs;
import filterscope.method.catalog.LfePrune;
import filterscope.method.catalog.Methods;
import filterscope.testing.SmallWorld;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Methods that change what runs, chosen in the window: memory, accuracy, speed and the stage have figures, also where filters were
/// removed or the network runs in integers.
final class StructuralMethodsWindowTest {
  @TempDir static Path folder;
  private static SmallWorld world;

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"approx-conv", "separated", "lfe-prune", "bounded-relu"})
  void givesFiguresWhereItIsChosen(String id) {
    InlineJobs jobs = InlineJobs.stepByStep();
    StatusModel status = new StatusModel();
    jobs.watch(status::hear);
    WindowModel window = new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), status);
    window.open(world.onnx());
    jobs.runAll();
    window.configuration().setMethod(Methods.byId(id));
    if (window.configuration().method() instanceof LfePrune) {
      window.configuration().set(LfePrune.MASKS, "16");
      window.configuration().set(LfePrune.IMAGES, "8");
    }
    jobs.runAll();
    assertThat(window.meters().memoryProperty().get().share()).isBetween(0.01, 0.99);
    assertThat(window.meters().accuracyProperty().get().detail()).contains("n = 64 of 64");
    assertThat(window.meters().speedProperty().get().measuredFactor()).isPresent();
    assertThat(window.stage().figuresProperty().get()).isPresent();
    assertThat(window.configuration().choiceProperty().get().method()).isEqualTo(id);
  }
}
