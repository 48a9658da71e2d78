package filterscope.network;

import java.util.List;

/// Which axis of a value counts channels, and which channels they are: runs of whole streams, one after the other.
///
/// @param axis counted from 0
/// @param blocks how often all of it stands, one time after the other (as a Flatten of channels that come last leaves it)
record ChannelTrack(int axis, int blocks, List<Run> runs) {
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
    return new ChannelTrack(other, blocks, runs);
  }

  /// All of it several times.
  ChannelTrack inBlocks(int times) {
    return new ChannelTrack(axis, blocks * times, runs);
  }

  /// Each channel several times in a row.
  ChannelTrack repeated(int times) {
    return new ChannelTrack(
        axis,
        blocks,
        runs.stream().map(run -> new Run(run.stream, run.size, run.repeat * times)).toList());
  }
}
