package filterscope.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the filters of every layer of a network flow to: which layers have to keep their channels in a common order because
/// a sum adds them, and which channels can move freely. Filters that move take along their bias, the batch normalisations, slopes
/// and constants behind them, depth-wise filters, and the input channels of every consumer; then the network computes the
/// same function ([#select]). Immutable.
public final class ChannelFlow {
  private final Network network;
  private final Map<String, ChannelTrack> tracks;
  private final List<ChannelStream> streams;

  private ChannelFlow(
      Network network, Map<String, ChannelTrack> tracks, List<ChannelStream> streams) {
    this.network = network;
    this.tracks = tracks;
    this.streams = streams;
  }

  /// Traces the channels of a network.
  public static ChannelFlow of(Network network) {
    ChannelTracer tracer = new ChannelTracer(network);
    return new ChannelFlow(network, Map.copyOf(tracer.tracks()), tracer.ties().streams());
  }

  public Network network() {
    return network;
  }

  /// The stream that a layer's filters write. A depth-wise convolution writes the stream that it takes.
  ///
  /// @return nothing where the layer has no weights, or its channels are not followed
  public Optional<ChannelStream> stream(String layer) {
    if (!(network.layer(layer).operator() instanceof Weighted)) {
      return Optional.empty();
    }
    return Optional.ofNullable(tracks.get(layer))
        .filter(track -> track.runs().size() == 1)
        .map(track -> streams.get(track.runs().getFirst().stream()));
  }

  /// Whether the filters of a layer are its own: nobody but consumers and layers on the way there knows their order and number, so
  /// that they can be moved or removed without regard to another layer's filters.
  public boolean ownsFilters(String layer) {
    return stream(layer)
        .filter(stream -> stream.isFree() && stream.writers().equals(List.of(layer)))
        .isPresent();
  }

  /// All streams that layers write, in the order of their first writers.
  public List<ChannelStream> streams() {
    return streams.stream().filter(stream -> !stream.writers().isEmpty()).distinct().toList();
  }

  /// The network with chosen channels of some streams in a chosen order: all of them in another order computes the same
  /// function; fewer of them is a smaller network.
  ///
  /// @param kept for a stream the old places of the channels that stay, in their new order; each at most once
  /// @throws IllegalArgumentException if a stream is fixed or not of this flow, or a choice names no channel, one twice or
  ///     one that there is not
  public Network select(Map<ChannelStream, int[]> kept) {
    return selection(kept).network();
  }

  /// The same choice with what it picks of every layer.
  ///
  /// @throws IllegalArgumentException as for [#select]
  public ChannelSelection selection(Map<ChannelStream, int[]> kept) {
    Map<ChannelStream, int[]> checked = new LinkedHashMap<>();
    kept.forEach((stream, places) -> {
      check(stream, places);
      checked.put(stream, places.clone());
    });
    return new ChannelSelection(network, tracks, streams, checked);
  }

  private void check(ChannelStream stream, int[] places) {
    if (!streams.contains(stream)) {
      throw new IllegalArgumentException("the channels belong to another network");
    }
    stream
        .fixed()
        .ifPresent(reason -> {
          throw new IllegalArgumentException(
              "the channels of "
                  + String.join(", ", stream.writers())
                  + " cannot be moved, because "
                  + reason);
        });
    boolean[] seen = new boolean[stream.size()];
    if (places.length == 0) {
      throw new IllegalArgumentException("at least one channel has to stay");
    }
    for (int place : places) {
      if (place < 0 || place >= seen.length || seen[place]) {
        throw new IllegalArgumentException(
            "channel " + place + " is not there, or stands twice in the order");
      }
      seen[place] = true;
    }
  }
}
