package filterscope.data;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Unpacks the ordinary files of a tar archive in the form of POSIX, packed with gzip or not: headers of 512 bytes, then the bytes
/// of the file up to the next multiple of 512.
final class TarArchive {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int KIND_AT = 156;

  private TarArchive() {}

  /// Every file goes into the one folder, whatever folder it has in the archive; none can leave it.
  ///
  /// @throws BadInputException if the archive is damaged
  static void unpack(Path archive, Path folder, Progress progress) {
    try (InputStream in = Reading.open(archive)) {
      Files.createDirectories(folder);
      byte[] header = new byte[BLOCK];
      while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
        progress.checkCancelled();
        String name = text(header, 0, NAME_LENGTH);
        long size = size(header, archive);
        if (header[KIND_AT] == '0' || header[KIND_AT] == 0) {
          progress.report(-1, "unpacking " + name);
          write(in, size, folder.resolve(lastPart(name)));
        } else {
          in.skipNBytes(size);
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      }
    } catch (EOFException e) {
      throw new BadInputException(archive + " ends too early; fetch it again", e);
    } catch (IOException e) {
      throw new BadInputException(
          archive + " cannot be unpacked to " + folder + " (" + Reading.why(e) + ")", e);
    }
  }

  private static void write(InputStream in, long size, Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    try (var out = Files.newOutputStream(aside)) {
      byte[] buffer = new byte[1 << 16];
      for (long left = size; left > 0; ) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new EOFException();
        }
        out.write(buffer, 0, count);
        left -= count;
      }
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static long size(byte[] header, Path archive) {
    try {
      return Long.parseLong(text(header, SIZE_AT, SIZE_LENGTH).strip(), 8);
    } catch (NumberFormatException e) {
      throw new BadInputException(archive + " is no tar archive", e);
    }
  }

  /// Up to the first zero.
  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static String lastPart(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    if (last.isEmpty() || last.equals(".") || last.equals("..")) {
      throw new BadInputException("the archive has a file without a name");
    }
    return last;
  }
}
