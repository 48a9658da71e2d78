package filterscope.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Writes small files of images for tests.
final class TestFiles {
  private TestFiles() {}

  /// An idx file: its magic number, its extents, then `payload`.
  static Path idx(Path file, int magic, int[] extents, byte[] payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(magic);
    for (int extent : extents) {
      out.writeInt(extent);
    }
    out.write(payload);
    return Files.write(file, bytes.toByteArray());
  }

  static Path idxImages(Path file, int count, int height, int width) throws IOException {
    byte[] payload = new byte[count * height * width];
    for (int index = 0; index < payload.length; index++) {
      payload[index] = (byte) index;
    }
    return idx(file, 0x803, new int[] {count, height, width}, payload);
  }

  static Path idxLabels(Path file, int... labels) throws IOException {
    byte[] payload = new byte[labels.length];
    for (int index = 0; index < labels.length; index++) {
      payload[index] = (byte) labels[index];
    }
    return idx(file, 0x801, new int[] {labels.length}, payload);
  }

  static Path gzip(Path from, Path to) throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      Files.copy(from, out);
    }
    return to;
  }

  /// CIFAR-10 records with these labels; red is 1, green 2, blue 3 everywhere.
  static Path cifar10(Path file, int... labels) throws IOException {
    byte[] bytes = new byte[labels.length * 3073];
    for (int record = 0; record < labels.length; record++) {
      bytes[record * 3073] = (byte) labels[record];
      for (int sample = 0; sample < 3072; sample++) {
        bytes[record * 3073 + 1 + sample] = (byte) (1 + sample / 1024);
      }
    }
    return Files.write(file, bytes);
  }
}
