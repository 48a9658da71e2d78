package filterscope.data;

import filterscope.job.BadInputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// How files of images are opened: only ordinary files, unpacked on the way, never more of them in memory than Java can hold.
final class Reading {
  private Reading() {}

  /// @throws BadInputException if there is no readable ordinary file
  static void checkFile(Path file) {
    if (!Files.exists(file)) {
      throw new BadInputException("there is no file " + file);
    }
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + " is not a file");
    }
    if (!Files.isReadable(file)) {
      throw new BadInputException(file + " may not be read by this user");
    }
  }

  /// @throws BadInputException if there is no such folder
  static void checkFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException("there is no folder " + folder);
    }
  }

  /// The bytes of a file, unpacked when they are gzip, whatever its name ends in.
  static InputStream open(Path file) throws IOException {
    checkFile(file);
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      in.mark(2);
      boolean packed = in.read() == 0x1F && in.read() == 0x8B;
      in.reset();
      return packed ? new GZIPInputStream(in, 1 << 16) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /// Refuses what would not leave Java room to work with.
  ///
  /// @throws BadInputException if `bytes` are more than a quarter of the memory that Java may use
  static int checkFitsMemory(Path file, long bytes) {
    long most = Math.min(Runtime.getRuntime().maxMemory() / 4, Integer.MAX_VALUE - 16);
    if (bytes > most) {
      throw new BadInputException(
          file
              + " says that it holds "
              + (bytes >> 20)
              + " MiB of images, more than the "
              + (most >> 20)
              + " MiB that are kept in memory; if that is true, give Java more memory (-Xmx) or make"
              + " an image folder of it");
    }
    return (int) bytes;
  }

  /// What an exception says, for the end of a sentence.
  static String why(Exception e) {
    String message = e.getMessage();
    return switch (e) {
      case EOFException _ -> "it ends early";
      case AccessDeniedException _ -> "it may not be read by this user";
      default ->
          message == null || message.isBlank()
              ? e.getClass().getSimpleName()
              : message.strip().lines().findFirst().orElse("");
    };
  }
}
