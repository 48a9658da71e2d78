package filterscope.data;

import filterscope.job.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The sample networks: each in a folder `sample-models/NAME` with `NAME.onnx` and its `card.json`.
public final class Samples {
  private final Path folder;

  /// @param folder `sample-models`
  public Samples(Path folder) {
    this.folder = folder;
  }

  /// Those of the project folder.
  public static Samples ofHome() {
    return new Samples(home().resolve("sample-models"));
  }

  /// The project folder: the system property `filterscope.home`, which the launcher sets, or the working directory.
  public static Path home() {
    return Path.of(System.getProperty("filterscope.home", ""));
  }

  /// By name; none where the folder is absent.
  ///
  /// @throws BadInputException if the folder or a card in it cannot be read
  public List<Sample> list() {
    return networks().stream()
        .map(file -> new Sample(name(file), file, Card.beside(file)))
        .toList();
  }

  /// The names alone; no card is read.
  public List<String> names() {
    return networks().stream().map(Samples::name).toList();
  }

  public Optional<Sample> byName(String name) {
    return networks().stream()
        .filter(file -> name(file).equals(name))
        .findFirst()
        .map(file -> new Sample(name, file, Card.beside(file)));
  }

  private List<Path> networks() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.find(folder, 2, (file, facts) -> isNetwork(file))) {
      return files.sorted(Comparator.comparing(Samples::name)).toList();
    } catch (IOException e) {
      throw new BadInputException(folder + " cannot be listed (" + Reading.why(e) + ")", e);
    }
  }

  private static boolean isNetwork(Path file) {
    return file.getFileName().toString().endsWith(".onnx") && Files.isRegularFile(file);
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ".onnx".length());
  }
}
