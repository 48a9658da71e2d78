package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.Samples;
import filterscope.job.InlineJobs;
import filterscope.method.catalog.CrossFilter;
import filterscope.testing.SmallWorld;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BitsModelTest {
  @TempDir static Path folder;
  private static SmallWorld world;

  private final InlineJobs jobs = InlineJobs.stepByStep();
  private final WindowModel window =
      new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), new StatusModel());
  private final BitsModel bits = window.bits();

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  @BeforeEach
  void openTheNetworkWithOneBit() {
    window.open(world.onnx());
    jobs.runAll();
    window.configuration().set(CrossFilter.WEIGHT_BITS, "1");
    window.trace().wantedProperty().set(true);
    jobs.runAll();
  }

  private BitsModel.Worked worked() {
    return bits.workedProperty().get().orElseThrow();
  }

  @Test
  void comesToTheActivationOfTheImage() {
    window.layers().choose("conv3");
    bits.choose(new BitsModel.Output(5, 2, 3));
    BitsModel.Worked worked = worked();
    assertThat(worked.title()).isEqualTo("conv3 · filter 5 · row 2, column 3");
    // No normalisation and no ReLU follow conv3, and its bias is zero.
    float engine = worked.place().compressed().value((5 * 8 + 2) * 8 + 3);
    assertThat(worked.result().result()).isCloseTo(engine, within(1e-4));
    assertThat(worked.floatActivations()).isTrue();
  }

  @Test
  void callsWhatTheLayerDoesNotDoHypothetical() {
    bits.hypotheticalProperty().set(true);
    assertThat(worked().title()).startsWith("Hypothetical: conv2");
    assertThat(worked().result().quantizesInputs()).isTrue();
    assertThat(worked().after()).anyMatch(line -> line.startsWith("Hypothetical"));
    // Behind a ReLU all signs are +1.
    assertThat(worked().after()).anyMatch(line -> line.contains("they say nothing"));
    bits.hypotheticalProperty().set(false);
    assertThat(worked().result().quantizesInputs()).isFalse();
  }

  @Test
  void takesTheNearestOutputThatTheLayerHas() {
    bits.choose(new BitsModel.Output(100, 100, 100));
    assertThat(worked().at()).isEqualTo(new BitsModel.Output(15, 7, 7));
  }

  @Test
  void saysWhyAFloatLayerHasNoBits() {
    window.layers().choose("conv1");
    assertThat(bits.workedProperty().get()).isEmpty();
    assertThat(bits.noteProperty().get()).startsWith("conv1 is float\n");
    window.open(world.bareNetwork());
    jobs.runAll();
    assertThat(bits.noteProperty().get()).startsWith("No image is chosen");
  }
}
