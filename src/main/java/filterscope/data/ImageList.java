package filterscope.data;

import filterscope.data.FileImages.LabelledFile;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text file with a line for every image: its path, relative to the list, a tab, and the number of its class. A first line of
/// headings, empty lines, lines that begin with `#`, and further columns are passed over.
final class ImageList {
  private static final long MOST_BYTES = 256L << 20;
  private static final int MOST_CLASSES = 1 << 20;

  private ImageList() {}

  static ImageSet open(Path list, Progress progress) {
    Reading.checkFile(list);
    Path folder = Optional.ofNullable(list.getParent()).orElse(Path.of(""));
    List<LabelledFile> files = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(list)) {
      if (Files.size(list) > MOST_BYTES) {
        throw new BadInputException(list + " is too large for a list of images (over 256 MiB)");
      }
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        progress.checkCancelled();
        String[] columns = line.split("\t", -1);
        boolean heading = files.isEmpty() && number == 1 && columns.length > 1;
        if (!heading || isNumber(columns[1])) {
          files.add(entry(list, folder, number, columns));
        }
      }
    } catch (CharacterCodingException e) {
      throw new BadInputException(list + " is not a text file in UTF-8", e);
    } catch (IOException e) {
      throw new BadInputException(list + " cannot be read (" + Reading.why(e) + ")", e);
    }
    if (files.isEmpty()) {
      throw new BadInputException(list + " lists no images");
    }
    return new FileImages(name(list, folder), files, List.of());
  }

  /// `list.tsv` says little; the folder it lies in says more.
  private static String name(Path list, Path folder) {
    Path parent = folder.toAbsolutePath().normalize().getFileName();
    return parent == null ? list.getFileName().toString() : parent + "/" + list.getFileName();
  }

  private static LabelledFile entry(Path list, Path folder, int number, String[] columns) {
    String place = list + ", line " + number;
    if (columns.length < 2) {
      throw new BadInputException(place + ": a path, a tab and the number of a class are expected");
    }
    if (!isNumber(columns[1])) {
      throw new BadInputException(
          place + ": '" + columns[1] + "' is not the number of a class (from 0)");
    }
    int label = Integer.parseInt(columns[1].strip());
    if (label >= MOST_CLASSES) {
      throw new BadInputException(place + ": class " + label + " is out of range");
    }
    try {
      Path file = folder.resolve(columns[0].strip());
      if (!Files.exists(file)) {
        throw new BadInputException(place + ": there is no file " + file);
      }
      return new LabelledFile(file, label);
    } catch (InvalidPathException e) {
      throw new BadInputException(place + ": '" + columns[0] + "' is not a path", e);
    }
  }

  private static boolean isNumber(String text) {
    return text.strip().matches("[0-9]{1,9}");
  }
}
