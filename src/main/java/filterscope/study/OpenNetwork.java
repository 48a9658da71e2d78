package filterscope.study;

import filterscope.data.Card;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A network that a person opened: what the file holds, and the card that lay beside it.
public record OpenNetwork(OnnxModel model, Optional<Card> card) {
  public Network network() {
    return model.network();
  }

  /// The folder of the file: paths in its card are relative to it.
  public Path folder() {
    Path folder = model.file().toAbsolutePath().getParent();
    return folder == null ? Path.of("") : folder;
  }

  /// What people call it: the title of its card, otherwise the name of its file.
  public String title() {
    return card.map(Card::title)
        .filter(title -> !title.isBlank())
        .orElseGet(() -> model.file().getFileName().toString());
  }

  /// Names of the classes in order, or an empty list where the card does not say.
  public List<String> classes() {
    return card.map(Card::classes).orElse(List.of());
  }

  /// The names of the layers that a method can compress, in order.
  public List<String> weightedLayers() {
    return network().weightedLayers().stream().map(Layer::name).toList();
  }

  /// The float weights of a layer.
  public ConvWeights weights(String layer) {
    return network().weights(layer);
  }
}
