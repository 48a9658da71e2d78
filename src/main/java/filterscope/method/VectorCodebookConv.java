package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Weights cut into vectors, each of them an index into the layer's [VectorCodebook]. The channels of all filters are brought
/// into one order first; then each filter is cut into vectors of `d` weights that follow one another. A vector of `k²` weights is
/// a two-dimensional kernel. The order is stored with the layer, unless it is that of the network: folding it into the layers
/// before would make it free, and this form does not touch them. The object owns its arrays.
public final class VectorCodebookConv implements CompressedConv {
  private final ConvWeights like;
  private final int[] order;
  private final VectorCodebook codebook;
  private final short[] codes;
  private final int[] places;

  /// @param like weights of the layer's extents (only the extents are used)
  /// @param order `order[i]` is the channel that comes at place `i`
  /// @param codes vector after vector, filter after filter
  /// @throws IllegalArgumentException if the parts do not fit one another
  public VectorCodebookConv(ConvWeights like, int[] order, VectorCodebook codebook, short[] codes) {
    this.like = like;
    this.order = order;
    this.codebook = codebook;
    this.codes = codes;
    this.places = new int[order.length];
    Parts.check(
        like.filterSize() % codebook.dimension() == 0, "a filter is cut into whole vectors");
    Parts.check(codes.length == like.size() / codebook.dimension(), "a code a vector expected");
    for (short code : codes) {
      Parts.check(code >= 0 && code < codebook.size(), "a code is not in the codebook");
    }
    Parts.check(
        order.length == like.channels()
            && Arrays.equals(IntStream.of(order).sorted().toArray(), unchanged(order.length)),
        "an order names every channel once");
    for (int place = 0; place < order.length; place++) {
      places[order[place]] = place;
    }
  }

  /// The order that changes nothing.
  public static int[] unchanged(int channels) {
    return IntStream.range(0, channels).toArray();
  }

  /// Weights in an order of channels: `result[f][i] = weights[f][order[i]]`.
  public static float[] ordered(ConvWeights weights, int[] order) {
    float[] ordered = new float[weights.size()];
    int kernel = weights.kernelSize();
    for (int filter = 0, to = 0; filter < weights.filters(); filter++) {
      for (int channel : order) {
        System.arraycopy(
            weights.values(), weights.index(filter, channel, 0, 0), ordered, to, kernel);
        to += kernel;
      }
    }
    return ordered;
  }

  public VectorCodebook codebook() {
    return codebook;
  }

  /// The channels in the order in which filters are cut; read only.
  public int[] order() {
    return order;
  }

  /// The index of a vector, filter after filter.
  public int code(int vector) {
    return codes[vector];
  }

  /// How many vectors there are.
  public int vectors() {
    return codes.length;
  }

  /// Whether every vector is a two-dimensional kernel of one channel.
  public boolean isOfKernels() {
    return codebook.dimension() == like.kernelSize();
  }

  /// Whether filters that have the same kernel on a channel share its convolution: kernel quantization computes so. Product
  /// quantization, whose entries are 16-bit floats, saves memory alone, whatever its vectors span.
  public boolean sharesKernels() {
    return isOfKernels() && codebook.dimension() > 1 && codebook.hasScale();
  }

  /// The code of the kernel of a filter and a channel, where [#isOfKernels()].
  public int kernelCode(int filter, int channel) {
    return codes[filter * like.channels() + places[channel]];
  }

  /// Bits of one index.
  public int codeBits() {
    return Parts.bitsFor(codebook.size());
  }

  /// How many different kernels there are on the mean channel, by how many filters there are: the share of two-dimensional
  /// convolutions that are left when filters with the same kernel on a channel share it. 1 where vectors are no kernels.
  public double distinctShare() {
    if (!isOfKernels()) {
      return 1;
    }
    long distinct = 0;
    for (int place = 0; place < like.channels(); place++) {
      boolean[] seen = new boolean[codebook.size()];
      for (int filter = 0; filter < like.filters(); filter++) {
        int code = codes[filter * like.channels() + place];
        distinct += seen[code] ? 0 : 1;
        seen[code] = true;
      }
    }
    return (double) distinct / ((double) like.channels() * like.filters());
  }

  /// Whether the order of channels is another one than the network's.
  public boolean isReordered() {
    return IntStream.range(0, order.length).anyMatch(place -> order[place] != place);
  }

  @Override
  public StoredBits bits() {
    long ordering = isReordered() ? (long) Parts.bitsFor(order.length) * order.length : 0;
    return new StoredBits(
        (long) codeBits() * codes.length, codebook.scaleBits(), codebook.bits() + ordering, 0);
  }

  @Override
  public ConvWeights restore() {
    float[] restored = new float[like.size()];
    float[] entries = codebook.values();
    int d = codebook.dimension();
    int kernel = like.kernelSize();
    for (int filter = 0, from = 0; filter < like.filters(); filter++) {
      for (int channel : order) {
        int to = like.index(filter, channel, 0, 0);
        for (int tap = 0; tap < kernel; tap++, from++) {
          restored[to + tap] = entries[codes[from / d] * d + from % d];
        }
      }
    }
    return like.withValues(restored);
  }

  @Override
  public CompressedConv then(Function<ConvWeights, CompressedConv> next) {
    throw Parts.nothingFloat("weights in a codebook of vectors");
  }
}
