package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.Arrays;

/// The exact price of sharing at one bit (`methods.md` section 2): with `α_k` a member's own mean magnitude and `ᾱ_g` its group's,
/// `‖W−ᾱ_g B‖² − Σ_k ‖W_k−α_k B_k‖² = m·Σ_k (α_k − ᾱ_g)²`, `m` the weights of a member. A member is a filter when whole filters
/// share, and a two-dimensional kernel when tiles of kernels do.
public final class SharingPrice {
  private final Grouping grouping;
  private final double[] own;
  private final double[] shared;
  private final double[] ofGroup;

  private SharingPrice(Grouping grouping, double[] own, double[] shared, double[] ofGroup) {
    this.grouping = grouping;
    this.own = own;
    this.shared = shared;
    this.ofGroup = ofGroup;
  }

  /// What it costs these weights to share as a grouping says; takes one pass over the weights.
  public static SharingPrice of(ConvWeights weights, Grouping grouping) {
    boolean kernels = grouping.channelBlocks() > 1;
    int size = kernels ? weights.kernelSize() : weights.filterSize();
    double[] own = meanMagnitudes(weights, size);
    int[] groups = new int[own.length];
    Arrays.setAll(
        groups,
        member ->
            kernels
                ? grouping.groupOf(member / weights.channels(), member % weights.channels())
                : grouping.groupOf(member, 0));
    double[] shared = new double[grouping.groups()];
    int[] counts = new int[grouping.groups()];
    for (int member = 0; member < own.length; member++) {
      shared[groups[member]] += own[member];
      counts[groups[member]]++;
    }
    Arrays.setAll(shared, group -> shared[group] / counts[group]);
    double[] prices = new double[grouping.groups()];
    for (int member = 0; member < own.length; member++) {
      double apart = own[member] - shared[groups[member]];
      prices[groups[member]] += size * apart * apart;
    }
    return new SharingPrice(grouping, own, shared, prices);
  }

  /// The price when the filters are ordered so before they are cut into groups; fewer groups of variable size are never
  /// compared with more: every order has as many groups.
  public static SharingPrice of(
      ConvWeights weights, FilterOrder order, int filtersPerGroup, int channelsPerGroup) {
    return of(weights, Reordering.grouping(weights, order, filtersPerGroup, channelsPerGroup));
  }

  /// The mean magnitude of each run of so many weights.
  static double[] meanMagnitudes(ConvWeights weights, int run) {
    double[] means = new double[weights.size() / run];
    for (int member = 0, index = 0; member < means.length; member++) {
      double sum = 0;
      for (int end = index + run; index < end; index++) {
        sum += Math.abs(weights.values()[index]);
      }
      means[member] = sum / run;
    }
    return means;
  }

  public Grouping grouping() {
    return grouping;
  }

  /// `α_k` of every member, in the order of the weights; read only.
  public double[] own() {
    return own;
  }

  /// `ᾱ_g` of every group; read only.
  public double[] shared() {
    return shared;
  }

  /// The squared error that each group adds; read only.
  public double[] ofGroup() {
    return ofGroup;
  }

  /// The squared error that sharing adds to the layer.
  public double total() {
    return Arrays.stream(ofGroup).sum();
  }
}
