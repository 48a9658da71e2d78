package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10FilesTest {
  @TempDir Path folder;

  private ImageSet open(Path place) {
    return ImageSets.open("cifar10:" + place, Progress.NONE);
  }

  private void officialFolder(Path to) throws IOException {
    TestFiles.cifar10(to.resolve("test_batch.bin"), 9, 8);
    for (int batch = 1; batch <= 5; batch++) {
      TestFiles.cifar10(to.resolve("data_batch_" + batch + ".bin"), batch);
    }
  }

  @Test
  void bringsPlanesTogetherIntoPixels() throws IOException {
    ImageSet set = open(TestFiles.cifar10(folder.resolve("some.bin"), 3, 9));
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.label(1)).isEqualTo(9);
    Picture picture = set.picture(1);
    assertThat(picture.size()).isEqualTo(new PictureSize(32, 32));
    assertThat(picture.sample(31, 31, 0)).isEqualTo(1);
    assertThat(picture.sample(0, 5, 1)).isEqualTo(2);
    assertThat(picture.sample(17, 0, 2)).isEqualTo(3);
    assertThat(set.classes()).hasSize(10).startsWith("airplane");
  }

  @Test
  void evaluatesOnTheTestPartAndTrainsOnTheFiveBatches() throws IOException {
    officialFolder(folder);
    assertThat(open(folder).size()).isEqualTo(2);
    ImageSet training = ImageSets.openTraining("cifar10:" + folder, Progress.NONE);
    assertThat(training.size()).isEqualTo(5);
    assertThat(training.label(4)).isEqualTo(5);
  }

  @Test
  void looksIntoTheFolderThatTheArchiveUnpacksTo() throws IOException {
    officialFolder(Files.createDirectory(folder.resolve("cifar-10-batches-bin")));
    assertThat(open(folder).size()).isEqualTo(2);
  }

  @Test
  void takesTheNamesOfClassesBesideTheFiles() throws IOException {
    officialFolder(folder);
    Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
    assertThat(open(folder).classes()).startsWith("a", "b");
  }

  @Test
  void refusesLabelsOutOfRange() throws IOException {
    Path file = TestFiles.cifar10(folder.resolve("some.bin"), 3, 10);
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("image 1 has label 10");
    Path other = TestFiles.cifar10(folder.resolve("other.bin"), 200);
    assertThatThrownBy(() -> open(other)).hasMessageContaining("image 0 has label 200");
  }

  @Test
  void refusesBrokenRecords() throws IOException {
    Path file = Files.write(folder.resolve("some.bin"), new byte[3072]);
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("not a whole number of CIFAR-10 records");
    Path empty = Files.write(folder.resolve("empty.bin"), new byte[0]);
    assertThatThrownBy(() -> open(empty)).hasMessageContaining("has 0 bytes");
  }

  @Test
  void namesTheOfficialFileThatIsAbsent() {
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has no test_batch.bin");
    assertThatThrownBy(() -> ImageSets.openTraining("cifar10:" + folder, Progress.NONE))
        .hasMessageContaining("has no data_batch_1.bin");
    assertThatThrownBy(() -> open(folder.resolve("nowhere")))
        .hasMessageContaining("there is no file or folder");
  }
}
