package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.CompressedConv;
import filterscope.method.FilterOrder;
import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.Half;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Reordering;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.List;
import java.util.stream.Stream;

/// Cross-filter compression (arXiv 2005.09034): filters quantized to `b` bits on a uniform grid, neighbours sharing one scale.
/// With groups of one filter it is BWN (arXiv 1603.05279) at one bit, and the filter-wise uniform quantizer above.
/// The formulas are those of `methods.md` sections 1 and 2.
public final class CrossFilter implements Method {
  /// The id.
  public static final String ID = "cross-filter";

  /// Whole filters share a scale.
  public static final String FILTERS = "filters";

  /// Tiles of two-dimensional kernels share a scale.
  public static final String KERNELS = "kernels";

  /// Bits of a weight.
  public static final Param.Whole WEIGHT_BITS =
      new Param.Whole(
          "weight-bits",
          "Weight bits",
          "Bits that each weight is stored in, next to its group's scale; 1 keeps only the sign.",
          1,
          8,
          4,
          false);

  /// Filters that share a scale.
  public static final Param.Whole GROUP =
      new Param.Whole(
          "group",
          "Filters per scale",
          "How many neighbouring filters share one scaling factor: 1 gives every filter its own,"
              + " as many as the layer has (or more) gives the layer a single one.",
          1,
          4096,
          8,
          true);

  /// What a group is made of.
  public static final Param.Choice AXIS =
      new Param.Choice(
          "axis",
          "Shared by",
          "Whether whole filters share a scale, or tiles of single two-dimensional kernels do.",
          List.of(
              new Param.Option(FILTERS, "Whole filters"),
              new Param.Option(KERNELS, "Tiles of kernels")),
          FILTERS);

  /// Channels of a tile.
  public static final Param.Whole GROUP_IN =
      new Param.Whole(
          "group-in",
          "Channels per tile",
          "How many input channels a tile of kernels spans; it counts only when tiles of kernels"
              + " share a scale.",
          1,
          4096,
          1,
          true);

  /// The order of the filters before they are cut into groups.
  public static final Param.Choice ORDER =
      new Param.Choice(
          "order",
          "Filter order",
          "Whether filters share as the network has them, or sorted by their own scale first; sorted"
              + " filters are cut into groups of one size, or where sharing is cheapest (as many"
              + " groups, exactly solved). The network computes the same function when filters move"
              + " together with all that follows them.",
          Stream.of(FilterOrder.values())
              .map(order -> new Param.Option(order.key(), order.title()))
              .toList(),
          FilterOrder.AS_STORED.key());

  /// How a scale is found.
  public static final Param.Choice ESTIMATOR =
      new Param.Choice(
          "estimator",
          "Scale from",
          "How the shared scale is found from 2 bits on; a single bit always takes the mean of |w|,"
              + " which is its least-squares scale.",
          List.of(
              new Param.Option("least-squares", "Least squares"),
              new Param.Option("max", "Largest weight"),
              new Param.Option("percentile", "Percentile")),
          "least-squares");

  /// The percentile of that estimator.
  public static final Param.Real PERCENTILE =
      new Param.Real(
          "percentile",
          "Percentile of |w|",
          "The share of a group's weights, in percent, that the grid spans when the scale comes"
              + " from a percentile; larger weights are clipped.",
          50,
          100,
          99);

  /// The levels.
  public static final Param.Choice GRID =
      new Param.Choice(
          "grid",
          "Levels",
          "Which integers a weight can be from 2 bits on: odd ones use every code and have no zero,"
              + " the symmetric ones have a zero and leave one code unused.",
          List.of(
              new Param.Option("odd", "Odd: ±1, ±3 … ±(2ᵇ−1)"),
              new Param.Option("symmetric", "Symmetric: 0, ±1 … ±(2ᵇ⁻¹−1)")),
          "odd");

