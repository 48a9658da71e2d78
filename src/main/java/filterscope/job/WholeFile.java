package filterscope.job;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Files that are there whole or not at all.
public final class WholeFile {
  private WholeFile() {}

  /// Writes the bytes of a file.
  @FunctionalInterface
  public interface Contents {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes aside, in the same folder, then moves over what was there; whatever goes wrong, an existing file stays as it was
  /// and no part of the new one is left behind.
  public static void write(Path file, Contents contents) throws IOException {
    write(file, contents, false);
  }

  /// The same, and the bytes are on the disk before they take the place of what was there: even a machine that stops leaves
  /// one of the two.
  public static void writeThrough(Path file, Contents contents) throws IOException {
    write(file, contents, true);
  }

  private static void write(Path file, Contents contents, boolean through) throws IOException {
    Path absolute = file.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    Path aside =
        absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      // Not createTempFile, whose files only their owner may read.
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(aside, StandardOpenOption.CREATE_NEW), 1 << 16)) {
        contents.writeTo(out);
      }
      if (through) {
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
      Files.move(
          aside, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error e) {
      try {
        Files.deleteIfExists(aside);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }
}
