package filterscope.train;

import filterscope.data.ImageSet;
import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.measure.Calibrator;
import filterscope.method.ActivationQuantizer;
import filterscope.method.Activations;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Recipe;
import filterscope.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Finds the bounds of activations once, before a network is trained for a recipe, on training images and the float network that
/// training starts from; the recipe then gives them. Found anew afterwards they would come from the shadow weights, which
/// no longer are a network of their own.
public final class GivenBounds {
  private GivenBounds() {}

  /// The recipe with every bound given. The same one where no bound has to be found.
  ///
  /// @param images to train on; a few hundred are shown
  /// @param methods finds a method by its id
  /// @throws BadInputException if the recipe does not fit the network
  public static Recipe in(
      Network start,
      Recipe recipe,
      ImageSet images,
      Preparation preparation,
      Function<String, Method> methods,
      Progress progress) {
    if (!recipe.needsImages(methods)) {
      return recipe;
    }
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(start), Backend.best());
    Inputs inputs = new Inputs(images, preparation, start.inputShape());
    Calibration seen = Calibrator.calibrate(floating, inputs, progress);
    try {
      CompressedNetwork compressed = CompressedNetwork.compress(start, recipe, methods, seen);
      Map<String, LayerRecipe> given = new LinkedHashMap<>();
      recipe
          .layers()
          .forEach(
              (layer, choice) -> given.put(layer, given(choice, compressed.activations(layer))));
      return new Recipe(given);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "the recipe does not fit network '" + start.name() + "': " + e.getMessage(), e);
    }
  }

  private static LayerRecipe given(LayerRecipe recipe, ActivationQuantizer found) {
    return Activations.needBound(recipe.settings())
        ? recipe.withSettings(Activations.withBound(recipe.settings(), found.grid()))
        : recipe;
  }
}
