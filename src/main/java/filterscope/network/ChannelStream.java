package filterscope.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Channels that keep one common order wherever they flow: those that one layer's filters write, or, where sums tie them
/// together, those of several layers. Two streams are the same only when they are the same object.
public final class ChannelStream {
  private final int size;
  private final List<String> writers;
  private final Optional<String> fixed;

  ChannelStream(int size, List<String> writers, Optional<String> fixed) {
    this.size = size;
    this.writers = List.copyOf(new ArrayList<>(writers));
    this.fixed = fixed;
  }

  /// How many channels there are.
  public int size() {
    return size;
  }

  /// The layers whose filters write these channels; all of them move together. Depth-wise convolutions on the way, whose
  /// filters follow their channels, are not among them.
  public List<String> writers() {
    return writers;
  }

  /// Whether sums tie several layers together.
  public boolean isTied() {
    return writers.size() > 1;
  }

  /// Why the channels cannot be moved without changing what the network computes: half a sentence. Nothing when they can.
  public Optional<String> fixed() {
    return fixed;
  }

  /// Whether the channels can be put in another order without changing what the network computes.
  public boolean isFree() {
    return fixed.isEmpty();
  }

  @Override
  public String toString() {
    return "ChannelStream[" + size + " channels of " + String.join(", ", writers) + "]";
  }
}
