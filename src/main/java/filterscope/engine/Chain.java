package filterscope.engine;

import filterscope.kernel.FloatKernels.Finish;
import filterscope.network.Activation;
import filterscope.network.BatchNorm;
import filterscope.network.Layer;
import filterscope.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A layer and those after it that its step takes over: batch normalisations and a ReLU or Clip, as long as nobody else
/// wants the values between them.
final class Chain {
  private final List<Layer> layers = new ArrayList<>();
  private final List<BatchNorm> norms = new ArrayList<>();
  private Finish finish = Finish.NONE;

  /// @param consumers who takes the value of each layer
  /// @param withNorms whether batch normalisations can be taken over too
  Chain(Layer first, Network network, Consumers consumers, boolean withNorms) {
    layers.add(first);
    Layer last = first;
    while (finish.equals(Finish.NONE)) {
      List<Layer> next = consumers.of(last.name());
      if (next.size() != 1 || last.name().equals(network.output())) {
        return;
      }
      last = next.getFirst();
      if (withNorms && last.operator() instanceof BatchNorm norm) {
        norms.add(norm);
      } else if (last.operator() instanceof Activation activation
          && activation.kind() == Activation.Kind.RELU) {
        finish = Finish.RELU;
      } else if (last.operator() instanceof Activation activation
          && activation.kind() == Activation.Kind.CLIP
          && activation.alpha() <= activation.beta()) {
        finish = new Finish(activation.alpha(), activation.beta());
      } else {
        return;
      }
      layers.add(last);
    }
  }

  List<Layer> layers() {
    return layers;
  }

  List<BatchNorm> norms() {
    return norms;
  }

  Finish finish() {
    return finish;
  }

  /// The layer whose value is left behind.
  Layer last() {
    return layers.getLast();
  }

  StepInfo info() {
    return new StepInfo(
        layers.stream().map(layer -> layer.operator().title()).collect(Collectors.joining(" + ")),
        layers.stream().map(Layer::name).toList());
  }
}
