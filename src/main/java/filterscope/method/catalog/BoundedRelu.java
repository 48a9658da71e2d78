package filterscope.method.catalog;

import filterscope.kernel.ActivationGrid;
import filterscope.method.ActivationQuantizer;
import filterscope.method.ActivationStatistics;
import filterscope.method.Activations;
import filterscope.method.CompressedConv;
import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.List;

/// Integer-arithmetic-only networks with bounded ReLU (arXiv 2006.11735, `methods.md` section 9): 8-bit weights, 7-bit activations
/// without a sign whose bound is a high quantile, 32-bit sums, a multiplication and a shift between layers.
public final class BoundedRelu implements Method {
  private static final int WEIGHT_BITS = 8;
  private static final int SCALE_BITS = 32;
  private static final int UNSIGNED_BITS = 7;
  private static final int SIGNED_BITS = 8;

  /// The quantile.
  public static final Param.Real PERCENTILE =
      new Param.Real(
          "activation-percentile",
          "Bound at percentile",
          "The share of the activations, in percent, that the bound of the ReLU does not clip.",
          90,
          100,
          99.977);

  @Override
  public String id() {
    return "bounded-relu";
  }

  @Override
  public String title() {
    return "Integer-only with bounded ReLU";
  }

  @Override
  public String summary() {
    return "Weights of 8 bits, activations of 7 bits up to a bound found on images, sums of 32 bits; layers"
        + " hand integers to one another through a multiplication and a shift, and no float is"
        + " computed from the first such layer to the last.";
  }

  @Override
  public String paper() {
    return "arXiv 2006.11735";
  }

  @Override
  public Evidence evidence() {
    return Evidence.CODE;
  }

  @Override
  public List<Param> params() {
    return List.of(Activations.BOUND, PERCENTILE, Activations.LIMIT);
  }

  @Override
  public boolean needsImages(Settings settings) {
    return !isGiven(settings);
  }

  private static boolean isGiven(Settings settings) {
    String from = settings.choice(Activations.BOUND);
    return from.equals(Activations.GIVEN) || from.equals(Activations.GIVEN_SIGNED);
  }

  @Override
  public boolean counts(Param param, Settings settings) {
    if (param.equals(PERCENTILE)) {
      return settings.choice(Activations.BOUND).equals("percentile");
    }
    return !param.equals(Activations.LIMIT) || isGiven(settings);
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    Grouping grouping = Grouping.filters(weights.filters(), weights.channels(), 1);
    GridFit fit = new GridFit(weights, grouping, Grid.SYMMETRIC, WEIGHT_BITS);
    double[] largest = fit.maximumScales();
    float[] scales = new float[largest.length];
    for (int filter = 0; filter < scales.length; filter++) {
      scales[filter] = (float) largest[filter];
    }
    return new GridConv(
            weights, Grid.SYMMETRIC, WEIGHT_BITS, fit.levels(scales), grouping, scales, SCALE_BITS)
        .forIntegersOnly();
  }

  @Override
  public ActivationQuantizer activations(Settings settings, LayerCalibration calibration) {
    String from = settings.choice(Activations.BOUND);
    if (isGiven(settings)) {
      float bound = (float) settings.real(Activations.LIMIT);
      ActivationGrid given =
          from.equals(Activations.GIVEN)
              ? new ActivationGrid.Unsigned(UNSIGNED_BITS, bound)
              : new ActivationGrid.Signed(SIGNED_BITS, bound);
      return new ActivationQuantizer(given, false);
    }
    ActivationStatistics seen =
        calibration
            .input()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the bound of the activations is found on images; choose images, or another"
                        + " method"));
    float bound =
        switch (from) {
          case "max" -> seen.largest();
          case "least-squares" ->
              seen.leastErrorBound(seen.isSigned() ? SIGNED_BITS : UNSIGNED_BITS);
          default -> seen.magnitude(settings.real(PERCENTILE) / 100);
        };
    float positive = bound > 0 ? bound : seen.largest() > 0 ? seen.largest() : 1;
    ActivationGrid grid = seen.grid(seen.isSigned() ? SIGNED_BITS : UNSIGNED_BITS, positive);
    return new ActivationQuantizer(grid, false);
  }
}
