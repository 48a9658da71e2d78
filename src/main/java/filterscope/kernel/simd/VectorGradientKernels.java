package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.GradientKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The training kernels on the Vector API, at the width the processor prefers. Lanes are filters or channels and every
/// product is fused, so the results do not depend on that width.
public final class VectorGradientKernels implements GradientKernels {
  private static final VectorSpecies<Float> SPECIES = GatherTiles.SPECIES;
  private static final VectorSpecies<Integer> NUMBERS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());

  @Override
  public String name() {
    return "Vector API " + SPECIES.vectorBitSize() + " bit";
  }

  @Override
  public TrainedConv convolution(ConvGeometry geometry) {
    return new VectorTrainedConv(geometry);
  }

  @Override
  public void moments(
      float[] x,
      int offset,
      int pixels,
      int channels,
      float[] pivot,
      float[] sums,
      float[] squares) {
    for (int channel = 0; channel < channels; channel += SPECIES.length()) {
      VectorMask<Float> mask = SPECIES.indexInRange(channel, channels);
      FloatVector centre = FloatVector.fromArray(SPECIES, pivot, channel, mask);
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, channel, mask);
      FloatVector square = FloatVector.fromArray(SPECIES, squares, channel, mask);
      int at = offset + channel;
      for (int pixel = 0; pixel < pixels; pixel++) {
        FloatVector centred = FloatVector.fromArray(SPECIES, x, at, mask).sub(centre);
        sum = sum.add(centred);
        square = centred.fma(centred, square);
        at += channels;
      }
      sum.intoArray(sums, channel, mask);
      square.intoArray(squares, channel, mask);
    }
  }

  @Override
  public void affine(
      float[] x, int offset, int pixels, int channels, Affine affine, float[] y, int yOffset) {
    FloatVector floor =
        FloatVector.broadcast(SPECIES, affine.rectified() ? 0 : Float.NEGATIVE_INFINITY);
    for (int channel = 0; channel < channels; channel += SPECIES.length()) {
      VectorMask<Float> mask = SPECIES.indexInRange(channel, channels);
      FloatVector factor = FloatVector.fromArray(SPECIES, affine.factor(), channel, mask);
      FloatVector shift = FloatVector.fromArray(SPECIES, affine.shift(), channel, mask);
      int from = offset + channel;
      int to = yOffset + channel;
      for (int pixel = 0; pixel < pixels; pixel++) {
        FloatVector value = FloatVector.fromArray(SPECIES, x, from, mask);
        factor.fma(value, shift).max(floor).intoArray(y, to, mask);
        from += channels;
        to += channels;
      }
    }
  }

  @Override
  public void affineMoments(
      float[] x,
      float[] dy,
      int offset,
      int pixels,
      int channels,
      Affine affine,
      float[] pivot,
      float[] sums,
      float[] products) {
    float floor = affine.rectified() ? 0 : Float.NEGATIVE_INFINITY;
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int channel = 0; channel < channels; channel += SPECIES.length()) {
      VectorMask<Float> mask = SPECIES.indexInRange(channel, channels);
      FloatVector factor = FloatVector.fromArray(SPECIES, affine.factor(), channel, mask);
      FloatVector shift = FloatVector.fromArray(SPECIES, affine.shift(), channel, mask);
      FloatVector centre = FloatVector.fromArray(SPECIES, pivot, channel, mask);
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, channel, mask);
      FloatVector product = FloatVector.fromArray(SPECIES, products, channel, mask);
      int at = offset + channel;
      for (int pixel = 0; pixel < pixels; pixel++) {
        FloatVector value = FloatVector.fromArray(SPECIES, x, at, mask);
        VectorMask<Float> passes = factor.fma(value, shift).compare(VectorOperators.GT, floor);
        FloatVector dz = zero.blend(FloatVector.fromArray(SPECIES, dy, at, mask), passes);
        sum = sum.add(dz);
        product = dz.fma(value.sub(centre), product);
        at += channels;
      }
      sum.intoArray(sums, channel, mask);
      product.intoArray(products, channel, mask);
    }
  }

  @Override
  public void affineGradient(
      float[] x,
      float[] dy,
      int offset,
      int pixels,
      int channels,
      Affine affine,
      float[] a,
      float[] b,
      float[] c,
      float[] dx,
      int dxOffset) {
    float floor = affine.rectified() ? 0 : Float.NEGATIVE_INFINITY;
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int channel = 0; channel < channels; channel += SPECIES.length()) {
      VectorMask<Float> mask = SPECIES.indexInRange(channel, channels);
      FloatVector factor = FloatVector.fromArray(SPECIES, affine.factor(), channel, mask);
      FloatVector shift = FloatVector.fromArray(SPECIES, affine.shift(), channel, mask);
      FloatVector ofGradient = FloatVector.fromArray(SPECIES, a, channel, mask);
      FloatVector ofInput = FloatVector.fromArray(SPECIES, b, channel, mask);
      FloatVector constant = FloatVector.fromArray(SPECIES, c, channel, mask);
      int at = offset + channel;
      int to = dxOffset + channel;
      for (int pixel = 0; pixel < pixels; pixel++) {
        FloatVector value = FloatVector.fromArray(SPECIES, x, at, mask);
        VectorMask<Float> passes = factor.fma(value, shift).compare(VectorOperators.GT, floor);
        FloatVector dz = zero.blend(FloatVector.fromArray(SPECIES, dy, at, mask), passes);
        ofGradient.fma(dz, ofInput.fma(value, constant)).intoArray(dx, to, mask);
        at += channels;
        to += channels;
      }
    }
  }

  @Override
  public void keepMaximum(
      float[] x, int offset, float[] y, int[] winners, int yOffset, int count, int tap) {
    for (int i = 0; i < count; i += SPECIES.length()) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector value = FloatVector.fromArray(SPECIES, x, offset + i, mask);
      FloatVector best = FloatVector.fromArray(SPECIES, y, yOffset + i, mask);
      VectorMask<Float> wins = value.compare(VectorOperators.GT, best).and(mask);
      value.intoArray(y, yOffset + i, wins);
      IntVector.broadcast(NUMBERS, tap).intoArray(winners, yOffset + i, wins.cast(NUMBERS));
    }
  }

  @Override
  public void passToWinner(
      float[] dy, int[] winners, int dyOffset, int tap, float[] dx, int dxOffset, int count) {
    for (int i = 0; i < count; i += SPECIES.length()) {
      VectorMask<Integer> mask = NUMBERS.indexInRange(i, count);
      IntVector winner = IntVector.fromArray(NUMBERS, winners, dyOffset + i, mask);
      VectorMask<Float> won = winner.compare(VectorOperators.EQ, tap).and(mask).cast(SPECIES);
      FloatVector gradient = FloatVector.fromArray(SPECIES, dy, dyOffset + i, won);
      FloatVector.fromArray(SPECIES, dx, dxOffset + i, won)
          .add(gradient)
          .intoArray(dx, dxOffset + i, won);
    }
  }

  @Override
  public void keepWithin(
      float[] x,
      int offset,
      float low,
      float high,
      float[] gradient,
      int gradientOffset,
      int count) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int whole = SPECIES.loopBound(count);
    for (int i = 0; i < whole; i += SPECIES.length()) {
      FloatVector value = FloatVector.fromArray(SPECIES, x, offset + i);
      VectorMask<Float> within =
          value.compare(VectorOperators.GE, low).and(value.compare(VectorOperators.LE, high));
      zero.blend(FloatVector.fromArray(SPECIES, gradient, gradientOffset + i), within)
          .intoArray(gradient, gradientOffset + i);
    }
    for (int i = whole; i < count; i++) {
      float value = x[offset + i];
      gradient[gradientOffset + i] =
          value >= low && value <= high ? gradient[gradientOffset + i] : 0;
    }
  }
}
