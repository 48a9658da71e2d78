package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// A convolution whose every filter sees one channel of its own. Lanes are channels, four pixels go together so that each
/// weight is loaded once for the four; a last group of fewer pixels repeats its last one.
final class DepthwiseConvolution implements FloatKernels.Prepared {
  private static final VectorSpecies<Float> SPECIES = Tiles.SPECIES;
  private static final int LANES = SPECIES.length();

  private final PaddedImage image;
  private final int channels;
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
    sum(from, offset, output, outputOffset);
    if (!finish.equals(FloatKernels.Finish.NONE)) {
      Tiles.clamp(output, outputOffset, bases.length * channels, finish.low(), finish.high());
    }
  }

  private void sum(float[] from, int offset, float[] output, int outputOffset) {
    int last = bases.length - 1;
    int bound = SPECIES.loopBound(channels);
    for (int pixel = 0; pixel <= last; pixel += 4) {
      int p1 = Math.min(pixel + 1, last);
      int p2 = Math.min(pixel + 2, last);
      int p3 = Math.min(pixel + 3, last);
      for (int channel = 0; channel < bound; channel += LANES) {
        four(from, offset + channel, pixel, p1, p2, p3, channel, output, outputOffset + channel);
      }
      if (bound < channels) {
        rest(from, offset, pixel, bound, output, outputOffset);
        rest(from, offset, p1, bound, output, outputOffset);
        rest(from, offset, p2, bound, output, outputOffset);
        rest(from, offset, p3, bound, output, outputOffset);
      }
    }
  }

  private void four(
      float[] from, int offset, int p0, int p1, int p2, int p3, int channel, float[] to, int at) {
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
  private void rest(float[] from, int offset, int pixel, int first, float[] to, int at) {
    VectorMask<Float> mask = SPECIES.indexInRange(first, channels);
    FloatVector sum = FloatVector.fromArray(SPECIES, bias, first);
    int base = offset + bases[pixel] + first;
    for (int tap = 0; tap < taps.length; tap++) {
      sum =
          FloatVector.fromArray(SPECIES, weights, tap * paddedChannels + first)
              .fma(FloatVector.fromArray(SPECIES, from, base + taps[tap], mask), sum);
    }
    sum.intoArray(to, at + pixel * channels + first, mask);
  }
}
