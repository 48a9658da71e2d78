package filterscope.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The streams while a flow is traced: which of them sums have tied together, and which may not move.
final class ChannelTies {
  private final List<Node> nodes = new ArrayList<>();

  private static final class Node {
    final int size;
    final List<String> writers = new ArrayList<>();
    int parent;
    Optional<String> fixed = Optional.empty();

    Node(int number, int size) {
      this.parent = number;
      this.size = size;
    }
  }

  /// A new stream of so many channels.
  int stream(int size) {
    nodes.add(new Node(nodes.size(), size));
    return nodes.size() - 1;
  }

  /// A new stream that a layer writes.
  int writtenBy(String layer, int size) {
    int stream = stream(size);
    nodes.get(stream).writers.add(layer);
    return stream;
  }

  /// The stream that stands for all that are tied to this one.
  int root(int stream) {
    int root = stream;
    while (nodes.get(root).parent != root) {
      root = nodes.get(root).parent;
    }
    return root;
  }

  /// The channels of a value keep their order; the first reason counts.
  void fix(ChannelTrack track, String reason) {
    track.runs().forEach(run -> fix(run.stream(), reason));
  }

  void fix(int stream, String reason) {
    Node node = nodes.get(root(stream));
    node.fixed = node.fixed.or(() -> Optional.of(reason));
  }

  /// Makes two values share one order of channels, as a sum of both asks for. Where their runs do not meet, neither may move.
  void tie(ChannelTrack one, ChannelTrack other, String mismatch) {
    boolean meet =
        one.axis() == other.axis()
            && one.blocks() == other.blocks()
            && one.runs().size() == other.runs().size();
    for (int index = 0; meet && index < one.runs().size(); index++) {
      ChannelTrack.Run mine = one.runs().get(index);
      ChannelTrack.Run theirs = other.runs().get(index);
      meet = mine.size() == theirs.size() && mine.repeat() == theirs.repeat();
    }
    if (!meet) {
      fix(one, mismatch);
      fix(other, mismatch);
      return;
    }
    for (int index = 0; index < one.runs().size(); index++) {
      tie(one.runs().get(index).stream(), other.runs().get(index).stream());
    }
  }

  private void tie(int one, int other) {
    Node keeps = nodes.get(Math.min(root(one), root(other)));
    Node joins = nodes.get(Math.max(root(one), root(other)));
    if (keeps != joins) {
      joins.parent = keeps.parent;
      keeps.writers.addAll(joins.writers);
      keeps.fixed = keeps.fixed.or(() -> joins.fixed);
    }
  }

  /// The streams as they are known when everything is traced: one object for all that are tied.
  List<ChannelStream> streams() {
    List<Optional<ChannelStream>> roots = new ArrayList<>();
    for (int number = 0; number < nodes.size(); number++) {
      Node node = nodes.get(number);
      roots.add(
          node.parent == number
              ? Optional.of(new ChannelStream(node.size, node.writers, node.fixed))
              : Optional.empty());
    }
    List<ChannelStream> streams = new ArrayList<>();
    for (int number = 0; number < nodes.size(); number++) {
      streams.add(roots.get(root(number)).orElseThrow());
    }
    return streams;
  }
}
