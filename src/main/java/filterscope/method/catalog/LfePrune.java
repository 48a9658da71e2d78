package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.FilterEnsemble;
import filterscope.method.FilterImportance;
import filterscope.method.FilterPruning;
import filterscope.method.LayerCalibration;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Pruning by linear filter ensembles (arXiv 2001.08142, `methods.md` section 13): the loss under random masks `z` is fitted by
/// `L ≈ β_0 + Σ_j β_j(1 − z_j)`; the filters with the smallest `β_j` are removed, and so are the input channels of their consumers.
public final class LfePrune implements FilterPruning {
  /// How many filters go.
  public static final Param.Real REMOVED =
      new Param.Real(
          "removed",
          "Filters removed",
          "The share of the layer's filters, in percent, that are removed: those whose absence costs"
              + " the least by the measured loss. At least one filter stays.",
          0,
          95,
          25);

  /// How many masks.
  public static final Param.Whole MASKS =
      new Param.Whole(
          "masks",
          "Random masks",
          "Over how many random masks the loss is measured; more of them make the estimates surer.",
          16,
          4096,
          256,
          true);

  /// How many filters a mask removes.
  public static final Param.Real MASK_SHARE =
      new Param.Real(
          "mask-share",
          "Removed by a mask",
          "The share of the filters, in percent, that each random mask removes on average.",
          1,
          75,
          15);

  /// Over how many images.
  public static final Param.Whole IMAGES =
      new Param.Whole(
          "mask-images",
          "Images per mask",
          "Over how many images the loss under a mask is averaged.",
          1,
          1024,
          64,
          true);

  /// The seed.
  public static final Param.Whole SEED =
      new Param.Whole("seed", "Seed", "Which random masks are drawn.", 0, 1_000_000, 1, false);

  @Override
  public String id() {
    return "lfe-prune";
  }

  @Override
  public String title() {
    return "Linear filter ensembles (pruning)";
  }

  @Override
  public String summary() {
    return "Removes the filters whose absence costs the least, as measured on images under random masks;"
        + " the network that runs is smaller. Layers whose filters a sum ties to others, or that"
        + " give the network's answer, stay whole. Reconstructed from the abstract.";
  }

  @Override
  public String paper() {
    return "arXiv 2001.08142";
  }

  @Override
  public Evidence evidence() {
    return Evidence.ABSTRACT;
  }

  @Override
  public List<Param> params() {
    return Activations.after(
        List.of(REMOVED, MASKS, MASK_SHARE, IMAGES, SEED), Activations.FLOAT_BITS);
  }

  @Override
  public boolean needsImages(Settings settings) {
    return true;
  }

  @Override
  public FilterEnsemble ensemble(Settings settings) {
    return new FilterEnsemble(
        settings.whole(MASKS),
        settings.whole(IMAGES),
        settings.real(MASK_SHARE) / 100,
        settings.whole(SEED));
  }

  @Override
  public int[] kept(ConvWeights weights, Settings settings, LayerCalibration calibration) {
    FilterImportance importance =
        calibration
            .importance()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "which filters matter is measured on images; choose images, or another method"));
    if (importance.filters() != weights.filters()) {
      throw new IllegalArgumentException(
          "the importance of "
              + importance.filters()
              + " filters was measured, and there are "
              + weights.filters());
    }
    int removed =
        (int)
            Math.min(
                weights.filters() - 1L,
                Math.round(settings.real(REMOVED) / 100 * weights.filters()));
    return IntStream.range(0, weights.filters())
        .boxed()
        .sorted(Comparator.comparingDouble(importance::of))
        .skip(removed)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }
}
