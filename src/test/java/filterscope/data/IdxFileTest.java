package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
  @TempDir Path folder;

  private ImageSet open(Path images, Path labels) {
    return ImageSets.open("idx:" + images + "," + labels, Progress.NONE);
  }

  private void assertRefused(Path images, Path labels, String part) {
    assertThatThrownBy(() -> open(images, labels))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(part);
  }

  @Test
  void readsImagesWithTheirLabels() throws IOException {
    Path images = TestFiles.idxImages(folder.resolve("i"), 3, 2, 4);
    Path labels = TestFiles.idxLabels(folder.resolve("l"), 7, 0, 255);
    ImageSet set = open(images, labels);
    assertThat(set.size()).isEqualTo(3);
    assertThat(set.label(0)).isEqualTo(7);
    assertThat(set.label(2)).isEqualTo(255);
    Picture second = set.picture(1);
    assertThat(second.size()).isEqualTo(new PictureSize(2, 4));
    assertThat(second.channels()).isEqualTo(1);
    assertThat(second.sample(1, 3, 0)).isEqualTo(15);
  }

  @Test
  void unpacksGzipWhateverTheNameAndGivesTheSameHash() throws IOException {
    Path images = TestFiles.idxImages(folder.resolve("i"), 3, 2, 4);
    Path labels = TestFiles.idxLabels(folder.resolve("l"), 1, 2, 3);
    ImageSet plain = open(images, labels);
    ImageSet packed =
        open(
            TestFiles.gzip(images, folder.resolve("packed")),
            TestFiles.gzip(labels, folder.resolve("labels.gz")));
    assertThat(packed.sha256()).isEqualTo(plain.sha256()).matches("[0-9a-f]{64}");
    ImageSet other = open(images, TestFiles.idxLabels(folder.resolve("m"), 1, 2, 4));
    assertThat(other.sha256()).isNotEqualTo(plain.sha256());
  }

  @Test
  void limitsItselfToTheFirstImages() throws IOException {
    ImageSet set =
        open(
            TestFiles.idxImages(folder.resolve("i"), 3, 2, 2),
            TestFiles.idxLabels(folder.resolve("l"), 1, 2, 3));
    ImageSet two = set.limit(2);
    assertThat(two.size()).isEqualTo(2);
    assertThat(two.limit(5).size()).isEqualTo(2);
    assertThat(set.limit(3)).isSameAs(set);
    assertThat(two.sha256()).isNotEqualTo(set.sha256());
    assertThatThrownBy(() -> two.picture(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> set.limit(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAnotherMagicNumber() throws IOException {
    Path labels = TestFiles.idxLabels(folder.resolve("l"), 1);
    Path wrong = TestFiles.idx(folder.resolve("w"), 0x0D03, new int[] {1, 1, 1}, new byte[4]);
    assertRefused(wrong, labels, "begins with 00000d03, not 00000803");
    assertRefused(labels, labels, "images come first, then labels");
  }

  @Test
  void refusesCountsThatDiffer() throws IOException {
    assertRefused(
        TestFiles.idxImages(folder.resolve("i"), 3, 2, 2),
        TestFiles.idxLabels(folder.resolve("l"), 1, 2),
        "3 images, but");
  }

  @Test
  void refusesTruncatedFiles() throws IOException {
    Path images = TestFiles.idxImages(folder.resolve("i"), 3, 20, 20);
    Path labels = TestFiles.idxLabels(folder.resolve("l"), 1, 2, 3);
    byte[] whole = Files.readAllBytes(images);
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, 500));
    assertRefused(cut, labels, "is truncated: it declares 1200 bytes and holds 484");
    Path header = Files.write(folder.resolve("header"), Arrays.copyOf(whole, 6));
    assertRefused(header, labels, "it ends early");
    byte[] packed = Files.readAllBytes(TestFiles.gzip(images, folder.resolve("p")));
    Path half = Files.write(folder.resolve("half"), Arrays.copyOf(packed, packed.length / 2));
    assertRefused(half, labels, "cannot be read as an idx file");
    assertRefused(Files.write(folder.resolve("empty"), new byte[0]), labels, "it ends early");
  }

  @Test
  void refusesFilesThatGoOn() throws IOException {
    Path images = TestFiles.idx(folder.resolve("i"), 0x803, new int[] {1, 2, 2}, new byte[5]);
    assertRefused(images, TestFiles.idxLabels(folder.resolve("l"), 1), "goes on after the 4 bytes");
  }

  @Test
  void refusesHugeAndImpossibleExtentsBeforeItReads() throws IOException {
    Path labels = TestFiles.idxLabels(folder.resolve("l"), 1);
    int most = Integer.MAX_VALUE;
    Path huge =
        TestFiles.idx(folder.resolve("h"), 0x803, new int[] {most, most, most}, new byte[9]);
    assertRefused(huge, labels, "impossible extents");
    Path large = TestFiles.idx(folder.resolve("g"), 0x803, new int[] {most, 1, 1}, new byte[9]);
    assertRefused(large, labels, "MiB that are kept in memory");
    Path negative = TestFiles.idx(folder.resolve("n"), 0x803, new int[] {-1, 2, 2}, new byte[9]);
    assertRefused(negative, labels, "impossible extents");
  }

  @Test
  void stopsReadingAPackedFileThatUnpacksToMoreThanItDeclares() throws IOException {
    // 64 MiB of zeros pack into a few dozen kilobytes; the file declares one small image.
    Path bomb = TestFiles.idx(folder.resolve("b"), 0x803, new int[] {1, 2, 2}, new byte[64 << 20]);
    Path packed = TestFiles.gzip(bomb, folder.resolve("b.gz"));
    assertRefused(packed, TestFiles.idxLabels(folder.resolve("l"), 1), "goes on after");
  }

  @Test
  void findsTheCommaBetweenPathsThatHaveCommas() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("a,b"));
    ImageSet set =
        open(
            TestFiles.idxImages(inner.resolve("i"), 1, 2, 2),
            TestFiles.idxLabels(inner.resolve("l"), 3));
    assertThat(set.label(0)).isEqualTo(3);
  }

  @Test
  void namesAnAbsentFile() throws IOException {
    Path images = TestFiles.idxImages(folder.resolve("i"), 1, 2, 2);
    assertRefused(images, folder.resolve("absent"), "there is no file");
    assertRefused(folder, images, "is not a file");
  }
}
