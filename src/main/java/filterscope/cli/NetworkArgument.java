package filterscope.cli;

import filterscope.data.Card;
import filterscope.data.Inputs;
import filterscope.data.Sample;
import filterscope.data.Samples;
import filterscope.data.Suggestion;
import filterscope.engine.CompiledNetwork;
import filterscope.export.PackedModel;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.measure.Calibrator;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.method.catalog.RecipeFile;
import filterscope.onnx.OnnxModel;
import filterscope.onnx.OnnxReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// The network that a command works on, with its card.
final class NetworkArgument {
  @Parameters(
      index = "0",
      paramLabel = "NETWORK",
      description = "An ONNX file, a packed model (.fsc), or the name of a sample network.")
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
  /// @param packed the packed model, where the file is one
  /// @param trainedFor the recipe without which its weights say little, where its card names one
  record Opened(
      String name,
      OnnxModel model,
      Optional<Card> card,
      Path cardFolder,
      Optional<PackedModel> packed,
      Optional<Recipe> trainedFor) {

    /// What the flags say; where they say nothing, what a packed model says of itself, or the recipe that a network was trained
    /// for.
    ///
    /// @throws ParameterException if flags say how to compress a packed model
    Recipe recipe(RecipeOptions recipes, CommandLine line) {
      if (packed.isPresent() && recipes.isGiven()) {
        throw new ParameterException(
            line, "a packed model is compressed already; leave the recipe and method flags out");
      }
      return packed
          .map(model -> model.network().recipe())
          .orElseGet(() -> {
            Recipe said = recipes.recipe(model.network(), line);
            return recipes.isGiven() ? said : trainedFor.orElse(said);
          });
    }

    /// The network compressed so; a packed model as it is.
    ///
    /// @param floating the network as it is
    /// @param inputs images to find the bounds of activations on, where the recipe needs it
    /// @throws BadInputException if the recipe does not fit
    CompressedNetwork compress(
        Recipe recipe, CompiledNetwork floating, Optional<Inputs> inputs, Progress progress) {
      if (packed.isPresent()) {
        return packed.get().network();
      }
      Calibration seen =
          recipe.needsImages(Methods::byId) && inputs.isPresent()
              ? Calibrator.calibrate(
                  floating, recipe, Methods::byId, inputs.get(), Calibration.NONE, progress)
              : Calibration.NONE;
      return RecipeOptions.compress(model.network(), recipe, seen);
    }
  }

  /// @throws BadInputException if there is no such network, or it or its card cannot be read
  Opened open(Progress progress) {
    Path file = file();
    Path cardFile = card.orElse(file.resolveSibling(Card.FILE_NAME));
    Optional<Card> read = card.isPresent() ? Optional.of(Card.read(cardFile)) : Card.beside(file);
    Path folder = Optional.ofNullable(cardFile.getParent()).orElse(Path.of(""));
    if (PackedModel.isNamedLikeOne(file)) {
      return packed(file, read, folder);
    }
    OnnxModel model = OnnxReader.read(file, progress);
    Optional<Recipe> trainedFor =
        read.flatMap(Card::recipe)
            .map(name -> RecipeFile.read(folder.resolve(name), model.network()));
    return new Opened(baseName(file), model, read, folder, Optional.empty(), trainedFor);
  }

  /// Opens a network that is not compressed yet.
  ///
  /// @throws BadInputException as for [#open], or if the file is a packed model
  Opened openFloat(Progress progress) {
    Opened opened = open(progress);
    if (opened.packed().isPresent()) {
      throw new BadInputException(
          network + " is a packed model and compressed already; open the network it was made from");
    }
    return opened;
  }

  private static Opened packed(Path file, Optional<Card> beside, Path folder) {
    PackedModel packed = PackedModel.read(file);
    return new Opened(
        baseName(file),
        packed.restored(file),
        packed.card().or(() -> beside),
        folder,
        Optional.of(packed),
        Optional.empty());
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
    return name.replaceFirst("\\.(onnx|fsc)$", "");
  }
}
