package filterscope.train;

import filterscope.kernel.GradientKernels;
import filterscope.network.Layer;
import filterscope.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A network in training: its layers as steps over the maps of a whole batch. Made from any network whose layers are known to
/// pass gradients back, and read out as a network again at any time. Not thread-safe.
public final class TrainableNetwork {
  private final Network network;
  private final FeatureMaps input;
  private final FeatureMaps logits;
  private final Map<String, Step> steps;
  private final List<Step> ordered;
  private final Shards shards;

  /// @param network whose weights are the start; it is not changed
  /// @param batch the most images of one pass
  /// @param quantizers what a layer computes with instead of its weights and activations, by the layer's name
  /// @throws filterscope.job.BadInputException if a layer cannot be trained; the sentence names it
  public TrainableNetwork(
      Network network,
      int batch,
      GradientKernels kernels,
      Shards shards,
      Function<String, LayerQuantizer> quantizers) {
    StepBuilder builder = new StepBuilder(network, batch, kernels, quantizers);
    this.network = network;
    this.input = builder.input();
    this.logits = builder.logits();
    this.steps = builder.steps();
    this.ordered = List.copyOf(steps.values());
    this.shards = shards;
  }

  /// Where the images of a batch go.
  FeatureMaps input() {
    return input;
  }

  /// The scores of the classes, before any softmax.
  FeatureMaps logits() {
    return logits;
  }

  /// Runs the first images of the batch.
  ///
  /// @param training whether batch normalisation uses the statistics of the batch
  void forward(int images, boolean training) {
    ordered.forEach(step -> step.forward(shards, images, training));
  }

  /// After a `forward` in training, and with the gradient of the logits written: the gradient of every parameter.
  void backward(int images) {
    ordered.reversed().forEach(step -> step.backward(shards, images));
  }

  /// Everything that learns, in order.
  List<Parameter> parameters() {
    return ordered.stream().flatMap(step -> step.parameters().stream()).toList();
  }

  /// Before the first step of an epoch, and after the state was replaced.
  void beginEpoch() {
    ordered.forEach(Step::beginEpoch);
  }

  /// From now on running statistics become the plain mean over the batches to come.
  void averageStatistics() {
    ordered.forEach(Step::averageStatistics);
  }

  /// What a layer computed for the last batch.
  FeatureMaps maps(String layer) {
    return Optional.ofNullable(steps.get(layer))
        .map(Step::output)
        .orElseThrow(() -> new IllegalArgumentException("nothing is computed for '" + layer + "'"));
  }

  /// After the optimiser has changed the parameters.
  void afterStep() {
    ordered.forEach(Step::afterStep);
  }

  /// The arrays that together are what was learned; the trainer's own, not copies.
  List<float[]> state() {
    List<float[]> state = new ArrayList<>();
    for (Step step : ordered) {
      step.parameters().forEach(parameter -> state.add(parameter.values()));
      state.addAll(step.statistics());
    }
    return state;
  }

  /// The network as it has been learned so far.
  public Network network() {
    return network.map(this::learned);
  }

  private Layer learned(Layer layer) {
    return Optional.ofNullable(steps.get(layer.name()))
        .map(step -> layer.with(step.learned(layer.operator())))
        .orElse(layer);
  }
}
