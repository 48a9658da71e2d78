package filterscope.train;

import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.LayerCalibration;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.MethodChoice;
import filterscope.network.ConvWeights;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Computes with what a compression method makes of the shadow weights, so that a network is trained for exactly the weights
/// that the method will store. The gradient passes straight through inside a limit, and shadow weights are clamped to it
/// (XNOR-Net, arXiv 1603.05279, section 3.1; the term that comes from the scale's own derivative is left out, as is
/// usual).
///
/// The limit is 1, or the largest `|w|` that the layer starts with where that is more. A clamp keeps shadow weights near enough to
/// zero for a sign to change within some steps; 1 does so for networks trained from small random weights. A loaded network may
/// have larger weights: clamped at 1 they would be altered before anything was learned, and would get no gradient.
///
/// At one bit everything is computed anew in every step. From 2 bits on, finding the scales takes a search, and a step of
/// training hardly moves them: the levels of all weights are computed anew in every step, the scales in every eighth and at the
/// beginning of an epoch. Accuracy is always measured with scales computed anew. Belongs to one thread.
public final class MethodQuantizer implements WeightQuantizer {
  /// In so many steps the scales of several bits are found once.
  static final int STEPS_PER_SEARCH = 8;

  private final ConvWeights start;
  private final LayerRecipe recipe;
  private final Function<String, Method> methods;
  private final float limit;
  private Optional<GridConv> found = Optional.empty();
  private int stepsSinceSearch;

  /// @param start the weights that the layer starts with
  /// @param methods finds a method by its id
  public MethodQuantizer(ConvWeights start, LayerRecipe recipe, Function<String, Method> methods) {
    this.start = start;
    this.recipe = recipe;
    this.methods = methods;
    float largest = 1;
    for (float weight : start.values()) {
      largest = Math.max(largest, Math.abs(weight));
    }
    this.limit = largest;
  }

  @Override
  public void quantize(float[] shadow, float[] effective) {
    restore(compress(shadow), effective);
  }

  @Override
  public void quantizeInTraining(float[] shadow, float[] effective) {
    if (found.isPresent() && stepsSinceSearch < STEPS_PER_SEARCH) {
      onScalesOf(found.get(), shadow, effective);
      stepsSinceSearch++;
      return;
    }
    CompressedConv compressed = compress(shadow);
    restore(compressed, effective);
    found =
        methods.apply(recipe.method()).searchesScales()
                && compressed instanceof GridConv grid
                && grid.weightBits() > 1
            ? Optional.of(grid)
            : Optional.empty();
    stepsSinceSearch = 1;
  }

  @Override
  public void beginEpoch() {
    found = Optional.empty();
  }

  CompressedConv compress(float[] shadow) {
    CompressedConv stored = new FloatConv(start.withValues(shadow.clone()));
    for (MethodChoice choice : recipe.chain()) {
      Method method = methods.apply(choice.method());
      stored =
          stored.then(
              weights -> method.compress(weights, choice.settings(), LayerCalibration.NONE));
    }
    return stored;
  }

  private static void restore(CompressedConv compressed, float[] effective) {
    System.arraycopy(compressed.restore().values(), 0, effective, 0, effective.length);
  }

  /// The nearest point of a grid whose scales are known.
  private void onScalesOf(GridConv known, float[] shadow, float[] effective) {
    float[] scales = known.scales();
    int kernel = start.kernelSize();
    for (int filter = 0, index = 0; filter < start.filters(); filter++) {
      for (int channel = 0; channel < start.channels(); channel++) {
        float scale = scales[known.grouping().groupOf(filter, channel)];
        for (int tap = 0; tap < kernel; tap++, index++) {
          effective[index] =
              scale == 0
                  ? 0
                  : scale
                      * known.grid().nearest((double) shadow[index] / scale, known.weightBits());
        }
      }
    }
  }

  @Override
  public void passBack(float[] shadow, float[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      if (Math.abs(shadow[i]) > limit) {
        gradient[i] = 0;
      }
    }
  }

  @Override
  public void afterStep(float[] shadow) {
    for (int i = 0; i < shadow.length; i++) {
      shadow[i] = Math.clamp(shadow[i], -limit, limit);
    }
  }

  @Override
  public String toString() {
    return recipe.chain().stream()
        .map(choice -> choice.method() + " (" + choice.settings() + ")")
        .collect(Collectors.joining(", then "));
  }
}
