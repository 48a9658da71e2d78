package filterscope.cli;

import filterscope.job.BadInputException;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.catalog.Recipes;
import filterscope.network.Layer;
import filterscope.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which layers are compressed.
final class LayerOptions {
  @Option(
      names = "--layers",
      paramLabel = "PATTERN",
      description = "Compress only layers of these names; * stands for any letters, ? for one.")
  private Optional<String> layers = Optional.empty();

  @Option(
      names = "--keep-first",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Leave the first layer with weights float (the default).")
  private boolean keepFirst = true;

  @Option(
      names = "--keep-last",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Leave the last layer with weights float (the default).")
  private boolean keepLast = true;

  /// Whether some layers were named.
  boolean isGiven() {
    return layers.isPresent();
  }

  /// What was said, as one would type it again.
  List<String> words() {
    List<String> words = new ArrayList<>();
    layers.ifPresent(pattern -> words.add("--layers '" + pattern + "'"));
    if (!keepFirst) {
      words.add("--no-keep-first");
    }
    if (!keepLast) {
      words.add("--no-keep-last");
    }
    return words;
  }

  /// The recipe that gives these layers of a network the same choice.
  ///
  /// @throws BadInputException if there is none of them
  Recipe uniform(Network network, LayerRecipe choice) {
    Glob glob = new Glob(layers.orElse("*"));
    Recipe uniform = Recipes.uniform(network, choice, keepFirst, keepLast, glob::matches);
    if (uniform.layers().isEmpty()) {
      List<String> names = network.weightedLayers().stream().map(Layer::name).toList();
      boolean kept = names.stream().anyMatch(glob::matches);
      throw new BadInputException(
          kept
              ? "nothing is left to compress, because the first and the last layer stay float; say"
                  + " --no-keep-first or --no-keep-last"
              : "no layer with weights is called '"
                  + glob.text()
                  + "'; there are "
                  + abridged(names));
    }
    return uniform;
  }

  private static String abridged(List<String> names) {
    int most = 8;
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most))
            + " and "
            + (names.size() - most)
            + " more ('filterscope inspect' lists them)";
  }
}
