package filterscope.measure;

import filterscope.engine.CompiledNetwork;
import filterscope.engine.StepInfo;
import filterscope.job.Progress;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Reshape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One image on its way through the float and the compressed network: what every step leaves behind in both, and how far apart
/// they are. Immutable, apart from the arrays of its tensors, which are read only.
public final class ActivationTrace {
  private final Network network;
  private final Tensor image;
  private final List<Place> places;
  private final Map<String, Place> byLayer;
  private final float[] floatOutput;
  private final float[] compressedOutput;

  private ActivationTrace(
      Network network,
      Tensor image,
      List<Place> places,
      float[] floatOutput,
      float[] compressedOutput) {
    this.network = network;
    this.image = image;
    this.places = List.copyOf(places);
    this.floatOutput = floatOutput;
    this.compressedOutput = compressedOutput;
    Map<String, Place> covered = new HashMap<>();
    places.forEach(place -> place.layers().forEach(layer -> covered.put(layer, place)));
    this.byLayer = Map.copyOf(covered);
  }

  /// Runs both networks on one image.
  ///
  /// @param image prepared for the network
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public static ActivationTrace of(
      CompiledNetwork floating, CompiledNetwork compressed, float[] image, Progress progress) {
    float[] floatOutput = new float[floating.outputShape().size()];
    float[] compressedOutput = new float[compressed.outputShape().size()];
    Map<String, Tensor> original = new LinkedHashMap<>();
    floating.run(
        image,
        floating.newScratch(),
        floatOutput,
        (layer, value) -> {
          progress.checkCancelled();
          original.put(layer, value);
        });
    Map<String, StepInfo> infos = new HashMap<>();
    for (StepInfo info : compressed.stepInfos()) {
      if (!info.layers().isEmpty()) {
        infos.put(info.layers().getLast(), info);
      }
    }
    List<Place> places = new ArrayList<>();
    compressed.run(
        image,
        compressed.newScratch(),
        compressedOutput,
        (layer, value) -> {
          progress.checkCancelled();
          Tensor reference = original.get(layer);
          StepInfo info = infos.get(layer);
          if (reference != null && info != null && reference.size() == value.size()) {
            places.add(
                new Place(
                    layer,
                    info.layers(),
                    info.title(),
                    reference,
                    value,
                    ActivationError.of(reference.values(), value.values())));
          }
        });
    return new ActivationTrace(
        compressed.source().network(),
        new Tensor(compressed.inputShape(), image),
        places,
        floatOutput,
        compressedOutput);
  }

  /// What the steps leave behind, in order.
  public List<Place> places() {
    return places;
  }

  /// The step that computes a layer, alone or with others.
  public Optional<Place> place(String layer) {
    return Optional.ofNullable(byLayer.get(layer));
  }

  /// The first step whose activations point in another direction than this cosine allows: where the two networks part.
  public Optional<Place> firstBelow(double cosine) {
    return places.stream().filter(place -> place.error().cosine() < cosine).findFirst();
  }

  /// What the float network hands to a layer; nothing where the steps do not show it.
  public Optional<Tensor> floatInput(String layer) {
    return input(layer).map(Value::floating);
  }

  /// What the compressed network hands to a layer; nothing where the steps do not show it.
  public Optional<Tensor> compressedInput(String layer) {
    return input(layer).map(Value::compressed);
  }

  private Optional<Value> input(String layer) {
    return find(layer).flatMap(found -> value(found.inputs().getFirst()));
  }

  private Optional<Value> value(String name) {
    if (name.equals(network.input())) {
      return Optional.of(new Value(image, image));
    }
    Optional<Place> place = place(name).filter(found -> found.layer().equals(name));
    return place.isPresent()
        ? place.map(found -> new Value(found.floating(), found.compressed()))
        // Numbers keep their order when only the extents change.
        : find(name)
            .filter(layer -> layer.operator() instanceof Reshape)
            .flatMap(layer -> value(layer.inputs().getFirst()));
  }

  private Optional<Layer> find(String name) {
    return network.layers().stream().filter(layer -> layer.name().equals(name)).findFirst();
  }

  /// What the float network answers; read only.
  public float[] floatOutput() {
    return floatOutput;
  }

  /// What the compressed network answers; read only.
  public float[] compressedOutput() {
    return compressedOutput;
  }

  /// The values between two steps.
  private record Value(Tensor floating, Tensor compressed) {}

  /// What one step leaves behind in both networks.
  ///
  /// @param layer the last layer that the step covers, whose value this is
  /// @param layers all that it covers
  /// @param title the operators that it does: `Conv 3×3 + BatchNorm + ReLU`
  public record Place(
      String layer,
      List<String> layers,
      String title,
      Tensor floating,
      Tensor compressed,
      ActivationError error) {
    public Place {
      layers = List.copyOf(layers);
    }
  }
}
