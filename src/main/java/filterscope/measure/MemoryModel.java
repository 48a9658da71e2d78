package filterscope.measure;

import filterscope.method.CompressedNetwork;
import filterscope.network.BatchNorm;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Weighted;
import filterscope.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is counted as memory, under assumptions that a person can change: papers differ in them, and so do their ratios. What
/// the network is compared with is counted under the same ones.
///
/// @param floatBits bits of every number that stays float, in the compressed network and in the one it is compared with; codes,
///     scales and what codes refer to take what the method stores
/// @param countsEnds whether the first and the last layer with weights count, which papers often leave out
/// @param countsNorm whether biases and batch normalisations count
public record MemoryModel(int floatBits, boolean countsEnds, boolean countsNorm) {
  /// Everything, as it is stored in a packed model.
  public static final MemoryModel AS_STORED = new MemoryModel(32, true, true);

  public MemoryModel {
    if (floatBits < 1 || floatBits > 32) {
      throw new IllegalArgumentException("a float takes 1 to 32 bits, not " + floatBits);
    }
  }

  /// The footprint of a network, so counted.
  public Footprint count(CompressedNetwork network) {
    Network original = network.original();
    Set<String> left = leftOut(original);
    long weights = 0;
    long numbers = 0;
    for (Layer layer : original.layers()) {
      if (!left.contains(layer.name())) {
        weights += layer.operator() instanceof Weighted ? original.weights(layer.name()).size() : 0;
        numbers += numbers(layer);
      }
    }
    return network.network().layers().stream()
        .filter(layer -> !left.contains(layer.name()))
        .map(layer -> counted(Footprint.of(network, layer)))
        .reduce(new Footprint(0, 0, 0, 0, 0, 0, 0, weights, floatBits * numbers), Footprint::plus);
  }

  private Set<String> leftOut(Network network) {
    List<Layer> weighted = network.weightedLayers();
    return countsEnds || weighted.isEmpty()
        ? Set.of()
        : new HashSet<>(List.of(weighted.getFirst().name(), weighted.getLast().name()));
  }

  private long numbers(Layer layer) {
    long all = layer.operator().parameters();
    if (countsNorm) {
      return all;
    }
    return switch (layer.operator()) {
      case BatchNorm _ -> 0;
      case Weighted weighted -> all - weighted.bias().map(Tensor::size).orElse(0);
      default -> all;
    };
  }

  private Footprint counted(Footprint stored) {
    return new Footprint(
        stored.codeBits(),
        stored.scaleBits(),
        stored.codebookBits(),
        countsNorm ? inFloats(stored.biasBits()) : 0,
        countsNorm ? inFloats(stored.batchNormBits()) : 0,
        inFloats(stored.floatWeightBits()),
        inFloats(stored.otherBits()),
        0,
        0);
  }

  private long inFloats(long bits) {
    return bits / 32 * floatBits;
  }
}
