package filterscope.method;

import filterscope.network.ChannelFlow;
import filterscope.network.ChannelSelection;
import filterscope.network.ChannelStream;
import filterscope.network.ConvWeights;
import filterscope.network.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A float network and what the pruning methods of a recipe leave of it. Immutable.
final class Pruned {
  private final ChannelFlow flow;
  private final Map<String, int[]> kept;
  private final Optional<ChannelSelection> selection;
  private final Network network;

  private Pruned(
      ChannelFlow flow,
      Map<String, int[]> kept,
      Optional<ChannelSelection> selection,
      Network network) {
    this.flow = flow;
    this.kept = kept;
    this.selection = selection;
    this.network = network;
  }

  /// Nothing is removed.
  static Pruned whole(Network network) {
    return new Pruned(ChannelFlow.of(network), Map.of(), Optional.empty(), network);
  }

  /// The flow of the whole network.
  ChannelFlow flow() {
    return flow;
  }

  Network original() {
    return flow.network();
  }

  Network network() {
    return network;
  }

  boolean isSmaller() {
    return selection.isPresent();
  }

  /// Whether the filters of a layer can be stored in any order.
  boolean filtersMove(String layer) {
    return flow.ownsFilters(layer);
  }

  /// The same network with channels in another order.
  Pruned reordered(Map<ChannelStream, int[]> orders) {
    return whole(flow.select(orders));
  }

  /// What another recipe leaves of the original network; this very network where it removes the same filters.
  Pruned under(Recipe recipe, Function<String, Method> methods, Calibration seen) {
    Map<String, int[]> chosen = new LinkedHashMap<>();
    recipe
        .layers()
        .forEach((layer, choice) -> {
          for (int link = 0; link < choice.chain().size(); link++) {
            MethodChoice method = choice.chain().get(link);
            if (methods.apply(method.method()) instanceof FilterPruning pruning
                && flow.ownsFilters(layer)) {
              chosen.put(layer, kept(pruning, layer, link, method.settings(), seen.of(layer)));
            }
          }
        });
    if (isSame(chosen)) {
      return this;
    }
    if (chosen.isEmpty()) {
      return new Pruned(flow, Map.of(), Optional.empty(), original());
    }
    Map<ChannelStream, int[]> ofStream = new LinkedHashMap<>();
    chosen.forEach((layer, filters) -> ofStream.put(flow.stream(layer).orElseThrow(), filters));
    ChannelSelection selected = flow.selection(ofStream);
    return new Pruned(flow, chosen, Optional.of(selected), selected.network());
  }

  private boolean isSame(Map<String, int[]> other) {
    return kept.keySet().equals(other.keySet())
        && kept.keySet().stream()
            .allMatch(layer -> Arrays.equals(kept.get(layer), other.get(layer)));
  }

  private int[] kept(
      FilterPruning method, String layer, int link, Settings settings, LayerCalibration seen) {
    try {
      if (link > 0) {
        throw new IllegalArgumentException(
            "'" + method.id() + "' removes whole filters and has to be the first of a chain");
      }
      return method.kept(original().weights(layer), settings, seen);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("layer '" + layer + "': " + e.getMessage(), e);
    }
  }

  /// Weights of the network that runs, in the extents of the original one: 0 where something was removed.
  ConvWeights spread(String layer, ConvWeights weights) {
    if (selection.isEmpty()) {
      return weights;
    }
    Optional<int[]> filters = selection.get().filters(layer);
    Optional<int[]> channels = selection.get().channels(layer);
    if (filters.isEmpty() && channels.isEmpty()) {
      return weights;
    }
    ConvWeights whole = original().weights(layer);
    float[] values = new float[whole.size()];
    int kernel = whole.kernelSize();
    for (int filter = 0; filter < weights.filters(); filter++) {
      int oldFilter = filters.isPresent() ? filters.get()[filter] : filter;
      for (int channel = 0; channel < weights.channels(); channel++) {
        int oldChannel = channels.isPresent() ? channels.get()[channel] : channel;
        System.arraycopy(
            weights.values(),
            weights.index(filter, channel, 0, 0),
            values,
            whole.index(oldFilter, oldChannel, 0, 0),
            kernel);
      }
    }
    return whole.withValues(values);
  }
}
