package filterscope.train;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.GradientKernels;
import filterscope.kernel.GradientKernels.Affine;
import filterscope.kernel.GradientKernels.TrainedConv;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Operator;
import filterscope.network.Weighted;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A convolution, or a dense layer as a convolution of one pixel. It computes with what its quantizer makes of the shadow
/// weights and of the activations that it takes.
final class ConvStep implements Step {
  private final Source source;
  private final FeatureMaps output;
  private final ConvGeometry geometry;
  private final GradientKernels kernels;
  private final TrainedConv conv;
  private final WeightQuantizer quantizer;
  private final Optional<LearnedBound> bound;
  private InputQuantizer inputs;
  private final Parameter weights;
  private final Optional<Parameter> bias;
  private final float[] effective;

  /// What the kernels take: the source's maps, or the points of a grid in their place.
  private final float[] taken;

  /// Whether the kernels hold exactly what the shadow weights would be stored as.
  private boolean measurable;

  ConvStep(
      String name,
      Weighted operator,
      ConvGeometry geometry,
      Source source,
      FeatureMaps output,
      GradientKernels kernels,
      LayerQuantizer quantizer) {
    this.source = source;
    this.output = output;
    this.geometry = geometry;
    this.kernels = kernels;
    this.conv = kernels.convolution(geometry);
    this.quantizer = quantizer.weights();
    this.inputs = quantizer.inputs();
    this.bound = quantizer.bound();
    this.weights = new Parameter(name + ".weights", operator.weights().values().clone(), true);
    this.bias =
        operator
            .bias()
            .map(tensor -> new Parameter(name + ".bias", tensor.values().clone(), false));
    this.effective = new float[weights.size()];
    float[] given = source.maps().values();
    this.taken = inputs.isNone() ? given : new float[given.length];
  }

  @Override
  public FeatureMaps output() {
    return output;
  }

  @Override
  public void forward(Shards shards, int images, boolean training) {
    load(training);
    inputs = bound.map(learned -> new InputQuantizer(learned.grid())).orElse(inputs);
    Optional<Affine> shift = bias.map(parameter -> new Affine(ones(), parameter.values(), false));
    float[] y = output.values();
    shards.run(
        images,
        (workspace, from, to) -> {
          float[] scratch = workspace.scratch(conv.scratchFloats());
          takeInputs(from, to);
          for (int image = from; image < to; image++) {
            int at = output.offset(image);
            conv.forward(taken, source.maps().offset(image), y, at, scratch);
            shift.ifPresent(
                affine -> kernels.affine(y, at, output.pixels(), output.channels(), affine, y, at));
          }
        });
  }

  private void takeInputs(int firstImage, int afterLast) {
    FeatureMaps maps = source.maps();
    if (!inputs.isNone()) {
      inputs.quantize(maps.values(), taken, maps.offset(firstImage), maps.offset(afterLast));
    }
  }

  /// Between two steps of training, measuring loads the weights once.
  private void load(boolean training) {
    if (training) {
      quantizer.quantizeInTraining(weights.values(), effective);
      conv.load(effective);
    } else if (!measurable) {
      quantizer.quantize(weights.values(), effective);
      conv.load(effective);
    }
    measurable = !training;
  }

  @Override
  public void backward(Shards shards, int images) {
    int weightFloats = weights.size();
    int filters = geometry.filters();
    float[] dy = output.gradient();
    double[] boundSums = new double[images];
    shards.run(
        images,
        (workspace, from, to) -> {
          float[] scratch = workspace.scratch(conv.scratchFloats());
          float[] sums = workspace.clearedSums(weightFloats + filters);
          float[] biasSums = new float[filters];
          float[] squares = new float[filters];
          float[] zeros = new float[filters];
          for (int image = from; image < to; image++) {
            int at = output.offset(image);
            int sourceAt = source.maps().offset(image);
            int number = image;
            conv.weightGradient(taken, sourceAt, dy, at, sums, scratch);
            if (bias.isPresent()) {
              kernels.moments(dy, at, output.pixels(), filters, zeros, biasSums, squares);
            }
            source.deliver(
                image,
                workspace,
                (dx, offset) -> {
                  conv.inputGradient(dy, at, dx, offset, scratch);
                  boundSums[number] = passBack(sourceAt, dx, offset);
                });
          }
          System.arraycopy(biasSums, 0, sums, weightFloats, filters);
        });
    float[] total = total(shards.workspaces(), weightFloats + filters);
    storeWeightGradient(total);
    bias.ifPresent(
        parameter -> System.arraycopy(total, weightFloats, parameter.gradient(), 0, filters));
    bound.ifPresent(learned -> learned.learn(boundSums, source.maps().imageFloats()));
    quantizer.passBack(weights.values(), weights.gradient());
  }

  /// @return the image's part in the gradient of the bound
  private double passBack(int sourceAt, float[] dx, int offset) {
    if (inputs.isNone()) {
      return 0;
    }
    float[] x = source.maps().values();
    int count = source.maps().imageFloats();
    double sum =
        bound
            .map(learned -> learned.gradient(inputs.grid(), x, sourceAt, dx, offset, count))
            .orElse(0.0);
    inputs.passBack(kernels, x, sourceAt, dx, offset, count);
    return sum;
  }

  /// The shards' sums added up in the order of the shards.
  private static float[] total(List<Workspace> workspaces, int floats) {
    float[] total = Arrays.copyOf(workspaces.get(0).sums(), floats);
    for (Workspace workspace : workspaces.subList(1, workspaces.size())) {
      float[] sums = workspace.sums();
      for (int i = 0; i < floats; i++) {
        total[i] += sums[i];
      }
    }
    return total;
  }

  /// From the kernels' `[row][column][channel][filter]` to the order of the weights.
  private void storeWeightGradient(float[] total) {
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    int channels = geometry.channelsPerGroup();
    int filters = geometry.filters();
    float[] gradient = weights.gradient();
    for (int filter = 0; filter < filters; filter++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int tap = 0; tap < taps; tap++) {
          gradient[(filter * channels + channel) * taps + tap] =
              total[(tap * channels + channel) * filters + filter];
        }
      }
    }
  }

  private float[] ones() {
    float[] ones = new float[geometry.filters()];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(weights);
    bias.ifPresent(parameters::add);
    parameters.addAll(quantizer.parameters());
    bound.map(LearnedBound::parameter).ifPresent(parameters::add);
    return parameters;
  }

  @Override
  public void beginEpoch() {
    measurable = false;
    quantizer.beginEpoch();
  }

  @Override
  public void afterStep() {
    measurable = false;
    quantizer.afterStep(weights.values());
    bound.ifPresent(LearnedBound::afterStep);
  }

  /// The weights that a method compresses to what the layer computed with.
  @Override
  public Operator learned(Operator original) {
    Optional<Tensor> learnedBias = bias.map(parameter -> Tensor.vector(parameter.values().clone()));
    return switch (original) {
      case Convolution convolution ->
          new Convolution(
              learnedWeights(convolution.weights()),
              learnedBias,
              convolution.window(),
              convolution.groups());
      case Dense dense -> new Dense(learnedWeights(dense.weights()), learnedBias);
      default -> throw new IllegalArgumentException(original.title() + " has no weights");
    };
  }

  private ConvWeights learnedWeights(ConvWeights original) {
    return original.withValues(quantizer.stored(weights.values()));
  }
}