  /// Bits of a scale.
  public static final Param.Choice SCALE_BITS =
      new Param.Choice(
          "scale-bits",
          "Scale bits",
          "Whether a scale is stored as a 32-bit or a 16-bit floating-point number.",
          List.of(new Param.Option("32", "32 bits"), new Param.Option("16", "16 bits")),
          "32");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Cross-filter compression";
  }

  @Override
  public String summary() {
    return "Quantizes filters to a few bits and lets neighbouring filters share one scaling factor."
        + " How the paper groups filters and estimates the scale is reconstructed from its"
        + " abstract and first page.";
  }

  @Override
  public String paper() {
    return "arXiv 2005.09034";
  }

  @Override
  public Evidence evidence() {
    return Evidence.ABSTRACT;
  }

  @Override
  public List<Param> params() {
    return Activations.after(
        List.of(WEIGHT_BITS, GROUP, AXIS, GROUP_IN, ORDER, ESTIMATOR, PERCENTILE, GRID, SCALE_BITS),
        Activations.FLOAT_BITS);
  }

  @Override
  public boolean counts(Param param, Settings settings) {
    boolean manyBits = settings.whole(WEIGHT_BITS) > 1;
    if (param.equals(GROUP_IN)) {
      return settings.choice(AXIS).equals(KERNELS);
    }
    if (param.equals(PERCENTILE)) {
      return manyBits && settings.choice(ESTIMATOR).equals("percentile");
    }
    if (param.equals(ESTIMATOR) || param.equals(GRID)) {
      return manyBits;
    }
    return Activations.counts(param, settings);
  }

  @Override
  public boolean isTrainable() {
    return true;
  }

  @Override
  public boolean searchesScales() {
    return true;
  }

  @Override
  public boolean findsScalesAgain(Settings settings) {
    boolean byLeastSquares =
        settings.whole(WEIGHT_BITS) == 1 || settings.choice(ESTIMATOR).equals("least-squares");
    return byLeastSquares && settings.choice(ORDER).equals(FilterOrder.AS_STORED.key());
  }

  /// Which weights of a layer share a scale under these settings.
  public static Grouping grouping(ConvWeights weights, Settings settings) {
    int channels =
        settings.choice(AXIS).equals(KERNELS) ? settings.whole(GROUP_IN) : weights.channels();
    return Reordering.grouping(
        weights, FilterOrder.of(settings.choice(ORDER)), settings.whole(GROUP), channels);
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    refuseUnusableWeights(weights);
    int bits = settings.whole(WEIGHT_BITS);
    Grid grid = bits == 1 || settings.choice(GRID).equals("odd") ? Grid.ODD : Grid.SYMMETRIC;
    Grouping groups = grouping(weights, settings);
    Grouping grouping = calibration.filtersMove() ? groups.withMovedFilters() : groups;
    int scaleBits = Integer.parseInt(settings.choice(SCALE_BITS));
    GridFit fit = new GridFit(weights, grouping, grid, bits);
    float[] scales = stored(scales(fit, bits, settings), scaleBits);
    return new GridConv(weights, grid, bits, fit.levels(scales), grouping, scales, scaleBits);
  }

  private static double[] scales(GridFit fit, int bits, Settings settings) {
    if (bits == 1) {
      return fit.meanScales();
    }
    return switch (settings.choice(ESTIMATOR)) {
      case "max" -> fit.maximumScales();
      case "percentile" -> fit.percentileScales(settings.real(PERCENTILE));
      default -> fit.leastSquaresScales();
    };
  }

  /// The scales as they are stored, so that what runs is what the file says.
  private static float[] stored(double[] scales, int scaleBits) {
    float[] stored = new float[scales.length];
    for (int group = 0; group < scales.length; group++) {
      float scale = (float) scales[group];
      if (scaleBits == 16 && Float.isInfinite(Half.round(scale))) {
        throw new IllegalArgumentException(
            "a scale of " + scale + " does not fit 16 bits; store the scales in 32 bits");
      }
      stored[group] = scaleBits == 16 ? Half.round(scale) : scale;
    }
    return stored;
  }

  private static void refuseUnusableWeights(ConvWeights weights) {
    float[] values = weights.values();
    for (int index = 0; index < values.length; index++) {
      if (!Float.isFinite(values[index])) {
        throw new IllegalArgumentException(
            "filter "
                + index / weights.filterSize()
                + " holds a weight that is "
                + (Float.isNaN(values[index]) ? "not a number" : "infinite")
                + ", so that no scale fits it; leave the layer float or repair the network");
      }
    }
  }
}
