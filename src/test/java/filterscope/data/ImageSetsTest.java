package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetsTest {
  @TempDir Path folder;

  @Test
  void opensTheTestImagesOfFashionMnistThatComeAlong() {
    ImageSet set = ImageSets.open("fashion-mnist", Progress.NONE);
    assertThat(set.name()).isEqualTo("fashion-mnist");
    assertThat(set.size()).isEqualTo(10_000);
    assertThat(set.classes()).hasSize(10).startsWith("T-shirt/top").endsWith("Ankle boot");
    assertThat(set.label(0)).isEqualTo(9);
    assertThat(set.picture(9_999).size()).isEqualTo(new PictureSize(28, 28));
    int[] counts = new int[10];
    for (int index = 0; index < set.size(); index++) {
      counts[set.label(index)]++;
    }
    assertThat(counts).containsOnly(1000);
  }

  @Test
  void suggestsANameThatIsNear() {
    assertThatThrownBy(() -> ImageSets.open("fashon-mnist", Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessage("there is no image set 'fashon-mnist'; did you mean fashion-mnist?");
    assertThatThrownBy(() -> ImageSets.open("imagenet", Progress.NONE))
        .hasMessageContaining("list:FILE.tsv");
    assertThatThrownBy(() -> ImageSets.open("folde:x", Progress.NONE))
        .hasMessageContaining("'folde:' is not a kind of image set; did you mean folder?");
    assertThatThrownBy(() -> ImageSets.open("zip:x", Progress.NONE))
        .hasMessageContaining("'zip:' is not a kind of image set; say idx:IMAGES,LABELS");
    assertThatThrownBy(() -> ImageSets.open("idx:", Progress.NONE))
        .hasMessageContaining("'idx:' lacks its file");
    assertThatThrownBy(() -> ImageSets.open("idx:one", Progress.NONE))
        .hasMessageContaining("there is no comma");
    assertThatThrownBy(() -> ImageSets.open("list:a\0b", Progress.NONE))
        .hasMessageContaining("is not a path");
  }

  @Test
  void resolvesPathsAgainstTheFolderOfACard() throws IOException {
    TestFiles.cifar10(folder.resolve("some.bin"), 4);
    assertThat(ImageSets.open("cifar10:some.bin", folder, Progress.NONE).label(0)).isEqualTo(4);
  }

  @Test
  void saysWhatToInstallWhenAKnownSetIsAbsent() {
    KnownPlaces nowhere = new KnownPlaces(List.of(folder));
    KnownSet fashion = Catalogue.byId("fashion-mnist").orElseThrow();
    assertThat(nowhere.has(fashion, true)).isFalse();
    assertThatThrownBy(() -> nowhere.open(fashion, true, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("training images of Fashion-MNIST are not on this machine")
        .hasMessageContaining("dataset-fashion-mnist")
        .hasMessageContaining("idx:IMAGES,LABELS");
    KnownSet cifar = Catalogue.byId("cifar10").orElseThrow();
    assertThatThrownBy(() -> nowhere.open(cifar, false, Progress.NONE))
        .hasMessageContaining("cifar10:FOLDER");
  }

  @Test
  void findsKnownSetsInTheirPlaces() throws IOException {
    Path fashion = Files.createDirectories(folder.resolve("fashion-mnist"));
    TestFiles.idxImages(fashion.resolve("train-images-idx3-ubyte"), 2, 28, 28);
    TestFiles.idxLabels(fashion.resolve("train-labels-idx1-ubyte"), 1, 9);
    Path cifar = Files.createDirectories(folder.resolve("cifar10"));
    TestFiles.cifar10(cifar.resolve("test_batch.bin"), 6);
    KnownPlaces places = new KnownPlaces(List.of(folder.resolve("absent"), folder));
    KnownSet known = Catalogue.byId("fashion-mnist").orElseThrow();
    assertThat(places.has(known, true)).isTrue();
    assertThat(places.has(known, false)).isFalse();
    assertThat(places.open(known, true, Progress.NONE).name())
        .isEqualTo("fashion-mnist (training)");
    KnownSet other = Catalogue.byId("cifar10").orElseThrow();
    assertThat(places.open(other, false, Progress.NONE).label(0)).isEqualTo(6);
  }

  @Test
  void refusesLabelsThatAKnownSetDoesNotHave() throws IOException {
    Path fashion = Files.createDirectories(folder.resolve("fashion-mnist"));
    TestFiles.idxImages(fashion.resolve("t10k-images-idx3-ubyte"), 2, 28, 28);
    TestFiles.idxLabels(fashion.resolve("t10k-labels-idx1-ubyte"), 1, 10);
    KnownPlaces places = new KnownPlaces(List.of(folder));
    assertThatThrownBy(
            () -> places.open(Catalogue.byId("fashion-mnist").orElseThrow(), false, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("label 10 of image 1 is out of range, there are 10 classes");
  }

  @Test
  void stopsWhenNobodyWantsTheImagesAnyMore() throws IOException {
    Path file = TestFiles.cifar10(folder.resolve("some.bin"), 4);
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double share, String what) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> ImageSets.open("cifar10:" + file, cancelled))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void decodesEveryPictureOfTheSharedLists() {
    for (String list : new String[] {"gtsrb/list.tsv", "imagenet-sample/list.tsv"}) {
      ImageSet set = ImageSets.open("list:" + SharedData.file(list), Progress.NONE);
      assertThat(set.size()).isGreaterThanOrEqualTo(200);
      for (int index = 0; index < set.size(); index += 7) {
        assertThat(set.picture(index).size()).isEqualTo(set.pictureSize(index));
      }
    }
  }

  @Test
  void makesPathsOfAReferenceAbsoluteAndLeavesNamesAlone() {
    Path base = Path.of("/data");
    assertThat(ImageSets.absolute("cifar10", base)).isEqualTo("cifar10");
    assertThat(ImageSets.absolute("folder:pictures", base)).isEqualTo("folder:/data/pictures");
    assertThat(ImageSets.absolute("idx:a,b", base)).isEqualTo("idx:/data/a,/data/b");
    assertThat(ImageSets.absolute("list:/other/l.tsv", base)).isEqualTo("list:/other/l.tsv");
  }
}
