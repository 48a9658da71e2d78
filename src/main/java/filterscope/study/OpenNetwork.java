package filterscope.study;

import filterscope.data.Card;
import filterscope.export.PackedModel;
import filterscope.job.Progress;
import filterscope.method.CompressedNetwork;
import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeFile;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.onnx.OnnxModel;
import filterscope.onnx.OnnxReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A network that a person opened: what the file holds, and the card that lay beside it.
///
/// @param trainedFor the recipe without which its weights say little, where its card names one: the float weights are then only
///     the shadow of what the recipe makes of them
/// @param packed what a packed model stores, where the file is one: the float weights of `model` are then the restored ones
public record OpenNetwork(
    OnnxModel model,
    Optional<Card> card,
    Optional<Recipe> trainedFor,
    Optional<CompressedNetwork> packed) {
  /// A network of floats.
  public OpenNetwork(OnnxModel model, Optional<Card> card, Optional<Recipe> trainedFor) {
    this(model, card, trainedFor, Optional.empty());
  }

  /// A network whose weights were trained to be used as they are.
  public OpenNetwork(OnnxModel model, Optional<Card> card) {
    this(model, card, Optional.empty());
  }

  /// Reads an ONNX file with the card beside it, and the recipe that the card names; or a packed model with the card in it.
  ///
  /// @throws filterscope.job.BadInputException if one of them cannot be read
  public static OpenNetwork read(Path file, Progress progress) {
    if (PackedModel.isNamedLikeOne(file)) {
      return readPacked(file);
    }
    OnnxModel model = OnnxReader.read(file, progress);
    Optional<Card> card = Card.beside(file);
    progress.checkCancelled();
    Optional<Recipe> trainedFor =
        card.flatMap(Card::recipe)
            .map(name -> RecipeFile.read(file.resolveSibling(name), model.network()));
    return new OpenNetwork(model, card, trainedFor);
  }

  private static OpenNetwork readPacked(Path file) {
    PackedModel packed = PackedModel.read(file);
    return new OpenNetwork(
        packed.restored(file),
        packed.card().or(() -> Card.beside(file)),
        Optional.empty(),
        Optional.of(packed.network()));
  }

  public Network network() {
    return model.network();
  }

  /// The folder of the file: paths in its card are relative to it.
  public Path folder() {
    Path folder = model.file().toAbsolutePath().getParent();
    return folder == null ? Path.of("") : folder;
  }

  /// What people call it: the title of its card, otherwise the name of its file; of a packed model it says that it is one.
  public String title() {
    return card.map(Card::title)
        .filter(title -> !title.isBlank())
        .map(title -> packed.isPresent() ? title + " (packed)" : title)
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
