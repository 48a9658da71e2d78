package filterscope.method.catalog;

import filterscope.method.Activations;
import filterscope.method.CompressedConv;
import filterscope.method.Grouping;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.method.StackedConv;
import filterscope.network.ConvWeights;
import java.util.List;

/// Stacking low-dimensional binary filters, SLBF (arXiv 2010.02778; `methods.md` section 8), after training: signs, cut into `s` blocks of
/// channels, k-modes under Hamming distance to a bank of `m` blocks, and least-squares scales for filters or groups of them.
public final class StackedFilters implements Method {
  /// The id.
  public static final String ID = "slbf";

  /// `m`.
  static final Param.Whole BANK =
      new Param.Whole(
          "bank",
          "Bank m",
          "How many low-dimensional binary filters the layer's bank holds; never more than it has blocks.",
          1,
          4096,
          64,
          true);

  /// `s`.
  static final Param.Whole STACK =
      new Param.Whole(
          "stack",
          "Stack s",
          "Into how many blocks of channels a filter is cut, each of them one filter of the bank; where the"
              + " channels do not divide so, into fewer.",
          1,
          256,
          16,
          true);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Stacked binary filters (SLBF)";
  }

  @Override
  public String summary() {
    return "Filters are stacks of small binary filters out of a bank that the layer shares, so that few"
        + " convolutions serve many filters. Reconstructed from the abstract: the paper trains the bank,"
        + " here k-modes finds it in the signs of the weights.";
  }

  @Override
  public String paper() {
    return "arXiv 2010.02778";
  }

  @Override
  public Evidence evidence() {
    return Evidence.ABSTRACT;
  }

  @Override
  public List<Param> params() {
    return Activations.after(
        List.of(BANK, STACK, Scales.GROUP, Scales.BITS, PruneQuantize.SEED),
        Activations.FLOAT_BITS);
  }

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    UsableWeights.check(weights);
    int stack = Math.min(settings.whole(STACK), weights.channels());
    while (weights.channels() % stack != 0) {
      stack--;
    }
    int block = weights.filterSize() / stack;
    BinaryModes modes =
        new BinaryModes(weights.values(), block, settings.whole(PruneQuantize.SEED));
    int m = Math.min(settings.whole(BANK), weights.filters() * stack);
    byte[] bank = modes.bank(m);
    short[] picks = modes.picks();
    Grouping grouping = Scales.grouping(weights, settings);
    short[] signs = new short[weights.size()];
    for (int index = 0; index < signs.length; index++) {
      signs[index] = bank[picks[index / block] * block + index % block];
    }
    int scaleBits = Scales.bits(settings);
    float[] scales = Scales.stored(Scales.leastSquares(weights, grouping, signs), scaleBits);
    return new StackedConv(weights, stack, bank, picks, grouping, scales, scaleBits);
  }
}
