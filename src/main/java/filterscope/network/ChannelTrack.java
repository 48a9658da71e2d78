package filterscope.network;

import java.util.List;

/// Which axis of a value counts channels, and which channels they are: runs of whole streams, one after the other.
///
/// @param axis counted from 0
record ChannelTrack(int axis, List<Run> runs) {
  ChannelTrack {
    runs = List.copyOf(runs);
  }

  /// All channels of one stream, each `repeat` times in a row (as a Flatten leaves them).
  ///
  /// @param stream its number while the flow is traced
  record Run(int stream, int size, int repeat) {
    int extent() {
      return size * repeat;
    }
  }

  ChannelTrack onAxis(int other) {
    return new ChannelTrack(other, runs);
  }

  /// Each channel several times in a row.
  ChannelTrack repeated(int times) {
    return new ChannelTrack(
        axis, runs.stream().map(run -> new Run(run.stream, run.size, run.repeat * times)).toList());
  }
}
