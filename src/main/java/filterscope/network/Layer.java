package filterscope.network;

import java.util.List;

/// One operator at its place in a network. Its result is known to others by the layer's name.
///
/// @param name unique in the network; that of the file's node where it has one
/// @param inputs the names of the layers (or of the network's input) whose results it takes
public record Layer(String name, Operator operator, List<String> inputs) {
  public Layer {
    inputs = List.copyOf(inputs);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a layer needs a name");
    }
  }

  /// The same layer computing something else.
  public Layer with(Operator other) {
    return new Layer(name, other, inputs);
  }
}
