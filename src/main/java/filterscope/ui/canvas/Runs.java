package filterscope.ui.canvas;

import filterscope.method.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// A stretch of neighbours in the same block, from `first` to `last`, both included.
record Runs(int block, int first, int last) {

  /// The stretches of filters of a grouping, from top to bottom.
  static List<Runs> ofFilters(Grouping grouping) {
    return of(grouping.filters(), filter -> grouping.groupOf(filter, 0) / grouping.channelBlocks());
  }

  /// The stretches of channels of a grouping, from left to right.
  static List<Runs> ofChannels(Grouping grouping) {
    return of(
        grouping.channels(), channel -> grouping.groupOf(0, channel) % grouping.channelBlocks());
  }

  private static List<Runs> of(int count, IntUnaryOperator blockOf) {
    List<Runs> runs = new ArrayList<>();
    int first = 0;
    for (int index = 1; index <= count; index++) {
      if (index == count || blockOf.applyAsInt(index) != blockOf.applyAsInt(first)) {
        runs.add(new Runs(blockOf.applyAsInt(first), first, index - 1));
        first = index;
      }
    }
    return runs;
  }

  int count() {
    return last - first + 1;
  }
}
