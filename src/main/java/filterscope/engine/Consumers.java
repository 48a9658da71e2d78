package filterscope.engine;

import filterscope.network.Layer;
import filterscope.network.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who takes the value of each layer, of the layers that the network's output depends on; the others are not run.
final class Consumers {
  private final Set<String> needed = new HashSet<>();
  private final Map<String, List<Layer>> consumers = new HashMap<>();

  Consumers(Network network) {
    needed.add(network.output());
    for (Layer layer : network.layers().reversed()) {
      if (needed.contains(layer.name())) {
        for (String input : layer.inputs()) {
          needed.add(input);
          consumers.computeIfAbsent(input, name -> new ArrayList<>()).add(layer);
        }
      }
    }
  }

  boolean isNeeded(Layer layer) {
    return needed.contains(layer.name());
  }

  List<Layer> of(String value) {
    return consumers.getOrDefault(value, List.of());
  }
}
