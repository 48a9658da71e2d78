package filterscope.measure;

import filterscope.method.CompressedConv;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.Settings;
import filterscope.method.catalog.CrossFilter;
import filterscope.network.ConvWeights;

/// What it costs, in squared error of the weights, that the members of a group share one scale instead of having their own.
///
/// A member is a whole filter where groups span all channels, and a two-dimensional kernel where they are tiles. With one bit
/// the price is `m·Σ_{k∈g} (α_k − ᾱ_g)²` (`methods.md` section 2), `m` weights a member, `α_k` the member's mean |w| and `ᾱ_g` the
/// group's. With more bits it is the difference between the squared errors of the shared and of the own
/// scales, computed from both. The object owns its arrays.
public final class SharingPrice {
  private final Grouping grouping;
  private final Grouping own;
  private final double[] ownScales;
  private final double[] sharedScales;
  private final double[] prices;

  private SharingPrice(
      Grouping grouping, Grouping own, double[] ownScales, double[] sharedScales, double[] prices) {
    this.grouping = grouping;
    this.own = own;
    this.ownScales = ownScales;
    this.sharedScales = sharedScales;
    this.prices = prices;
  }

  /// The price under settings of [CrossFilter]: in closed form with one bit and 32-bit scales, computed from both
  /// compressions otherwise.
  public static SharingPrice of(ConvWeights weights, Settings settings) {
    Grouping grouping = CrossFilter.grouping(weights, settings);
    if (settings.whole(CrossFilter.WEIGHT_BITS) == 1
        && settings.choice(CrossFilter.SCALE_BITS).equals("32")) {
      return ofOneBit(weights, grouping);
    }
    CrossFilter method = new CrossFilter();
    Settings alone = settings.with(CrossFilter.GROUP, "1").with(CrossFilter.GROUP_IN, "1");
    GridConv shared = grid(method.compress(weights, settings));
    GridConv own = grid(method.compress(weights, alone));
    double[] prices = errors(weights, shared, grouping);
    double[] errors = errors(weights, own, grouping);
    for (int group = 0; group < prices.length; group++) {
      prices[group] -= errors[group];
    }
    return new SharingPrice(
        grouping, own.grouping(), doubles(own.scales()), doubles(shared.scales()), prices);
  }

  /// The price of one-bit weights, in closed form.
  public static SharingPrice ofOneBit(ConvWeights weights, Grouping grouping) {
    Grouping own =
        Grouping.tiles(
            weights.filters(),
            weights.channels(),
            1,
            grouping.channelBlocks() == 1 ? weights.channels() : 1);
    double[] ownScales = means(weights, own);
    double[] shared = means(weights, grouping);
    double[] prices = new double[grouping.groups()];
    double memberSize = (double) weights.size() / own.groups();
    for (int filter = 0; filter < own.filters(); filter++) {
      for (int block = 0; block < own.channelBlocks(); block++) {
        int group = grouping.groupOf(filter, block);
        double off = ownScales[own.groupOf(filter, block)] - shared[group];
        prices[group] += memberSize * off * off;
      }
    }
    return new SharingPrice(grouping, own, ownScales, shared, prices);
  }

  private static GridConv grid(CompressedConv stored) {
    if (stored instanceof GridConv conv) {
      return conv;
    }
    throw new IllegalStateException("cross-filter compression makes grids");
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int index = 0; index < values.length; index++) {
      doubles[index] = values[index];
    }
    return doubles;
  }

  private static double[] means(ConvWeights weights, Grouping grouping) {
    double[] means = new double[grouping.groups()];
    int[] kernels = grouping.kernelsPerGroup();
    int index = 0;
    for (int filter = 0; filter < weights.filters(); filter++) {
      for (int channel = 0; channel < weights.channels(); channel++) {
        int group = grouping.groupOf(filter, channel);
        double size = (double) kernels[group] * weights.kernelSize();
        for (int tap = 0; tap < weights.kernelSize(); tap++, index++) {
          means[group] += Math.abs(weights.values()[index]) / size;
        }
      }
    }
    return means;
  }

  /// Squared errors of a stored form, summed over the groups of `grouping`.
  private static double[] errors(ConvWeights weights, GridConv stored, Grouping grouping) {
    double[] errors = new double[grouping.groups()];
    float[] restored = stored.restore().values();
    int index = 0;
    for (int filter = 0; filter < weights.filters(); filter++) {
      for (int channel = 0; channel < weights.channels(); channel++) {
        int group = grouping.groupOf(filter, channel);
        for (int tap = 0; tap < weights.kernelSize(); tap++, index++) {
          double difference = (double) weights.values()[index] - restored[index];
          errors[group] += difference * difference;
        }
      }
    }
    return errors;
  }

  /// Who shares with whom.
  public Grouping grouping() {
    return grouping;
  }

  /// The groups of one member: the same grid of kernels where every member keeps its own scale.
  public Grouping members() {
    return own;
  }

  /// The scale that a member would have for itself.
  ///
  /// @param member a group of [#members()]; the filter itself where whole filters share
  public double ownScale(int member) {
    return ownScales[member];
  }

  /// The scale that a group shares.
  public double sharedScale(int group) {
    return sharedScales[group];
  }

  /// What a group pays, in squared error. Not negative with one bit; with more it can be slightly so, because least squares
  /// on a grid finds a local optimum.
  public double price(int group) {
    return prices[group];
  }

  /// What all groups pay.
  public double total() {
    double sum = 0;
    for (double price : prices) {
      sum += price;
    }
    return sum;
  }
}
