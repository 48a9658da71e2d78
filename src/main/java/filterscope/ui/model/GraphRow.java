package filterscope.ui.model;

import filterscope.network.Constant;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Weighted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A place of the network where something is decided: a layer with weights, or one where branches meet. Layers that only
/// pass on what one layer before them computed are part of that one.
///
/// @param name the layer's name; that of the input for the first row
/// @param title what it is
/// @param inputs the rows that it takes its values from
/// @param weighted whether it has weights
public record GraphRow(String name, String title, List<Integer> inputs, boolean weighted) {
  public GraphRow {
    inputs = List.copyOf(inputs);
  }

  /// The rows of a network, the input first, every row after those it takes values from.
  static List<GraphRow> of(Network network) {
    List<GraphRow> rows = new ArrayList<>();
    Map<String, Integer> rowOf = new HashMap<>();
    rows.add(new GraphRow(network.input(), "input " + network.inputShape(), List.of(), false));
    rowOf.put(network.input(), 0);
    for (Layer layer : network.layers()) {
      Set<Integer> inputs = new LinkedHashSet<>();
      layer.inputs().stream().filter(rowOf::containsKey).map(rowOf::get).forEach(inputs::add);
      boolean weighted = layer.operator() instanceof Weighted;
      if (layer.operator() instanceof Constant || inputs.isEmpty()) {
        continue;
      }
      if (weighted || inputs.size() > 1) {
        rowOf.put(layer.name(), rows.size());
        rows.add(
            new GraphRow(layer.name(), layer.operator().title(), List.copyOf(inputs), weighted));
      } else {
        rowOf.put(layer.name(), inputs.iterator().next());
      }
    }
    return rows;
  }
}
