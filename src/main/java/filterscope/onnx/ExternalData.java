package filterscope.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;

/// Tensors whose bytes lie in a file beside the network. Only regular files inside the network's own folder are opened:
/// a path that leaves it, by itself or through a link, is refused.
final class ExternalData {
  private static final String REMEDY =
      "put the data file that belongs to the network into the same folder";
  private final Path folder;

  /// @param network the ONNX file
  ExternalData(Path network) {
    Path absolute = network.toAbsolutePath().normalize();
    this.folder = Objects.requireNonNullElse(absolute.getParent(), absolute);
  }

  /// The bytes of a tensor.
  ///
  /// @param expected how many its type and shape need
  /// @throws Refusal if the entry is wrong, the file missing, too short, or elsewhere
  byte[] read(TensorProto tensor, int expected) {
    Map<String, String> entries = new HashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    String location = entries.getOrDefault("location", "");
    long offset = number(entries.getOrDefault("offset", "0"));
    long length = number(entries.getOrDefault("length", String.valueOf(expected)));
    String name = Sentences.quoted(location);
    if (length != expected) {
      throw Refusal.inconsistent(
          "claims "
              + length
              + " bytes of the data file "
              + name
              + " where "
              + expected
              + " are needed");
    }
    Path file = locate(location);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (offset > channel.size() - length) {
        throw new Refusal(
            "needs the bytes "
                + offset
                + " to "
                + (offset + length)
                + " of the data file "
                + name
                + ", which has only "
                + channel.size(),
            "fetch the data file again, completely");
      }
      ByteBuffer buffer = ByteBuffer.allocate(expected);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new Refusal("reads past the end of the data file " + name, REMEDY);
        }
      }
      return buffer.array();
    } catch (IOException e) {
      throw new Refusal(
          "cannot read the data file " + name + " (" + Sentences.cause(e) + ")", REMEDY);
    }
  }

  private Path locate(String location) {
    String name = Sentences.quoted(location);
    Path file;
    try {
      if (location.isBlank() || Path.of(location).isAbsolute()) {
        throw outside(name);
      }
      file = folder.resolve(location).normalize();
    } catch (InvalidPathException e) {
      throw outside(name);
    }
    if (!file.startsWith(folder) || file.equals(folder)) {
      throw outside(name);
    }
    if (!Files.exists(file)) {
      throw new Refusal("needs the data file " + name + ", which is not there", REMEDY);
    }
    try {
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw outside(name);
      }
    } catch (IOException e) {
      throw new Refusal(
          "cannot find the data file " + name + " (" + Sentences.cause(e) + ")", REMEDY);
    }
    if (!Files.isRegularFile(file)) {
      throw new Refusal("names " + name + " as its data, which is not a file", REMEDY);
    }
    return file;
  }

  private static Refusal outside(String name) {
    return new Refusal(
        "keeps its data in " + name + ", outside the folder of the network, which is never opened",
        "copy the data into the network's folder and name it by a relative path");
  }

  private static long number(String text) {
    try {
      long value = Long.parseLong(text.strip());
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, as for a negative number
    }
    throw Refusal.inconsistent(
        "has " + Sentences.quoted(text) + " as an offset or length of external data");
  }
}
