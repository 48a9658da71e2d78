package filterscope.cli;

import filterscope.data.Card;
import filterscope.data.Sample;
import filterscope.data.Samples;
import filterscope.data.Suggestion;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeFile;
import filterscope.onnx.OnnxModel;
import filterscope.onnx.OnnxReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The network that a command works on, with its card.
final class NetworkArgument {
  @Parameters(
      index = "0",
      paramLabel = "NETWORK",
      description = "An ONNX file, or the name of a sample network.")
  private String network = "";

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "The network's card; card.json beside the ONNX file where this is not given.")
  private Optional<Path> card = Optional.empty();

  /// A network that was read.
  ///
  /// @param name the base name of its file
  /// @param cardFolder what paths in the card are relative to
  /// @param trainedFor the recipe without which its weights say little, where its card names one
  record Opened(
      String name,
      OnnxModel model,
      Optional<Card> card,
      Path cardFolder,
      Optional<Recipe> trainedFor) {}

  /// @throws BadInputException if there is no such network, or it or its card cannot be read
  Opened open(Progress progress) {
    Path file = file();
    Path cardFile = card.orElse(file.resolveSibling(Card.FILE_NAME));
    Optional<Card> read = card.isPresent() ? Optional.of(Card.read(cardFile)) : Card.beside(file);
    Path folder = Optional.ofNullable(cardFile.getParent()).orElse(Path.of(""));
    OnnxModel model = OnnxReader.read(file, progress);
    Optional<Recipe> trainedFor =
        read.flatMap(Card::recipe)
            .map(name -> RecipeFile.read(folder.resolve(name), model.network()));
    return new Opened(baseName(file), model, read, folder, trainedFor);
  }

  private Path file() {
    Samples samples = Samples.ofHome();
    try {
      Path file = Path.of(network);
      if (Files.isRegularFile(file)) {
        return file;
      }
      return samples.byName(network).map(Sample::onnx).orElseThrow(() -> unknown(samples.names()));
    } catch (InvalidPathException e) {
      throw new BadInputException("'" + network + "' is not a path", e);
    }
  }

  private BadInputException unknown(List<String> samples) {
    return new BadInputException(
        "there is no file and no sample network '"
            + network
            + "'"
            + Suggestion.forSentence(
                network,
                samples,
                samples.isEmpty() ? "" : "; sample networks are " + String.join(", ", samples)));
  }

  private static String baseName(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".onnx") ? name.substring(0, name.length() - ".onnx".length()) : name;
  }
}
