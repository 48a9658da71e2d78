package filterscope.train;

import filterscope.network.Network;
import filterscope.tensor.Shape;
import java.util.List;
import java.util.Optional;

/// A kind of network that can be made with random weights and trained.
///
/// @param id the word on the command line
/// @param title what people call it
/// @param summary a few words for the list of architectures
/// @param plan how it is trained when nothing else is said
/// @param maker makes the network
public record Architecture(
    String id, String title, String summary, TrainingPlan plan, Maker maker) {

  /// Makes an untrained network.
  @FunctionalInterface
  public interface Maker {
    /// @param input `1×C×H×W`
    /// @param seed of the random weights
    Network make(String name, Shape input, int classes, long seed);
  }

  /// All there are.
  public static List<Architecture> all() {
    return List.of(
        Vgg.ARCHITECTURE,
        PooledVgg.BINARY,
        PooledVgg.SMALL,
        PooledVgg.SMALL_BINARY,
        ResNet.ARCHITECTURE,
        BinaryResNet.ARCHITECTURE);
  }

  /// The one of this id.
  public static Optional<Architecture> byId(String id) {
    return all().stream().filter(architecture -> architecture.id().equals(id)).findFirst();
  }
}
