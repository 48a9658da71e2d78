package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.function.Function;

/// Weights as the product of two smaller convolutions, `k_h×1` and then `1×k_w` (separated filters, arXiv 2002.07754;
/// `methods.md` section 12). Both factors are stored forms of their own, so that a chain can compress them further.
public final class SeparatedConv implements CompressedConv {
  private final Form form;
  private final int rank;
  private final CompressedConv vertical;
  private final CompressedConv horizontal;

  /// How the weights fall into factors.
  public enum Form {
    /// `R` filters `V` over all channels, then `n` filters `H` over those: `W[f,c,y,x] = Σ_r V[r,c,y]·H[f,r,x]`, `V` of
    /// `R×c×k_h×1`, `H` of `n×R×1×k_w`.
    SPATIAL,
    /// Each two-dimensional kernel by itself: `W[f,c,y,x] = Σ_r V[f,cR+r,y]·H[f,cR+r,x]`, `V` of `n×cR×k_h×1`, `H` of
    /// `n×cR×1×k_w`.
    KERNELS
  }

  /// @throws IllegalArgumentException if the factors do not fit one another
  public SeparatedConv(Form form, int rank, CompressedConv vertical, CompressedConv horizontal) {
    ConvWeights v = vertical.restore();
    ConvWeights h = horizontal.restore();
    boolean fit =
        switch (form) {
          case SPATIAL -> v.filters() == rank && h.channels() == rank;
          case KERNELS ->
              v.filters() == h.filters()
                  && v.channels() == h.channels()
                  && v.channels() % rank == 0;
        };
    if (!fit || v.kernelWidth() != 1 || h.kernelHeight() != 1) {
      throw new IllegalArgumentException(
          "factors " + v.shape() + " and " + h.shape() + " do not make a layer of rank " + rank);
    }
    this.form = form;
    this.rank = rank;
    this.vertical = vertical;
    this.horizontal = horizontal;
  }

  public Form form() {
    return form;
  }

  /// `R`.
  public int rank() {
    return rank;
  }

  /// The factor that is applied first, `k_h×1`.
  public CompressedConv vertical() {
    return vertical;
  }

  /// The factor that is applied then, `1×k_w`.
  public CompressedConv horizontal() {
    return horizontal;
  }

  @Override
  public StoredBits bits() {
    return vertical.bits().plus(horizontal.bits());
  }

  @Override
  public ConvWeights restore() {
    ConvWeights v = vertical.restore();
    ConvWeights h = horizontal.restore();
    int filters = h.filters();
    int channels = form == Form.SPATIAL ? v.channels() : v.channels() / rank;
    int height = v.kernelHeight();
    int width = h.kernelWidth();
    float[] values = new float[filters * channels * height * width];
    ConvWeights weights = new ConvWeights(filters, channels, height, width, values);
    for (int filter = 0; filter < filters; filter++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int row = 0; row < height; row++) {
          for (int column = 0; column < width; column++) {
            double sum = 0;
            for (int r = 0; r < rank; r++) {
              sum +=
                  switch (form) {
                    case SPATIAL ->
                        (double) v.weight(r, channel, row, 0) * h.weight(filter, r, 0, column);
                    case KERNELS ->
                        (double) v.weight(filter, channel * rank + r, row, 0)
                            * h.weight(filter, channel * rank + r, 0, column);
                  };
            }
            values[weights.index(filter, channel, row, column)] = (float) sum;
          }
        }
      }
    }
    return weights;
  }

  @Override
  public CompressedConv then(Function<ConvWeights, CompressedConv> next) {
    return new SeparatedConv(form, rank, vertical.then(next), horizontal.then(next));
  }
}
