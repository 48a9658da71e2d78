package filterscope.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void replacesWhatWasThereAndLeavesNothingElseBehind() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old and longer");
    WholeFile.write(file, out -> out.write('n'));
    assertThat(file).hasContent("n");
    assertThat(folder.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void leavesAnExistingFileAloneWhenWritingFails() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    assertThatThrownBy(() ->
            WholeFile.write(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("the disk is full");
                }))
        .hasMessage("the disk is full");
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void mayBeReadByWhoeverMayReadAnOrdinaryFile() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path ordinary = Files.writeString(folder.resolve("ordinary"), "");
    Path whole = folder.resolve("whole");
    WholeFile.write(whole, out -> {});
    assertThat(Files.getPosixFilePermissions(whole))
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
  }

  @Test
  void doesNotReplaceAFolder() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> WholeFile.write(empty, out -> {}))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("it is a folder");
    assertThat(empty).isDirectory();
  }
}
