package filterscope.testing;

import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.RecipeJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts networks beside the small one whose cards say that they were trained at one bit, each in a folder of its own.
public final class TrainedSamples {
  private TrainedSamples() {}

  /// Adds `small-g1` and `small-g16`, where all filters of two layers have scales of their own, and where all share one.
  public static void addTo(SmallWorld world) {
    add(world, 1);
    add(world, 16);
  }

  private static void add(SmallWorld world, int group) {
    String name = "small-g" + group;
    Path folder = world.folder().resolve(name);
    try {
      Files.createDirectories(folder);
      Files.copy(world.onnx(), folder.resolve(name + ".onnx"));
      for (Path images : world.images()) {
        Files.copy(images, folder.resolve(images.getFileName()));
      }
      Files.writeString(folder.resolve("recipe.json"), RecipeJson.write(recipe(group)));
      String card = Files.readString(world.onnx().resolveSibling("card.json"));
      Files.writeString(
          folder.resolve("card.json"),
          card.replace("\"Small\"", "\"Small, one bit, G = " + group + "\"")
              .replace(
                  "\"data\"",
                  "\"provenance\": {\"recipe\": \"recipe.json\", \"seed\": \"1\"}, \"data\""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recipe recipe(int group) {
    Settings settings =
        new CrossFilter()
            .defaults()
            .with(CrossFilter.WEIGHT_BITS, "1")
            .with(CrossFilter.GROUP, Integer.toString(group));
    Map<String, LayerRecipe> layers = new LinkedHashMap<>();
    layers.put("conv2", new LayerRecipe("cross-filter", settings));
    layers.put("conv3", new LayerRecipe("cross-filter", settings));
    return new Recipe(layers);
  }
}
