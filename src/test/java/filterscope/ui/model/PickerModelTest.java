package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.job.InlineJobs;
import filterscope.measure.AnsweredImages;
import filterscope.measure.Verdict;
import filterscope.method.catalog.CrossFilter;
import filterscope.testing.SmallWorld;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PickerModelTest {
  @TempDir static Path folder;
  private static SmallWorld world;

  private final InlineJobs jobs = InlineJobs.stepByStep();
  private final WindowModel window = window(jobs);
  private final PickerModel picker = window.picker();

  @BeforeAll
  static void makeTheWorld() {
    world = new SmallWorld(folder);
  }

  private static WindowModel window(InlineJobs jobs) {
    StatusModel status = new StatusModel();
    jobs.watch(status::hear);
    return new WindowModel(jobs, SmallWorld.machine(), new Samples(folder), status);
  }

  @BeforeEach
  void openTheNetworkWithTwoBits() {
    window.open(world.onnx());
    jobs.runAll();
    window.configuration().set(CrossFilter.WEIGHT_BITS, "2");
    jobs.runAll();
  }

  private AnsweredImages images() {
    return picker.imagesProperty().get().orElseThrow();
  }

  @Test
  void offersAllImagesAndLooksAtTheFirst() {
    assertThat(picker.exhibits()).hasSize(SmallWorld.IMAGES);
    assertThat(picker.chosenProperty().get()).contains(new Exhibit.OfSet(0));
    Caption caption = picker.caption(new Exhibit.OfSet(0));
    assertThat(caption.label()).isIn("a", "b", "c", "d");
    // The float network is always right in this world.
    assertThat(caption.floating()).isEqualTo(caption.label());
    assertThat(caption.sentence()).contains("image 0").contains("float says");
  }

  @Test
  void offersOnlyWhatTheFilterTakes() {
    picker.filterProperty().set(new ImageFilter.Flipped());
    int flipped = picker.exhibits().size();
    assertThat(flipped)
        .isBetween(1, SmallWorld.IMAGES - 1)
        .isEqualTo(picker.count(new ImageFilter.Of(Verdict.LOST)));
    assertThat(picker.exhibits())
        .allSatisfy(
            exhibit -> assertThat(picker.caption(exhibit).verdict()).contains(Verdict.LOST));
    picker.filterProperty().set(new ImageFilter.Of(Verdict.GAINED));
    assertThat(picker.exhibits()).isEmpty();
    // What was looked at stays in view.
    assertThat(picker.chosenProperty().get()).contains(new Exhibit.OfSet(0));
    assertThat(picker.chooseIndex(5)).isTrue();
    assertThat(picker.filterProperty().get()).isEqualTo(new ImageFilter.All());
    assertThat(picker.chooseIndex(64)).isFalse();
    assertThat(picker.chooseIndex(-1)).isFalse();
  }

  @Test
  void offersTheImagesOfACellOfTheMatrix() {
    int index = 0;
    while (!images().verdict(index).isFlip()) {
      index++;
    }
    int label = images().inputs().label(index);
    int predicted = images().ofCompressed().predicted(index);
    picker.filterProperty().set(new ImageFilter.Cell(label, predicted, true));
    assertThat(picker.exhibits()).contains(new Exhibit.OfSet(index));
    picker.filterProperty().set(new ImageFilter.Moved(label, predicted));
    assertThat(picker.exhibits()).contains(new Exhibit.OfSet(index));
    picker.filterProperty().set(new ImageFilter.Cell(label, predicted, false));
    assertThat(picker.exhibits()).doesNotContain(new Exhibit.OfSet(index));
  }

  @Test
  void takesAPictureOfSomebodysOwn() throws IOException {
    Path file = folder.resolve("mine.png");
    ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    window.take(List.of(file));
    jobs.runAll();
    Exhibit chosen = picker.chosenProperty().get().orElseThrow();
    assertThat(picker.caption(chosen).title()).isEqualTo("mine.png");
    assertThat(picker.exhibits()).hasSize(SmallWorld.IMAGES + 1).startsWith(chosen);
    window.trace().wantedProperty().set(true);
    jobs.runAll();
    assertThat(
            window
                .trace()
                .traceProperty()
                .get()
                .orElseThrow()
                .floatInput("conv1")
                .orElseThrow()
                .values())
        .containsOnly(-2);
  }

  @Test
  void refusesAFileThatIsNoPicture() throws IOException {
    Path file = Files.writeString(folder.resolve("text.png"), "no picture");
    window.take(List.of(file));
    jobs.runAll();
    assertThat(window.sentenceProperty().get().orElseThrow()).contains("text.png");
    assertThat(picker.exhibits()).hasSize(SmallWorld.IMAGES);
  }

  @Test
  void handsOverSmallPicturesOnceTheyAreDecoded() {
    List<Integer> widths = new ArrayList<>();
    assertThat(picker.small(new Exhibit.OfSet(3), picture -> widths.add(picture.width())))
        .isPresent();
    assertThat(widths).isEmpty();
    jobs.runAll();
    assertThat(widths).containsExactly(8);
    assertThat(picker.small(new Exhibit.OfSet(3), picture -> widths.add(picture.width())))
        .isEmpty();
    assertThat(widths).hasSize(2);
  }

  @Test
  void followsTheImageOnlyWhenAViewWantsIt() {
    assertThat(window.trace().traceProperty().get()).isEmpty();
    window.trace().wantedProperty().set(true);
    jobs.runAll();
    var first = window.trace().traceProperty().get().orElseThrow();
    picker.choose(new Exhibit.OfSet(9));
    picker.choose(new Exhibit.OfSet(7));
    assertThat(jobs.waiting()).isEqualTo(1);
    jobs.runAll();
    var second = window.trace().traceProperty().get().orElseThrow();
    assertThat(second).isNotSameAs(first);
    window.configuration().set(CrossFilter.WEIGHT_BITS, "8");
    jobs.runAll();
    var third = window.trace().traceProperty().get().orElseThrow();
    assertThat(third.place("conv3").orElseThrow().error().sqnr())
        .isGreaterThan(second.place("conv3").orElseThrow().error().sqnr());
  }

  @Test
  void goesToTheStepThatIsChosen() {
    ActivationsModel activations = window.activations();
    window.trace().wantedProperty().set(true);
    jobs.runAll();
    assertThat(activations.placeProperty().get().map(activations::name)).contains("conv2");
    activations.choose(0);
    assertThat(window.layers().chosenProperty().get()).isEqualTo("conv1");
    int pool = activations.places().stream().map(activations::name).toList().indexOf("pool");
    activations.choose(pool);
    assertThat(activations.chosen()).isEqualTo(pool);
    assertThat(window.layers().chosenProperty().get()).isEqualTo("conv1");
    window.layers().choose("conv3");
    assertThat(activations.placeProperty().get().map(activations::name)).contains("conv3");
  }

  @Test
  void saysWhatToDoWithoutImages() {
    window.open(world.bareNetwork());
    jobs.runAll();
    window.trace().wantedProperty().set(true);
    jobs.runAll();
    assertThat(picker.exhibits()).isEmpty();
    assertThat(window.activations().placeProperty().get()).isEqualTo(Optional.empty());
    assertThat(window.activations().note()).contains("Choose images with Data");
  }
}
