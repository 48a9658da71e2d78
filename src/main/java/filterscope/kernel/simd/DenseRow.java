package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A dense layer on one vector of inputs. Memory bandwidth limits it, so the weights stay where they are: four filters are
/// multiplied with the same inputs at a time, lanes run along the inputs.
final class DenseRow implements FloatKernels.Prepared {
  private static final VectorSpecies<Float> SPECIES = Tiles.SPECIES;
  private static final int LANES = SPECIES.length();

  private final int channels;
  private final int filters;
  private final float[] weights;
  private final float[] factors;
  private final float[] bias;
  private final FloatKernels.Finish finish;

  DenseRow(
      ConvGeometry geometry,
      float[] weights,
      float[] factors,
      float[] bias,
      FloatKernels.Finish finish) {
    this.channels = geometry.inputChannels();
    this.filters = geometry.filters();
    this.weights = weights;
    this.factors = factors;
    this.bias = bias;
    this.finish = finish;
  }

  @Override
  public int scratchFloats() {
    return 4;
  }

  @Override
  public void run(
      float[] input, int inputOffset, float[] output, int outputOffset, float[] scratch) {
    int filter = 0;
    for (; filter + 4 <= filters; filter += 4) {
      four(input, inputOffset, filter, scratch);
      for (int index = 0; index < 4; index++) {
        store(output, outputOffset, filter + index, scratch[index]);
      }
    }
    for (; filter < filters; filter++) {
      store(output, outputOffset, filter, one(input, inputOffset, filter));
    }
  }

  private void store(float[] output, int outputOffset, int filter, float sum) {
    output[outputOffset + filter] = finish.apply(sum * factors[filter] + bias[filter]);
  }

  private void four(float[] input, int from, int filter, float[] sums) {
    int w0 = filter * channels;
    int w1 = w0 + channels;
    int w2 = w1 + channels;
    int w3 = w2 + channels;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(channels);
    for (int c = 0; c < bound; c += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, from + c);
      s0 = x.fma(FloatVector.fromArray(SPECIES, weights, w0 + c), s0);
      s1 = x.fma(FloatVector.fromArray(SPECIES, weights, w1 + c), s1);
      s2 = x.fma(FloatVector.fromArray(SPECIES, weights, w2 + c), s2);
      s3 = x.fma(FloatVector.fromArray(SPECIES, weights, w3 + c), s3);
    }
    float t0 = s0.reduceLanes(VectorOperators.ADD);
    float t1 = s1.reduceLanes(VectorOperators.ADD);
    float t2 = s2.reduceLanes(VectorOperators.ADD);
    float t3 = s3.reduceLanes(VectorOperators.ADD);
    for (int c = bound; c < channels; c++) {
      float x = input[from + c];
      t0 += x * weights[w0 + c];
      t1 += x * weights[w1 + c];
      t2 += x * weights[w2 + c];
      t3 += x * weights[w3 + c];
    }
    sums[0] = t0;
    sums[1] = t1;
    sums[2] = t2;
    sums[3] = t3;
  }

  private float one(float[] input, int from, int filter) {
    int w0 = filter * channels;
    FloatVector s0 = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(channels);
    for (int c = 0; c < bound; c += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, from + c);
      s0 = x.fma(FloatVector.fromArray(SPECIES, weights, w0 + c), s0);
    }
    float t0 = s0.reduceLanes(VectorOperators.ADD);
    for (int c = bound; c < channels; c++) {
      t0 += input[from + c] * weights[w0 + c];
    }
    return t0;
  }
}
