package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Preparation;
import filterscope.data.Samples;
import filterscope.job.InlineJobs;
import filterscope.testing.SmallWorld;
import filterscope.ui.model.PreparationModel.Field;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreparationModelTest {
  @TempDir Path folder;

  private final InlineJobs jobs = InlineJobs.stepByStep();
  private final WindowModel window =
      new WindowModel(jobs, SmallWorld.machine(), new Samples(Path.of("")), new StatusModel());
  private final PreparationModel model = window.preparation();

  @BeforeEach
  void openANetworkWithoutACard() {
    SmallWorld world = new SmallWorld(folder);
    window.open(world.bareNetwork());
    jobs.runAll();
    window.take(world.images());
    jobs.runAll();
  }

  private double accuracy() {
    return window.meters().accuracyProperty().get().share().orElseThrow().share();
  }

  @Test
  void measuresAgainUnderAnotherPreparation() {
    assertThat(model.sourceProperty().get()).startsWith("Assumed");
    double assumed = accuracy();
    assertThat(model.set(Field.MEAN, "0.5")).isEmpty();
    assertThat(model.set(Field.STD, " 0.25 ")).isEmpty();
    window.configuration().setFloating(true);
    jobs.runAll();
    // The labels are the float network's own answers under this preparation.
    assertThat(accuracy()).isEqualTo(1).isGreaterThan(assumed);
    assertThat(model.sourceProperty().get()).startsWith("Set by hand");
    assertThat(model.usualProperty().get()).isFalse();
  }

  @Test
  void comesBackWithUndoAndWithTheButton() {
    model.set(Field.SCALE, "1");
    assertThat(model.shownProperty().get().scale()).isEqualTo(1);
    window.undo();
    assertThat(Field.SCALE.text(model.shownProperty().get())).isEqualTo("1/255");
    model.set(Field.CROP, "6");
    model.restore();
    assertThat(model.shownProperty().get().crop()).isZero();
    assertThat(model.usualProperty().get()).isTrue();
  }

  @Test
  void readsFractions() {
    model.set(Field.SCALE, "2/4");
    assertThat(model.shownProperty().get().scale()).isEqualTo(0.5);
    assertThat(Field.SCALE.text(model.shownProperty().get())).isEqualTo("1/2");
  }

  @Test
  void refusesWhatCannotBeInASentence() {
    Preparation before = model.shownProperty().get();
    assertThat(model.set(Field.MEAN, "much").orElseThrow()).contains("Mean").endsWith(".");
    assertThat(model.set(Field.MEAN, "1, 2, 3").orElseThrow()).contains("3 numbers");
    assertThat(model.set(Field.STD, "0").orElseThrow()).contains("cannot be 0");
    assertThat(model.set(Field.SCALE, "1/0").orElseThrow()).contains("scale");
    assertThat(model.set(Field.RESIZE, "-1").orElseThrow()).contains("pixels");
    assertThat(model.set(Field.CROP, "1.5").orElseThrow()).contains("whole number");
    assertThat(model.set(Preparation.Channels.RGB).orElseThrow()).contains("GREY");
    assertThat(model.shownProperty().get()).isEqualTo(before);
  }

  @Test
  void writesMeansAsAPersonTypesThem() {
    Preparation colours =
        new Preparation(
            256,
            224,
            Preparation.Channels.RGB,
            1.0 / 255,
            List.of(0.485, 0.456, 0.406),
            List.of(1.0));
    assertThat(Field.MEAN.text(colours)).isEqualTo("0.485, 0.456, 0.406");
    assertThat(Field.STD.text(colours)).isEqualTo("1");
    assertThat(PreparationModel.words(colours))
        .isEqualTo(
            "red, green, blue, shorter side 256 pixels, middle 224 pixels, times 1/255,"
                + " minus 0.485 / 0.456 / 0.406, over 1");
  }
}
