package filterscope.study;

import filterscope.train.NetworkFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Where the networks lie that were fine-tuned in the window: a folder each, among the person's data.
public final class TunedFolder {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Path folder;

  /// @param folder that holds them all
  public TunedFolder(Path folder) {
    this.folder = folder;
  }

  /// The folder that the desktop keeps for the data of programs, or the one that the system property `filterscope.data` names.
  public static TunedFolder ofThisPerson() {
    String property = System.getProperty("filterscope.data", "");
    if (!property.isEmpty()) {
      return new TunedFolder(Path.of(property, "fine-tuned"));
    }
    String desktop = Optional.ofNullable(System.getenv("XDG_DATA_HOME")).orElse("");
    Path data =
        desktop.isEmpty()
            ? Path.of(System.getProperty("user.home", "."), ".local", "share")
            : Path.of(desktop);
    return new TunedFolder(data.resolve("filterscope").resolve("fine-tuned"));
  }

  /// The files of the next one.
  ///
  /// @param name of the network that is fine-tuned
  NetworkFiles next(String name, LocalDateTime now) {
    String stem = name + "-" + WHEN.format(now);
    Path free = folder.resolve(stem);
    for (int number = 2; Files.exists(free); number++) {
      free = folder.resolve(stem + "-" + number);
    }
    return new NetworkFiles(free.resolve(name + "-tuned.onnx"));
  }
}
