package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImagesTest {
  @TempDir Path folder;

  private void picture(String name, int width, int colour) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, colour);
    String format = name.endsWith("png") ? "png" : "jpeg";
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
  }

  private ImageSet list(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("list.tsv"), text);
    return ImageSets.open("list:" + file, Progress.NONE);
  }

  @Test
  void numbersClassesInTheOrderOfTheirFolders() throws IOException {
    picture("zebra/b.png", 4, 0x010203);
    picture("zebra/a.JPG", 3, 0);
    picture("apple/deep/er.jpeg", 5, 0);
    picture("apple/.hidden.png", 5, 0);
    Files.writeString(folder.resolve("zebra/notes.txt"), "no picture");
    Files.writeString(folder.resolve("stray.png"), "not in a class");
    ImageSet set = ImageSets.open("folder:" + folder, Progress.NONE);
    assertThat(set.classes()).containsExactly("apple", "zebra");
    assertThat(set.size()).isEqualTo(3);
    assertThat(set.label(0)).isZero();
    assertThat(set.label(2)).isEqualTo(1);
    assertThat(set.pictureSize(1)).isEqualTo(new PictureSize(2, 3));
    assertThat(set.picture(2).sample(0, 0, 2)).isEqualTo(3);
    assertThat(set.picture(2)).isSameAs(set.picture(2));
  }

  @Test
  void followsLinksToTheFoldersOfClasses() throws IOException {
    picture("elsewhere/cats/a.png", 3, 0);
    picture("set/dogs/b.png", 4, 0);
    Files.createSymbolicLink(
        folder.resolve("set").resolve("cats"), folder.resolve("elsewhere").resolve("cats"));
    ImageSet set = ImageSets.open("folder:" + folder.resolve("set"), Progress.NONE);
    assertThat(set.classes()).containsExactly("cats", "dogs");
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.pictureSize(0)).isEqualTo(new PictureSize(2, 3));
  }

  @Test
  void refusesAFolderWithoutClasses() throws IOException {
    Files.writeString(folder.resolve("stray.png"), "not in a class");
    assertThatThrownBy(() -> ImageSets.open("folder:" + folder, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("one sub-folder for each class");
    assertThatThrownBy(() -> ImageSets.open("folder:" + folder + "/no", Progress.NONE))
        .hasMessageContaining("there is no folder");
  }

  @Test
  void readsAListWithPathsRelativeToIt() throws IOException {
    picture("images/a.png", 4, 0xFF0000);
    picture("images/b.png", 4, 0);
    ImageSet set = list("images/a.png\t3\nimages/b.png\t0\r\n");
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.label(0)).isEqualTo(3);
    assertThat(set.label(1)).isZero();
    assertThat(set.picture(0).sample(0, 0, 0)).isEqualTo(255);
    assertThat(set.classes()).isEmpty();
  }

  @Test
  void passesOverHeadingsCommentsEmptyLinesAndFurtherColumns() throws IOException {
    picture("a.png", 4, 0);
    ImageSet set = list("path\tlabel\tname\n\n# a comment\na.png\t17\ttench\n");
    assertThat(set.size()).isEqualTo(1);
    assertThat(set.label(0)).isEqualTo(17);
  }

  @Test
  void namesTheLineThatIsWrong() throws IOException {
    picture("a.png", 4, 0);
    assertThatThrownBy(() -> list("a.png\t1\na.png\tcat\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 2: 'cat' is not the number of a class");
    assertThatThrownBy(() -> list("a.png 1\n")).hasMessageContaining("line 1: a path, a tab");
    assertThatThrownBy(() -> list("a.png\t1\nb.png\t1\n"))
        .hasMessageContaining("line 2: there is no file");
    assertThatThrownBy(() -> list("a.png\t1\na.png\t-1\n")).hasMessageContaining("'-1'");
    assertThatThrownBy(() -> list("a.png\t999999999\n")).hasMessageContaining("out of range");
    assertThatThrownBy(() -> list("path\tlabel\n")).hasMessageContaining("lists no images");
    assertThatThrownBy(() -> list("a\0b\t1\n")).hasMessageContaining("is not a path");
  }

  @Test
  void refusesAListThatIsNoText() throws IOException {
    Path file = Files.write(folder.resolve("list.tsv"), new byte[] {(byte) 0xC3, (byte) 0x28});
    assertThatThrownBy(() -> ImageSets.open("list:" + file, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("not a text file in UTF-8");
  }

  @Test
  void hashesLabelsAndFiles() throws IOException {
    picture("a.png", 4, 0);
    picture("b.png", 5, 0);
    String hash = list("a.png\t1\nb.png\t2\n").sha256();
    assertThat(list("a.png\t1\nb.png\t2\n").sha256()).isEqualTo(hash).matches("[0-9a-f]{64}");
    assertThat(list("a.png\t1\nb.png\t3\n").sha256()).isNotEqualTo(hash);
    assertThat(list("a.png\t1\na.png\t2\n").sha256()).isNotEqualTo(hash);
  }

  @Test
  void forgetsTheOldestPicturesWhenTheCacheIsFull() {
    PictureCache cache = new PictureCache(25);
    Picture ten = new Picture(2, 5, 1, new byte[10]);
    cache.put(1, ten);
    cache.put(2, ten);
    assertThat(cache.find(1)).isPresent();
    cache.put(3, ten);
    assertThat(cache.bytes()).isEqualTo(20);
    assertThat(cache.find(2)).isEmpty();
    assertThat(cache.find(1)).isPresent();
    cache.put(4, new Picture(2, 50, 1, new byte[100]));
    assertThat(cache.bytes()).isZero();
  }
}
