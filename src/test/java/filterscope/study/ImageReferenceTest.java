package filterscope.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageReferenceTest {
  @TempDir Path folder;

  @Test
  void takesAFolderForClassesOfImages() {
    assertThat(ImageReference.of(List.of(folder))).contains("folder:" + folder);
  }

  @Test
  void takesAFolderWithTheOfficialTestFileForCifar() throws IOException {
    Files.createFile(folder.resolve("test_batch.bin"));
    assertThat(ImageReference.of(List.of(folder))).contains("cifar10:" + folder);
  }

  @Test
  void findsTheLabelsBesideTheImages() throws IOException {
    Path images = Files.createFile(folder.resolve("t10k-images-idx3-ubyte.gz"));
    assertThat(ImageReference.of(List.of(images))).isEmpty();
    Path labels = Files.createFile(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    String reference = "idx:" + images + "," + labels;
    assertThat(ImageReference.of(List.of(images))).contains(reference);
    assertThat(ImageReference.of(List.of(labels, images))).contains(reference);
  }

  @Test
  void doesNotTakeATextForImages() throws IOException {
    Path text = Files.createFile(folder.resolve("notes.txt"));
    assertThat(ImageReference.of(List.of(text))).isEmpty();
  }
}
