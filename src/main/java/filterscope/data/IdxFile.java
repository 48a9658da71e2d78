package filterscope.data;

import filterscope.job.BadInputException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// One file of unsigned bytes in the idx form of MNIST: two zero bytes, the type 8, the number of axes, each extent as a
/// big-endian 32-bit number, the bytes. The object owns its array.
final class IdxFile {
  private static final int UNSIGNED_BYTES = 0x0800;

  private final int[] extents;
  private final byte[] bytes;

  private IdxFile(int[] extents, byte[] bytes) {
    this.extents = extents;
    this.bytes = bytes;
  }

  /// @param axes how many axes are wanted: 3 for grey images, 1 for labels
  /// @throws BadInputException if the file is absent, of another kind, truncated, longer than it says, or too large
  static IdxFile read(Path file, int axes) {
    try (InputStream in = Reading.open(file)) {
      int[] extents = header(file, axes, new DataInputStream(in));
      long count = 1;
      for (int extent : extents) {
        if (extent < 1 || count > Integer.MAX_VALUE) {
          throw new BadInputException(
              file + " declares impossible extents " + Arrays.toString(extents));
        }
        count *= extent;
      }
      byte[] bytes = in.readNBytes(Reading.checkFitsMemory(file, count));
      if (bytes.length < count) {
        throw new BadInputException(
            file + " is truncated: it declares " + count + " bytes and holds " + bytes.length);
      }
      if (in.read() >= 0) {
        throw new BadInputException(
            file + " goes on after the " + count + " bytes that it declares, so it is damaged");
      }
      return new IdxFile(extents, bytes);
    } catch (IOException e) {
      throw new BadInputException(
          file + " cannot be read as an idx file (" + Reading.why(e) + ")", e);
    }
  }

  private static int[] header(Path file, int axes, DataInputStream in) throws IOException {
    int magic = in.readInt();
    if (magic != (UNSIGNED_BYTES | axes)) {
      throw new BadInputException(
          "%s is not an idx file of %s: it begins with %08x, not %08x%s"
              .formatted(
                  file,
                  axes == 1 ? "labels" : "grey images",
                  magic,
                  UNSIGNED_BYTES | axes,
                  magic >> 8 == UNSIGNED_BYTES >> 8
                      ? "; images come first, then labels: idx:IMAGES,LABELS"
                      : ""));
    }
    int[] extents = new int[axes];
    for (int axis = 0; axis < axes; axis++) {
      extents[axis] = in.readInt();
    }
    return extents;
  }

  int extent(int axis) {
    return extents[axis];
  }

  /// The bytes themselves, row-major.
  byte[] bytes() {
    return bytes;
  }

  /// Grey images with a label each.
  ///
  /// @throws BadInputException as [#read], and if the counts differ
  static ImageSet images(String name, Path images, Path labels, List<String> classes) {
    IdxFile pictures = read(images, 3);
    IdxFile marks = read(labels, 1);
    if (pictures.extent(0) != marks.extent(0)) {
      throw new BadInputException(
          images
              + " holds "
              + pictures.extent(0)
              + " images, but "
              + labels
              + " holds "
              + marks.extent(0)
              + " labels; they do not belong together");
    }
    checkLabels(labels, marks.bytes(), classes.size());
    PictureSize size = new PictureSize(pictures.extent(1), pictures.extent(2));
    return new PackedImages(name, size, 1, pictures.bytes(), marks.bytes(), classes);
  }

  private static void checkLabels(Path file, byte[] labels, int classes) {
    for (int index = 0; classes > 0 && index < labels.length; index++) {
      if ((labels[index] & 0xFF) >= classes) {
        throw new BadInputException(
            file
                + ": label "
                + (labels[index] & 0xFF)
                + " of image "
                + index
                + " is out of range, there are "
                + classes
                + " classes");
      }
    }
  }
}
