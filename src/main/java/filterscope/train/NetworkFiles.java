package filterscope.train;

import filterscope.data.Card;
import filterscope.job.BadInputException;
import filterscope.job.WholeFile;
import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the results of a training go: the network, its card and its recipe, side by side in one folder.
///
/// @param network the ONNX file
public record NetworkFiles(Path network) {
  /// What a card says of weights that were trained through a recipe.
  public static final String SHADOW_WEIGHTS =
      "what the recipe is made to compress; without it they have another accuracy";

  private static final String ONNX = ".onnx";

  /// The name of the network without its ending.
  public String name() {
    String file = Optional.ofNullable(network.getFileName()).map(Path::toString).orElse("");
    return file.endsWith(ONNX) ? file.substring(0, file.length() - ONNX.length()) : file;
  }

  public Path card() {
    return network.resolveSibling(Card.FILE_NAME);
  }

  public Path recipe() {
    return network.resolveSibling(name() + ".recipe.json");
  }

  /// The recipe that training began with, where another one came out.
  public Path startRecipe() {
    return network.resolveSibling(name() + ".start.recipe.json");
  }

  public Path checkpoint() {
    return network.resolveSibling(name() + ".checkpoint");
  }

  /// Makes the folder, and makes sure that nothing of another network is replaced there: a card belongs to all networks of its
  /// folder.
  ///
  /// @param start the network that is started from
  /// @throws BadInputException if the folder cannot be written, or holds the card of another network
  public void prepare(Path start) {
    Path folder = Optional.ofNullable(network.toAbsolutePath().getParent()).orElse(Path.of(""));
    try {
      Files.createDirectories(folder);
      if (Files.isDirectory(network)) {
        throw new BadInputException(network + " is a folder; name a file, NAME.onnx");
      }
      if (Files.exists(network) && Files.isSameFile(network, start)) {
        throw new BadInputException(
            network + " is the network itself; choose another file for the fine-tuned one");
      }
      if (Files.exists(card())) {
        others(folder).stream()
            .findFirst()
            .ifPresent(other -> {
              throw new BadInputException(
                  "%s would be replaced, which is also the card of %s; choose another folder for %s"
                      .formatted(card(), other, network.getFileName()));
            });
      }
    } catch (IOException e) {
      throw new BadInputException(
          network + " cannot be written; choose a folder that you may write to", e);
    }
  }

  /// The other networks of the folder.
  private List<Path> others(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName())
          .filter(file -> file.toString().endsWith(ONNX) && !file.equals(network.getFileName()))
          .sorted()
          .toList();
    }
  }

  /// Writes the recipe aside, then moves it.
  ///
  /// @throws BadInputException if it cannot be written
  public void write(Recipe recipe) {
    write(recipe, recipe());
  }

  /// Writes the recipe that training began with.
  ///
  /// @throws BadInputException if it cannot be written
  public void writeStart(Recipe recipe) {
    write(recipe, startRecipe());
  }

  private static void write(Recipe recipe, Path file) {
    byte[] text = RecipeJson.write(recipe).getBytes(StandardCharsets.UTF_8);
    try {
      WholeFile.write(file, out -> out.write(text));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be written", e);
    }
  }
}
