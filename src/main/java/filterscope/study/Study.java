package filterscope.study;

import filterscope.data.Card;
import filterscope.data.Preparation;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.tensor.Shape;
import java.util.List;
import java.util.Optional;

/// What a person works on, as a value: an open network, its images, the layer on the stage and the configuration. Undo is a
/// stack of studies.
///
/// @param preparation how pictures become inputs of the network
/// @param data the image set as on the command line (`cifar10:DIR`), or nothing when none was chosen
/// @param layer the weighted layer on the stage; an empty text when the network has none
/// @param before the figures that the last change replaced: the ghost marks of the meters
public record Study(
    OpenNetwork opened,
    Preparation preparation,
    Optional<String> data,
    String layer,
    Configuration configuration,
    Optional<Figures> before) {

  /// A study of a network just opened: preparation and images as its card says, every layer under `choice` but the first
  /// and the last; or under the recipe of the packed model that it is, or that the network was trained for.
  public static Study of(OpenNetwork opened, Optional<LayerRecipe> choice) {
    List<String> layers = opened.weightedLayers();
    return new Study(
        opened,
        usualPreparation(opened),
        opened.card().flatMap(Card::data),
        layers.isEmpty() ? "" : layers.get(Math.min(1, layers.size() - 1)),
        opened
            .packed()
            .map(CompressedNetwork::recipe)
            .or(opened::trainedFor)
            .map(recipe -> Configuration.of(opened.network(), recipe))
            .orElseGet(() -> Configuration.FLOAT.forAll(choice)),
        Optional.empty());
  }

  /// The preparation that a network came with: that of its card; without one samples from 0 to 1, nothing subtracted.
  public static Preparation usualPreparation(OpenNetwork opened) {
    return opened
        .card()
        .map(Card::preparation)
        .orElseGet(() -> plainPreparation(opened.network().inputShape()));
  }

  private static Preparation plainPreparation(Shape input) {
    boolean grey = input.rank() == 4 && (input.extent(1) == 1 || input.extent(3) == 1);
    return new Preparation(
        0,
        0,
        grey ? Preparation.Channels.GREY : Preparation.Channels.RGB,
        1.0 / 255,
        List.of(0.0),
        List.of(1.0));
  }

  public Study withLayer(String other) {
    return new Study(opened, preparation, data, other, configuration, before);
  }

  public Study withData(Optional<String> other) {
    return new Study(opened, preparation, other, layer, configuration, before);
  }

  /// @param replaced the figures that this change replaces
  public Study withPreparation(Preparation other, Optional<Figures> replaced) {
    return new Study(opened, other, data, layer, configuration, replaced);
  }

  /// @param replaced the figures that this change replaces
  public Study withConfiguration(Configuration other, Optional<Figures> replaced) {
    return new Study(opened, preparation, data, layer, other, replaced);
  }

  /// What every layer gets.
  public Recipe recipe() {
    return configuration.recipe(opened.network());
  }

  /// The stored network itself, where a packed model is open and still under the recipe that it was packed with: nothing is
  /// compressed anew then.
  Optional<CompressedNetwork> asPacked() {
    return opened.packed().filter(packed -> packed.recipe().equals(recipe()));
  }

  /// What the layer on the stage gets; nothing when it stays float.
  public Optional<LayerRecipe> choice() {
    return configuration.choice(opened.network(), layer);
  }

  public boolean hasLayer() {
    return !layer.isEmpty();
  }
}
