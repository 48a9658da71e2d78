package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.List;

/// A compression method. Implementations are pure (the same weights and settings give the same result; a seed is a
/// parameter) and thread-safe.
public interface Method {
  /// A stable word for command lines and files: `cross-filter`.
  String id();

  /// The name that the field uses.
  String title();

  /// One or two sentences: what it stores and what it assumes.
  String summary();

  /// Where it comes from: `arXiv 2005.09034`.
  String paper();

  /// How well its source is known.
  Evidence evidence();

  List<Param> params();

  /// Compresses the weights of one layer.
  ///
  /// @param calibration what images say about the layer, as far as [#needsImages] asks for it
  /// @throws IllegalArgumentException if the settings do not fit these weights, or images are needed and none were seen; the
  ///     message is a sentence
  CompressedConv compress(ConvWeights weights, Settings settings, LayerCalibration calibration);

  /// How the layer's input is quantized; as the parameters of [Activations] say where the method has them.
  ///
  /// @throws IllegalArgumentException as for [#compress]
  default ActivationQuantizer activations(Settings settings, LayerCalibration calibration) {
    return Activations.quantizer(settings, calibration);
  }

  /// Whether images have to be seen before weights or activations can be compressed.
  default boolean needsImages(Settings settings) {
    return Activations.needBound(settings);
  }

  /// Whether a parameter bears on the result under these settings; where it does not, its control is disabled and a sweep does
  /// not vary it.
  default boolean counts(Param param, Settings settings) {
    return Activations.counts(param, settings);
  }

  /// Whether training through the method with straight-through gradients makes sense: it compresses quickly, and a small
  /// change of the weights changes little.
  default boolean isTrainable() {
    return false;
  }

  /// Whether compressing searches for the scales of a grid and rounds each weight to the nearest level of it. Training then searches
  /// only now and then, and rounds to the scales found in between.
  default boolean searchesScales() {
    return false;
  }

  /// Whether weights that lie on the method's grid under any scales are stored as they are, with these scales. Scales can be learned
  /// then, although a recipe holds none.
  default boolean findsScalesAgain(Settings settings) {
    return false;
  }

  /// The settings of a person who says nothing.
  default Settings defaults() {
    return Settings.defaults(params());
  }

  /// What the implementation rests on.
  enum Evidence {
    /// The text of the paper.
    TEXT,
    /// Its text and public code.
    CODE,
    /// Only the abstract is public: the recipe is a reconstruction, and the program says so.
    ABSTRACT
  }
}
