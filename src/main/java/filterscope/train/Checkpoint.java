package filterscope.train;

import filterscope.job.BadInputException;
import filterscope.measure.Proportion;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// A file from which an interrupted run goes on: the reports so far, the weights, the running statistics and the optimiser's
/// memory after an epoch, with a checksum. It is written aside and then moved, so that a crash leaves the old one.
public final class Checkpoint {
  private static final int MAGIC = 0x46534350; // "FSCP"

  private final Path file;

  public Checkpoint(Path file) {
    this.file = file;
  }

  /// How far the run was.
  record Progressed(List<EpochReport> reports) {
    Progressed {
      reports = List.copyOf(reports);
    }
  }

  public Path file() {
    return file;
  }

  /// @param fingerprint of everything that a resumed run must share with this one
  void write(String fingerprint, List<float[]> state, List<EpochReport> reports) {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    try {
      CheckedOutputStream checked =
          new CheckedOutputStream(
              new BufferedOutputStream(Files.newOutputStream(aside)), new CRC32());
      try (DataOutputStream out = new DataOutputStream(checked)) {
        out.writeInt(MAGIC);
        out.writeUTF(fingerprint);
        out.writeInt(reports.size());
        for (EpochReport report : reports) {
          writeReport(out, report);
        }
        out.writeInt(state.size());
        for (float[] array : state) {
          writeFloats(out, array);
        }
        out.writeLong(checked.getChecksum().getValue());
      }
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the checkpoint " + file, e);
    }
  }

  /// Reads into the arrays of the state, if the file is there.
  ///
  /// @throws BadInputException if it is of another run or damaged; the arrays may then have been changed
  Optional<Progressed> read(String fingerprint, List<float[]> state) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      CheckedInputStream checked =
          new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), new CRC32());
      try (DataInputStream in = new DataInputStream(checked)) {
        if (in.readInt() != MAGIC) {
          throw refusal("is not a checkpoint");
        }
        String found = in.readUTF();
        if (!found.equals(fingerprint)) {
          throw refusal("is of another run (" + found + ", not " + fingerprint + ")");
        }
        List<EpochReport> reports = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
          reports.add(readReport(in));
        }
        if (in.readInt() != state.size()) {
          throw refusal("is of another network");
        }
        for (float[] array : state) {
          readFloats(in, array);
        }
        long expected = checked.getChecksum().getValue();
        if (in.readLong() != expected) {
          throw refusal("is damaged");
        }
        return Optional.of(new Progressed(reports));
      }
    } catch (IOException e) {
      throw new BadInputException(sentence("cannot be read: " + e.getMessage()), e);
    }
  }

  private BadInputException refusal(String why) {
    return new BadInputException(sentence(why));
  }

  private String sentence(String why) {
    return "the checkpoint '%s' %s: delete it to start anew".formatted(file, why);
  }

  private static void writeReport(DataOutputStream out, EpochReport report) throws IOException {
    out.writeInt(report.epoch());
    out.writeDouble(report.loss());
    out.writeLong(report.training().hits());
    out.writeLong(report.training().samples());
    out.writeLong(report.heldOut().hits());
    out.writeLong(report.heldOut().samples());
    out.writeDouble(report.imagesPerSecond());
    out.writeDouble(report.seconds());
  }

  private static EpochReport readReport(DataInputStream in) throws IOException {
    return new EpochReport(
        in.readInt(),
        in.readDouble(),
        new Proportion(in.readLong(), in.readLong()),
        new Proportion(in.readLong(), in.readLong()),
        in.readDouble(),
        in.readDouble());
  }

  private static void writeFloats(DataOutputStream out, float[] array) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(array.length, Float.BYTES));
    bytes.asFloatBuffer().put(array);
    out.writeInt(array.length);
    out.write(bytes.array());
  }

  private void readFloats(DataInputStream in, float[] array) throws IOException {
    if (in.readInt() != array.length) {
      throw refusal("is of another network");
    }
    byte[] bytes = new byte[Math.multiplyExact(array.length, Float.BYTES)];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(array);
  }
}
