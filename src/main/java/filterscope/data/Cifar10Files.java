package filterscope.data;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// CIFAR-10 in its official binary form: records of 3073 bytes, a label from 0 to 9, then 32×32 red, green and blue samples.
final class Cifar10Files {
  static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int RECORD = 1 + 3 * PLANE;

  private Cifar10Files() {}

  /// The test part of a folder with the official names, or all of one file.
  static ImageSet test(Path place, Progress progress) {
    if (Files.isRegularFile(place)) {
      return read("cifar10 (" + place.getFileName() + ")", List.of(place), progress);
    }
    Path folder = folder(place);
    return read("cifar10 (test)", List.of(member(folder, "test_batch.bin")), progress);
  }

  /// The five training batches of a folder with the official names, or all of one file.
  static ImageSet training(Path place, Progress progress) {
    if (Files.isRegularFile(place)) {
      return read("cifar10 (" + place.getFileName() + ")", List.of(place), progress);
    }
    Path folder = folder(place);
    List<Path> batches =
        List.of(1, 2, 3, 4, 5).stream()
            .map(batch -> member(folder, "data_batch_" + batch + ".bin"))
            .toList();
    return read("cifar10 (training)", batches, progress);
  }

  private static Path folder(Path place) {
    if (!Files.isDirectory(place)) {
      throw new BadInputException("there is no file or folder " + place);
    }
    Path inner = place.resolve("cifar-10-batches-bin");
    return Files.isDirectory(inner) ? inner : place;
  }

  private static Path member(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      throw new BadInputException(
          folder
              + " has no "
              + name
              + "; give the folder that cifar-10-binary.tar.gz unpacks to, or one .bin file");
    }
    return file;
  }

  private static ImageSet read(String name, List<Path> files, Progress progress) {
    int[] counts = new int[files.size()];
    long total = 0;
    for (int index = 0; index < counts.length; index++) {
      counts[index] = records(files.get(index));
      total += counts[index];
    }
    byte[] samples = new byte[Reading.checkFitsMemory(files.getFirst(), total * (RECORD - 1))];
    byte[] labels = new byte[Math.toIntExact(total)];
    int image = 0;
    for (int index = 0; index < counts.length; index++) {
      progress.checkCancelled();
      progress.report((double) index / counts.length, "reading " + files.get(index).getFileName());
      read(files.get(index), counts[index], image, samples, labels);
      image += counts[index];
    }
    return new PackedImages(
        name,
        new PictureSize(SIDE, SIDE),
        3,
        samples,
        labels,
        classes(files.getFirst().resolveSibling("batches.meta.txt")));
  }

  private static int records(Path file) {
    Reading.checkFile(file);
    try {
      long size = Files.size(file);
      if (size == 0 || size % RECORD != 0) {
        throw new BadInputException(
            file
                + " has "
                + size
                + " bytes, which is not a whole number of CIFAR-10 records of 3073 bytes; it is"
                + " truncated or of another kind");
      }
      return (int) Math.min(Integer.MAX_VALUE, size / RECORD);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read (" + Reading.why(e) + ")", e);
    }
  }

  private static void read(Path file, int count, int first, byte[] samples, byte[] labels) {
    byte[] record = new byte[RECORD];
    try (InputStream in = Reading.open(file)) {
      for (int index = 0; index < count; index++) {
        if (in.readNBytes(record, 0, RECORD) < RECORD) {
          throw new BadInputException(file + " ends within image " + index);
        }
        if (record[0] < 0 || record[0] >= CLASSES.size()) {
          throw new BadInputException(
              file
                  + ": image "
                  + index
                  + " has label "
                  + (record[0] & 0xFF)
                  + ", but CIFAR-10 has classes 0 to 9; the file is of another kind");
        }
        labels[first + index] = record[0];
        interleave(record, samples, (first + index) * (RECORD - 1));
      }
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read (" + Reading.why(e) + ")", e);
    }
  }

  private static void interleave(byte[] record, byte[] samples, int at) {
    for (int pixel = 0; pixel < PLANE; pixel++) {
      samples[at + 3 * pixel] = record[1 + pixel];
      samples[at + 3 * pixel + 1] = record[1 + PLANE + pixel];
      samples[at + 3 * pixel + 2] = record[1 + 2 * PLANE + pixel];
    }
  }

  /// The names beside the files when there are ten, otherwise the known ones.
  private static List<String> classes(Path names) {
    try {
      if (Files.isRegularFile(names) && Files.size(names) < 4096) {
        List<String> found =
            Files.readString(names).lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
        return found.size() == CLASSES.size() ? found : CLASSES;
      }
      return CLASSES;
    } catch (IOException e) {
      throw new BadInputException(names + " cannot be read (" + Reading.why(e) + ")", e);
    }
  }
}
