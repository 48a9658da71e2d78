package filterscope.measure;

import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Reshape;
import filterscope.network.Softmax;
import java.util.Optional;

/// How the outputs of a classifier are read as probabilities: as they are where the network ends in a softmax, their
/// exponentials where it ends in a logarithmic one, and through a softmax of ours where it has none.
public enum Probabilities {
  /// The network ends in a softmax.
  OWN,
  /// The network ends in the logarithm of a softmax.
  LOGARITHM,
  /// The network has no softmax at its end: `exp(z_i) / Σ exp(z_j)` of its outputs.
  OURS;

  /// How the outputs of a network are read.
  public static Probabilities of(Network network) {
    String name = network.output();
    Optional<Layer> last = find(network, name);
    while (last.isPresent() && last.get().operator() instanceof Reshape) {
      last = find(network, last.get().inputs().getFirst());
    }
    return last.filter(layer -> layer.operator() instanceof Softmax)
        .map(layer -> ((Softmax) layer.operator()).logarithm() ? LOGARITHM : OWN)
        .orElse(OURS);
  }

  private static Optional<Layer> find(Network network, String name) {
    return network.layers().stream().filter(layer -> layer.name().equals(name)).findFirst();
  }

  /// The probability of one class; every output has to be a number.
  public double probability(float[] outputs, int of) {
    return switch (this) {
      case OWN -> outputs[of];
      case LOGARITHM -> Math.exp(outputs[of]);
      case OURS -> {
        double sum = 0;
        for (float output : outputs) {
          // An output of +∞ next to another one has no softmax; its class takes all.
          sum += output == outputs[of] ? 1 : Math.exp((double) output - outputs[of]);
        }
        yield 1 / sum;
      }
    };
  }

  /// The probability of every class; every output has to be a number.
  public double[] all(float[] outputs) {
    double[] all = new double[outputs.length];
    double first = outputs.length == 0 ? 1 : probability(outputs, Answers.largest(outputs));
    int largest = outputs.length == 0 ? 0 : Answers.largest(outputs);
    for (int index = 0; index < all.length; index++) {
      all[index] =
          switch (this) {
            case OWN, LOGARITHM -> probability(outputs, index);
            case OURS ->
                outputs[index] == outputs[largest]
                    ? first
                    : first * Math.exp((double) outputs[index] - outputs[largest]);
          };
    }
    return all;
  }

  /// Where the probabilities come from, for a person.
  public String words() {
    return switch (this) {
      case OWN -> "the network's own softmax";
      case LOGARITHM -> "the exponential of the network's log-softmax";
      case OURS -> "a softmax over the outputs, since the network has none of its own";
    };
  }
}
