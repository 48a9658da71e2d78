package filterscope.ui.canvas;

import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.Optional;
import java.util.stream.IntStream;

/// What sharing a scale does to the members of a group. A member is a whole filter when whole filters share, and one
/// two-dimensional kernel when tiles of kernels do. Its own α is the mean magnitude of its weights, which is the scale it
/// would have by itself at one bit (XNOR-Net, arXiv 1603.05279).
///
/// The price of a group is `m·Σ_k (α_k − ᾱ_g)²` with `m` weights in a member and `ᾱ_g` the mean of the own α: exactly what
/// the squared error of one-bit weights grows by when the members share the best common scale instead of having each
/// their own.
final class ScaleFigures {
  private final int[] filterAt;
  private final Grouping grouping;
  private final boolean kernelwise;
  private final int memberSize;
  private final float[] own;
  private final float[] shared;
  private final float[] mean;
  private final boolean oneBit;
  private final double[] price;
  private final double totalPrice;
  private final double greatestPrice;
  private final int mostMembers;
  private final int leastMembers;
  private final double ownError;

  /// @param scales one a group; empty for the mean of the own α, which is best at one bit
  private ScaleFigures(
      ConvWeights original, Grouping groups, Optional<float[]> scales, boolean oneBit) {
    kernelwise = groups.channelBlocks() > 1;
    memberSize = kernelwise ? original.kernelSize() : original.filterSize();
    float[] asStored = meanMagnitudes(original.values(), memberSize);
    filterAt = order(groups, asStored);
    grouping = groups.isContiguous() ? groups : inRow(groups, filterAt);
    own = inRow(asStored, filterAt);
    mean = groupMeans(own);
    shared = scales.orElse(mean);
    this.oneBit = oneBit;
    price = prices();
    totalPrice = Arrays.stream(price).sum();
    greatestPrice = Arrays.stream(price).max().orElse(0);
    IntSummaryStatistics kernels = Arrays.stream(grouping.kernelsPerGroup()).summaryStatistics();
    int kernelsOfMember = kernelwise ? 1 : grouping.channels();
    mostMembers = kernels.getMax() / kernelsOfMember;
    leastMembers = kernels.getMin() / kernelsOfMember;
    double squares = 0;
    for (float weight : original.values()) {
      squares += (double) weight * weight;
    }
    double kept = 0;
    for (float alpha : own) {
      kept += (double) alpha * alpha;
    }
    ownError = Math.max(0, squares - memberSize * kept);
  }

  static ScaleFigures of(LayerPicture picture, GridConv stored) {
    return new ScaleFigures(
        picture.original(),
        stored.grouping(),
        Optional.of(stored.scales()),
        stored.weightBits() == 1);
  }

  /// What sharing would cost at one bit if the filters were grouped so.
  static ScaleFigures at(ConvWeights original, Grouping grouping) {
    return new ScaleFigures(original, grouping, Optional.empty(), true);
  }

  /// The filters from left to right: as they are stored where those of a group are neighbours, otherwise group by group and
  /// ascending by their own α.
  private static int[] order(Grouping groups, float[] own) {
    int members = own.length / groups.filters();
    Comparator<Integer> byGroup = Comparator.comparingInt(groups::filterBlockOf);
    return groups.isContiguous()
        ? IntStream.range(0, groups.filters()).toArray()
        : IntStream.range(0, groups.filters())
            .boxed()
            .sorted(byGroup.thenComparingDouble(filter -> own[filter * members]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  private static Grouping inRow(Grouping groups, int[] order) {
    int channels = 0;
    while (channels < groups.channels()
        && groups.groupOf(0, channels) % groups.channelBlocks() == 0) {
      channels++;
    }
    return Grouping.ofFilters(
        Arrays.stream(order).map(groups::filterBlockOf).toArray(), groups.channels(), channels);
  }

  private static float[] inRow(float[] own, int[] order) {
    int members = own.length / order.length;
    float[] moved = new float[own.length];
    for (int place = 0; place < order.length; place++) {
      System.arraycopy(own, order[place] * members, moved, place * members, members);
    }
    return moved;
  }

  /// Whether the filters stand in another order than they are stored in.
  boolean isReordered() {
    for (int place = 0; place < filterAt.length; place++) {
      if (filterAt[place] != place) {
        return true;
      }
    }
    return false;
  }

  /// The mean magnitude of each run of so many weights.
  static float[] meanMagnitudes(float[] values, int run) {
    float[] means = new float[values.length / run];
    for (int member = 0, index = 0; member < means.length; member++) {
      double sum = 0;
      for (int end = index + run; index < end; index++) {
        sum += Math.abs(values[index]);
      }
      means[member] = (float) (sum / run);
    }
    return means;
  }

  private float[] groupMeans(float[] ofMembers) {
    double[] sums = new double[grouping.groups()];
    int[] counts = new int[grouping.groups()];
    for (int member = 0; member < ofMembers.length; member++) {
      int group = groupOf(member);
      sums[group] += ofMembers[member];
      counts[group]++;
    }
    float[] means = new float[sums.length];
    for (int group = 0; group < means.length; group++) {
      means[group] = (float) (sums[group] / Math.max(1, counts[group]));
    }
    return means;
  }

  private double[] prices() {
    double[] squares = new double[grouping.groups()];
    for (int member = 0; member < own.length; member++) {
      double apart = (double) own[member] - mean[groupOf(member)];
      squares[groupOf(member)] += apart * apart;
    }
    Arrays.setAll(squares, group -> squares[group] * memberSize);
    return squares;
  }

  /// Whether a member is a two-dimensional kernel and not a whole filter.
  boolean kernelwise() {
    return kernelwise;
  }

  /// `filter` or `kernel`.
  String memberNoun() {
    return kernelwise ? "kernel" : "filter";
  }

  Grouping grouping() {
    return grouping;
  }

  int members() {
    return own.length;
  }

  int groups() {
    return price.length;
  }

  /// How many weights a member has: `n_f`, or `k_h·k_w`.
  int memberSize() {
    return memberSize;
  }

  int groupOf(int member) {
    return kernelwise
        ? grouping.groupOf(member / grouping.channels(), member % grouping.channels())
        : grouping.groupOf(member, 0);
  }

  /// The scale that a member would have by itself.
  float own(int member) {
    return own[member];
  }

  /// The stored scale of a group.
  float shared(int group) {
    return shared[group];
  }

  /// Where an axis of own α ends that leaves single outliers out.
  ColorLimit ownLimit() {
    return ColorLimit.of(own, new float[0]);
  }

  /// Where a colour scale of shared scales ends that leaves single outliers out.
  ColorLimit sharedLimit() {
    return ColorLimit.of(shared, new float[0]);
  }

  /// Where the line of a group stands among the own α of its members: the shared scale at one bit, and the mean of the own
  /// α with more bits, where the scale is the distance between levels and does not compare.
  float line(int group) {
    return oneBit ? shared[group] : mean[group];
  }

  /// Whether weights are stored in one bit.
  boolean oneBit() {
    return oneBit;
  }

  /// How many members the largest group has.
  int membersPerGroup() {
    return mostMembers;
  }

  /// How many members the smallest group has.
  int membersOfSmallest() {
    return leastMembers;
  }

  double price(int group) {
    return price[group];
  }

  double totalPrice() {
    return totalPrice;
  }

  /// The total price as a share of the squared error that one-bit weights have when no scale is shared; 0 when that
  /// error is 0.
  double relativePrice() {
    return ownError > 0 ? totalPrice / ownError : 0;
  }

  double greatestPrice() {
    return greatestPrice;
  }
}
