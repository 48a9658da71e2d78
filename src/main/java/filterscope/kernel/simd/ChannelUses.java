package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import java.util.ArrayList;
import java.util.List;

/// Which kernels the filters have on a few neighbouring channels: those that several filters share on a channel, and those that a
/// filter has there alone.
final class ChannelUses {
  private record Use(int channel, int kernel, int filter) {}

  private final List<Use> shared;
  private final List<Use> own;
  private final int[][] sharedOf;

  private ChannelUses(List<Use> shared, List<Use> own, int[][] sharedOf) {
    this.shared = List.copyOf(shared);
    this.own = List.copyOf(own);
    this.sharedOf = sharedOf;
  }

  /// @param codes the kernel of each filter and channel, `[filter][channel]`, the channels those of one group
  static ChannelUses of(ConvGeometry g, int[] codes, int kernels, int from, int end) {
    List<Use> shared = new ArrayList<>();
    List<Use> own = new ArrayList<>();
    List<List<Integer>> of = new ArrayList<>();
    for (int filter = 0; filter < g.filters(); filter++) {
      of.add(new ArrayList<>());
    }
    for (int channel = from; channel < end; channel++) {
      int first = channel / g.channelsPerGroup() * g.filtersPerGroup();
      int within = channel % g.channelsPerGroup();
      List<List<Integer>> filters = new ArrayList<>();
      for (int kernel = 0; kernel < kernels; kernel++) {
        filters.add(new ArrayList<>(0));
      }
      for (int filter = first; filter < first + g.filtersPerGroup(); filter++) {
        filters.get(codes[filter * g.channelsPerGroup() + within]).add(filter);
      }
      for (int kernel = 0; kernel < kernels; kernel++) {
        List<Integer> having = filters.get(kernel);
        if (having.size() == 1) {
          own.add(new Use(channel, kernel, having.getFirst()));
        } else if (having.size() > 1) {
          having.forEach(filter -> of.get(filter).add(shared.size()));
          shared.add(new Use(channel, kernel, -1));
        }
      }
    }
    int[][] sharedOf =
        of.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    return new ChannelUses(shared, own, sharedOf);
  }

  /// How many convolutions are shared.
  int shared() {
    return shared.size();
  }

  int sharedChannel(int index) {
    return shared.get(index).channel();
  }

  int sharedKernel(int index) {
    return shared.get(index).kernel();
  }

  /// How many convolutions serve one filter alone.
  int own() {
    return own.size();
  }

  int ownChannel(int index) {
    return own.get(index).channel();
  }

  int ownKernel(int index) {
    return own.get(index).kernel();
  }

  int ownFilter(int index) {
    return own.get(index).filter();
  }

  /// How many shared convolutions a filter takes part in; never more than there are channels.
  int sharedBy(int filter) {
    return sharedOf[filter].length;
  }

  /// One of them.
  int sharedOf(int filter, int index) {
    return sharedOf[filter][index];
  }
}
