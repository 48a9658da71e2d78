package filterscope.data;

import filterscope.data.FileImages.LabelledFile;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A folder with a sub-folder for every class, named like it; classes are numbered in the order of their names, as
/// torchvision's `ImageFolder` does.
final class ImageFolder {
  private static final int MOST_DEPTH = 4;

  private ImageFolder() {}

  static ImageSet open(Path folder, Progress progress) {
    Reading.checkFolder(folder);
    List<Path> classes = children(folder);
    List<LabelledFile> files = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      progress.checkCancelled();
      progress.report((double) label / classes.size(), "listing " + classes.get(label));
      for (Path file : pictures(classes.get(label))) {
        files.add(new LabelledFile(file, label));
      }
    }
    if (files.isEmpty()) {
      throw new BadInputException(
          folder
              + " has no PNG or JPEG files in sub-folders; an image folder has one sub-folder for"
              + " each class");
    }
    List<String> names = classes.stream().map(path -> path.getFileName().toString()).toList();
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return new FileImages(name == null ? folder.toString() : name.toString(), files, names);
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isDirectory)
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new BadInputException(folder + " cannot be listed (" + Reading.why(e) + ")", e);
    }
  }

  private static List<Path> pictures(Path folder) {
    try (Stream<Path> files = Files.walk(folder, MOST_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(ImageFolder::isPicture).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new BadInputException(folder + " cannot be listed (" + Reading.why(e) + ")", e);
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"))
        && Files.isRegularFile(file);
  }
}
