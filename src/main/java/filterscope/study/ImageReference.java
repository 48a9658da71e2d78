package filterscope.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says what files or folders dropped on the window mean as an image set, in the form in which the command line takes one.
public final class ImageReference {
  private ImageReference() {}

  /// The reference, or nothing when the files are no image set that is known.
  public static Optional<String> of(List<Path> files) {
    if (files.size() == 1) {
      return single(files.getFirst());
    }
    Optional<Path> images = files.stream().filter(file -> isIdx(file, "images")).findFirst();
    Optional<Path> labels = files.stream().filter(file -> isIdx(file, "labels")).findFirst();
    return images.isPresent() && labels.isPresent()
        ? Optional.of("idx:" + images.get() + "," + labels.get())
        : Optional.empty();
  }

  private static Optional<String> single(Path file) {
    String name = name(file);
    if (Files.isDirectory(file)) {
      boolean cifar = Files.exists(file.resolve("test_batch.bin"));
      return Optional.of((cifar ? "cifar10:" : "folder:") + file);
    }
    if (name.endsWith(".tsv")) {
      return Optional.of("list:" + file);
    }
    if (name.endsWith(".bin")) {
      return Optional.of("cifar10:" + file);
    }
    return isIdx(file, "images") ? labelsBeside(file) : Optional.empty();
  }

  private static Optional<String> labelsBeside(Path images) {
    String labels =
        images.getFileName().toString().replace("images", "labels").replace("idx3", "idx1");
    Path beside = images.resolveSibling(labels);
    return Files.exists(beside) ? Optional.of("idx:" + images + "," + beside) : Optional.empty();
  }

  private static boolean isIdx(Path file, String what) {
    String name = name(file);
    return name.contains(what) && (name.contains("idx") || name.contains("ubyte"));
  }

  private static String name(Path file) {
    Path last = file.getFileName();
    return last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
  }
}
