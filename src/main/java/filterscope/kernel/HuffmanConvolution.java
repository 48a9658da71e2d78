package filterscope.kernel;

import filterscope.tensor.BitReader;
import filterscope.tensor.HuffmanMatrix;
import java.util.Arrays;

/// Convolutions straight from the compressed stream of their weights (the products of HAM and sHAM, arXiv 2108.12704): each weight is
/// decoded when its turn comes, once an image, and is gone afterwards. It saves memory, not time.
public final class HuffmanConvolution {
  private HuffmanConvolution() {}

  /// The definition: bit by bit, weight by weight, with sums in double precision.
  ///
  /// @param weights a column a filter, its rows `[channel][row][column]` of one group
  /// @param scaling one factor and one offset a filter
  public static FloatKernels.Prepared plain(
      ConvGeometry geometry, HuffmanMatrix weights, Scaling scaling) {
    return new Plain(geometry, weights, scaling);
  }

  /// The same with a table for the first bits of a code, zeros left out, and a row of outputs at a time.
  public static FloatKernels.Prepared fast(
      ConvGeometry geometry, HuffmanMatrix weights, Scaling scaling) {
    return new Fast(geometry, weights, scaling);
  }

  private record Plain(ConvGeometry g, HuffmanMatrix weights, Scaling scaling)
      implements FloatKernels.Prepared {
    @Override
    public int scratchFloats() {
      return 0;
    }

    @Override
    public void run(
        float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch) {
      BitReader reader = new BitReader(weights.stream());
      for (int filter = 0, next = 0; filter < g.filters(); filter++) {
        double[] sums = new double[g.outputHeight() * g.outputWidth()];
        for (int stored = 0; stored < weights.count(filter); stored++, next++) {
          float weight = weights.values()[weights.code().read(reader)];
          add(weight, filter, weights.row(next), input, inputOffset, sums);
        }
        for (int place = 0; place < sums.length; place++) {
          output[outputOffset + place * g.filters() + filter] =
              scaling
                  .finish()
                  .apply(
                      (float) (sums[place] * scaling.factor(0, filter) + scaling.offset(filter)));
        }
      }
    }

    private void add(
        float weight, int filter, int place, float[] input, int inputOffset, double[] sums) {
      int taps = g.kernelHeight() * g.kernelWidth();
      int channel = filter / g.filtersPerGroup() * g.channelsPerGroup() + place / taps;
      int tapRow = place % taps / g.kernelWidth();
      int tapColumn = place % g.kernelWidth();
      for (int row = 0; row < g.outputHeight(); row++) {
        int y = row * g.strideY() + tapRow * g.dilationY() - g.padTop();
        for (int column = 0; column < g.outputWidth(); column++) {
          int x = column * g.strideX() + tapColumn * g.dilationX() - g.padLeft();
          if (y >= 0 && y < g.inputHeight() && x >= 0 && x < g.inputWidth()) {
            int pixel = inputOffset + (y * g.inputWidth() + x) * g.inputChannels();
            sums[row * g.outputWidth() + column] += (double) weight * input[pixel + channel];
          }
        }
      }
    }
  }

  private static final class Fast implements FloatKernels.Prepared {
    private final ConvGeometry g;
    private final HuffmanMatrix weights;
    private final Scaling scaling;
    private final PlanarImage image;
    private final int[] bases;

    Fast(ConvGeometry geometry, HuffmanMatrix weights, Scaling scaling) {
      this.g = geometry;
      this.weights = weights;
      this.scaling = scaling;
      this.image = new PlanarImage(geometry);
      this.bases = new int[geometry.depth()];
      int taps = geometry.kernelHeight() * geometry.kernelWidth();
      for (int place = 0; place < bases.length; place++) {
        bases[place] =
            image.index(
                place / taps,
                place % taps / geometry.kernelWidth(),
                place % geometry.kernelWidth(),
                0);
      }
    }

    @Override
    public int scratchFloats() {
      return image.floats() + g.outputHeight() * g.outputWidth();
    }

    @Override
    public void run(
        float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch) {
      image.fill(input, inputOffset, scratch);
      int sums = image.floats();
      int places = g.outputHeight() * g.outputWidth();
      BitReader reader = new BitReader(weights.stream());
      for (int filter = 0, next = 0; filter < g.filters(); filter++) {
        int group = image.index(filter / g.filtersPerGroup() * g.channelsPerGroup(), 0, 0, 0);
        Arrays.fill(scratch, sums, sums + places, 0);
        for (int end = next + weights.count(filter); next < end; next++) {
          float weight = weights.values()[weights.code().readFast(reader)];
          if (weight != 0) {
            add(weight, group + bases[weights.row(next)], scratch, sums);
          }
        }
        float factor = scaling.factor(0, filter);
        float offset = scaling.offset(filter);
        float low = scaling.finish().low();
        float high = scaling.finish().high();
        for (int place = 0; place < places; place++) {
          float value = scratch[sums + place] * factor + offset;
          output[outputOffset + place * g.filters() + filter] =
              Math.min(Math.max(value, low), high);
        }
      }
    }

    private void add(float weight, int from, float[] scratch, int sums) {
      int to = sums;
      for (int row = 0, at = from; row < g.outputHeight(); row++, at += image.rowStep()) {
        image.multiplyAdd(weight, scratch, at, scratch, to);
        to += g.outputWidth();
      }
    }
  }
}
