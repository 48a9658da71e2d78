package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// A convolution whose every filter sees one channel of its own. Lanes are channels.
final class DepthwiseConvolution implements FloatKernels.Prepared {
  private static final VectorSpecies<Float> SPECIES = Tiles.SPECIES;
  private static final int LANES = SPECIES.length();

  private final PaddedImage image;
  private final int channels;
  private final int columns;
  private final int step;
  private final int[] bases;
  private final int[] taps;
  private final float[] weights;
  private final float[] bias;
  private final int paddedChannels;
  private final FloatKernels.Finish finish;

  DepthwiseConvolution(
      ConvGeometry geometry,
      float[] given,
      float[] factors,
      float[] bias,
      FloatKernels.Finish finish) {
    this.image = new PaddedImage(geometry);
    this.channels = geometry.inputChannels();
    this.columns = geometry.outputWidth();
    this.step = geometry.strideX() * channels;
    this.bases = image.bases();
    this.finish = finish;
    this.paddedChannels = (channels + LANES - 1) / LANES * LANES;
    this.taps = new int[geometry.kernelHeight() * geometry.kernelWidth()];
    this.weights = new float[taps.length * paddedChannels];
    this.bias = java.util.Arrays.copyOf(bias, paddedChannels);
    for (int tap = 0; tap < taps.length; tap++) {
      taps[tap] = image.tapOffset(tap / geometry.kernelWidth(), tap % geometry.kernelWidth());
      for (int channel = 0; channel < channels; channel++) {
        weights[tap * paddedChannels + channel] =
            given[channel * taps.length + tap] * factors[channel];
      }
    }
  }

  @Override
  public int scratchFloats() {
    return image.floats();
  }

  @Override
  public void run(
      float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch) {
    boolean direct = image.isImage();
    if (!direct) {
      image.fill(input, inputOffset, scratch);
    }
    float[] from = direct ? input : scratch;
    int offset = direct ? inputOffset : 0;
    for (int pixel = 0; pixel < bases.length; pixel += columns) {
      row(from, offset, pixel, output, outputOffset);
      if (!finish.equals(FloatKernels.Finish.NONE)) {
        Tiles.clamp(
            output,
            outputOffset + pixel * channels,
            columns * channels,
            finish.low(),
            finish.high());
      }
    }
  }

  /// Sums one row of pixels.
  private void row(float[] from, int offset, int pixel, float[] output, int outputOffset) {
    int bound = SPECIES.loopBound(channels);
    int end = pixel + columns;
    for (int channel = 0; channel < bound; channel += LANES) {
      int at = outputOffset + channel;
      if (taps.length == 9) {
        nine(from, offset + bases[pixel] + channel, channel, output, at + pixel * channels);
      } else {
        for (int first = pixel; first < end; first += 4) {
          four(from, offset + channel, first, end - 1, channel, output, at);
        }
      }
    }
    if (bound < channels) {
      for (int index = pixel; index < end; index++) {
        int at = outputOffset + index * channels + bound;
        rest(from, offset + bases[index] + bound, bound, output, at);
      }
    }
  }

  /// Nine taps, the usual number: their weights stay in registers along a row of pixels.
  ///
  /// @param base of the row's first window, in this vector of channels
  /// @param at where the row's first sum goes
  private void nine(float[] from, int base, int channel, float[] to, int at) {
    int pad = paddedChannels;
    FloatVector w0 = FloatVector.fromArray(SPECIES, weights, channel);
    FloatVector w1 = FloatVector.fromArray(SPECIES, weights, channel + pad);
    FloatVector w2 = FloatVector.fromArray(SPECIES, weights, channel + 2 * pad);
    FloatVector w3 = FloatVector.fromArray(SPECIES, weights, channel + 3 * pad);
    FloatVector w4 = FloatVector.fromArray(SPECIES, weights, channel + 4 * pad);
    FloatVector w5 = FloatVector.fromArray(SPECIES, weights, channel + 5 * pad);
    FloatVector w6 = FloatVector.fromArray(SPECIES, weights, channel + 6 * pad);
    FloatVector w7 = FloatVector.fromArray(SPECIES, weights, channel + 7 * pad);
    FloatVector w8 = FloatVector.fromArray(SPECIES, weights, channel + 8 * pad);
    FloatVector start = FloatVector.fromArray(SPECIES, bias, channel);
    int b0 = base + taps[0];
    int b1 = base + taps[1];
    int b2 = base + taps[2];
    int b3 = base + taps[3];
    int b4 = base + taps[4];
    int b5 = base + taps[5];
    int b6 = base + taps[6];
    int b7 = base + taps[7];
    int b8 = base + taps[8];
    for (int column = 0; column < columns; column++) {
      int k = column * step;
      FloatVector s = w0.fma(FloatVector.fromArray(SPECIES, from, b0 + k), start);
      FloatVector t = w1.mul(FloatVector.fromArray(SPECIES, from, b1 + k));
      FloatVector u = w2.mul(FloatVector.fromArray(SPECIES, from, b2 + k));
      s = w3.fma(FloatVector.fromArray(SPECIES, from, b3 + k), s);
      t = w4.fma(FloatVector.fromArray(SPECIES, from, b4 + k), t);
      u = w5.fma(FloatVector.fromArray(SPECIES, from, b5 + k), u);
      s = w6.fma(FloatVector.fromArray(SPECIES, from, b6 + k), s);
      t = w7.fma(FloatVector.fromArray(SPECIES, from, b7 + k), t);
      u = w8.fma(FloatVector.fromArray(SPECIES, from, b8 + k), u);
      s.add(t).add(u).intoArray(to, at + column * channels);
    }
  }

  /// Any number of taps; four pixels share each weight, and a last group of fewer repeats its last one.
  private void four(
      float[] from, int offset, int pixel, int last, int channel, float[] to, int at) {
    int p0 = pixel;
    int p1 = Math.min(pixel + 1, last);
    int p2 = Math.min(pixel + 2, last);
    int p3 = Math.min(pixel + 3, last);
    int b0 = offset + bases[p0];
    int b1 = offset + bases[p1];
    int b2 = offset + bases[p2];
    int b3 = offset + bases[p3];
    FloatVector s0 = FloatVector.fromArray(SPECIES, bias, channel);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int tap = 0; tap < taps.length; tap++) {
      FloatVector w = FloatVector.fromArray(SPECIES, weights, tap * paddedChannels + channel);
      int shift = taps[tap];
      s0 = w.fma(FloatVector.fromArray(SPECIES, from, b0 + shift), s0);
      s1 = w.fma(FloatVector.fromArray(SPECIES, from, b1 + shift), s1);
      s2 = w.fma(FloatVector.fromArray(SPECIES, from, b2 + shift), s2);
      s3 = w.fma(FloatVector.fromArray(SPECIES, from, b3 + shift), s3);
    }
    s0.intoArray(to, at + p0 * channels);
    s1.intoArray(to, at + p1 * channels);
    s2.intoArray(to, at + p2 * channels);
    s3.intoArray(to, at + p3 * channels);
  }

  /// The channels after the last full vector, at one pixel.
  private void rest(float[] from, int base, int first, float[] to, int at) {
    VectorMask<Float> mask = SPECIES.indexInRange(first, channels);
    FloatVector sum = FloatVector.fromArray(SPECIES, bias, first);
    for (int tap = 0; tap < taps.length; tap++) {
      FloatVector w = FloatVector.fromArray(SPECIES, weights, tap * paddedChannels + first);
      sum = w.fma(FloatVector.fromArray(SPECIES, from, base + taps[tap], mask), sum);
    }
    sum.intoArray(to, at, mask);
  }
}
