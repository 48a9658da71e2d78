package filterscope.train;

import filterscope.kernel.GradientKernels;
import filterscope.kernel.GradientKernels.Affine;
import filterscope.network.BatchNorm;
import filterscope.network.Operator;
import filterscope.tensor.Tensor;
import java.util.List;

/// Batch normalisation (Ioffe and Szegedy 2015) with the rectifier that follows it, if one does. In training it normalises
/// with the statistics of the batch and moves the running ones towards them; otherwise it uses the running ones.
final class BatchNormStep implements Step {
  /// How far the running statistics move towards those of a batch.
  private static final float MOMENTUM = 0.1f;

  private final Source source;
  private final FeatureMaps output;
  private final GradientKernels kernels;
  private final boolean rectified;
  private final int channels;
  private final float epsilon;
  private final Parameter scale;
  private final Parameter shift;
  private final float[] runningMean;
  private final float[] runningVariance;
  private final float[] pivot;
  private final double[] mean;
  private final double[] deviation;
  private final Affine affine;
  private boolean averages;
  private int batches;

  BatchNormStep(
      String name,
      BatchNorm operator,
      boolean rectified,
      Source source,
      FeatureMaps output,
      GradientKernels kernels) {
    this.source = source;
    this.output = output;
    this.kernels = kernels;
    this.rectified = rectified;
    this.channels = output.channels();
    this.epsilon = operator.epsilon();
    this.scale = new Parameter(name + ".scale", operator.scale().values().clone(), false);
    this.shift = new Parameter(name + ".shift", operator.shift().values().clone(), false);
    this.runningMean = operator.mean().values().clone();
    this.runningVariance = operator.variance().values().clone();
    this.pivot = new float[channels];
    this.mean = new double[channels];
    this.deviation = new double[channels];
    this.affine = new Affine(new float[channels], new float[channels], rectified);
  }

  @Override
  public FeatureMaps output() {
    return output;
  }

  @Override
  public void forward(Shards shards, int images, boolean training) {
    if (training) {
      takeStatistics(shards, images);
    } else {
      for (int channel = 0; channel < channels; channel++) {
        mean[channel] = runningMean[channel];
        deviation[channel] = Math.sqrt((double) runningVariance[channel] + epsilon);
      }
    }
    for (int channel = 0; channel < channels; channel++) {
      double factor = scale.values()[channel] / deviation[channel];
      affine.factor()[channel] = (float) factor;
      affine.shift()[channel] = (float) (shift.values()[channel] - mean[channel] * factor);
    }
    FeatureMaps input = source.maps();
    shards.run(
        images,
        (workspace, from, to) ->
            kernels.affine(
                input.values(),
                input.offset(from),
                (to - from) * input.pixels(),
                channels,
                affine,
                output.values(),
                output.offset(from)));
  }

  @Override
  public void averageStatistics() {
    averages = true;
    batches = 0;
  }

  private void takeStatistics(Shards shards, int images) {
    FeatureMaps input = source.maps();
    System.arraycopy(runningMean, 0, pivot, 0, channels);
    double[] sums =
        new ChannelSums(channels)
            .add(
                shards,
                images,
                (image, first, second) ->
                    kernels.moments(
                        input.values(),
                        input.offset(image),
                        input.pixels(),
                        channels,
                        pivot,
                        first,
                        second));
    double count = (double) images * input.pixels();
    batches += averages ? 1 : 0;
    float share = averages ? 1f / batches : MOMENTUM;
    for (int channel = 0; channel < channels; channel++) {
      double offset = sums[channel] / count;
      double variance = Math.max(0, sums[channels + channel] / count - offset * offset);
      mean[channel] = pivot[channel] + offset;
      deviation[channel] = Math.sqrt(variance + epsilon);
      double unbiased = count > 1 ? variance * count / (count - 1) : variance;
      runningMean[channel] += share * (float) (mean[channel] - runningMean[channel]);
      runningVariance[channel] += share * (float) (unbiased - runningVariance[channel]);
    }
  }

  @Override
  public void backward(Shards shards, int images) {
    FeatureMaps input = source.maps();
    float[] centre = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      centre[channel] = (float) mean[channel];
    }
    double[] sums =
        new ChannelSums(channels)
            .add(
                shards,
                images,
                (image, first, second) ->
                    kernels.affineMoments(
                        input.values(),
                        output.gradient(),
                        input.offset(image),
                        input.pixels(),
                        channels,
                        affine,
                        centre,
                        first,
                        second));
    double count = (double) images * input.pixels();
    float[] ofGradient = new float[channels];
    float[] ofInput = new float[channels];
    float[] constant = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      double sumGradient = sums[channel];
      double scaleGradient = sums[channels + channel] / deviation[channel];
      scale.gradient()[channel] = (float) scaleGradient;
      shift.gradient()[channel] = (float) sumGradient;
      double factor = scale.values()[channel] / deviation[channel];
      double slope = -factor * scaleGradient / (count * deviation[channel]);
      ofGradient[channel] = (float) factor;
      ofInput[channel] = (float) slope;
      constant[channel] = (float) (-factor * sumGradient / count - slope * mean[channel]);
    }
    shards.run(
        images,
        (workspace, from, to) -> {
          for (int image = from; image < to; image++) {
            int at = input.offset(image);
            source.deliver(
                image,
                workspace,
                (dx, offset) ->
                    kernels.affineGradient(
                        input.values(),
                        output.gradient(),
                        at,
                        input.pixels(),
                        channels,
                        affine,
                        ofGradient,
                        ofInput,
                        constant,
                        dx,
                        offset));
          }
        });
  }

  boolean isRectified() {
    return rectified;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(scale, shift);
  }

  @Override
  public List<float[]> statistics() {
    return List.of(runningMean, runningVariance);
  }

  @Override
  public Operator learned(Operator original) {
    return new BatchNorm(
        Tensor.vector(scale.values().clone()),
        Tensor.vector(shift.values().clone()),
        Tensor.vector(runningMean.clone()),
        Tensor.vector(runningVariance.clone()),
        epsilon);
  }
}
