package filterscope.study;

import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.FloatKernels;
import filterscope.measure.OnnxRuntimePeer;
import filterscope.method.Calibration;
import filterscope.method.CompressedConv;
import filterscope.method.CompressedNetwork;
import filterscope.method.FloatConv;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.network.Layer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One network under one recipe after another: only layers whose choice changed are compressed, compared and prepared anew.
final class NetworkBench {
  private final OpenNetwork opened;
  private CompressedNetwork compressed;
  private Map<String, LayerFigures> layers = Map.of();
  private Optional<CompiledNetwork> floating = Optional.empty();
  private Optional<CompiledNetwork> compiled = Optional.empty();
  private Optional<OnnxRuntimePeer> peer = Optional.empty();
  private boolean askedForPeer;

  NetworkBench(OpenNetwork opened) {
    this.opened = opened;
    this.compressed = CompressedNetwork.uncompressed(opened.network());
  }

  boolean isOf(OpenNetwork other) {
    return opened.equals(other);
  }

  /// @param seen what images say, as far as the recipe needs it
  /// @throws IllegalArgumentException if settings do not fit a layer; the message is a sentence
  CompressedNetwork compress(Recipe recipe, Calibration seen, Progress progress) {
    return compared(compressed.with(recipe, Methods::byId, seen), progress);
  }

  /// Takes what a packed model stores as it is.
  CompressedNetwork take(CompressedNetwork packed, Progress progress) {
    return compared(packed, progress);
  }

  private CompressedNetwork compared(CompressedNetwork next, Progress progress) {
    Map<String, LayerFigures> compared = new LinkedHashMap<>();
    for (Layer layer : opened.network().weightedLayers()) {
      progress.checkCancelled();
      compared.put(layer.name(), compare(layer.name(), next));
    }
    compressed = next;
    layers = compared;
    return next;
  }

  private LayerFigures compare(String layer, CompressedNetwork next) {
    LayerFigures known = layers.get(layer);
    CompressedConv stored = next.layer(layer);
    return known != null && known.isOf(stored)
        ? known
        : LayerFigures.of(opened.weights(layer), shown(layer, next, stored), stored.bits());
  }

  /// The stored form, or, where filters or channels were removed, the weights that are left at their places in the whole layer.
  private CompressedConv shown(String layer, CompressedNetwork next, CompressedConv stored) {
    boolean isWhole = next.network().weights(layer).shape().equals(opened.weights(layer).shape());
    return isWhole ? stored : new FloatConv(next.weightsInOriginal(layer));
  }

  Map<String, LayerFigures> layers() {
    return layers;
  }

  /// Plans the float network, once.
  CompiledNetwork compileFloat(FloatKernels kernels) {
    CompiledNetwork plan =
        floating.orElseGet(() ->
            CompiledNetwork.compile(CompressedNetwork.uncompressed(opened.network()), kernels));
    floating = Optional.of(plan);
    return plan;
  }

  /// Plans a recipe from the plan of the float network.
  void compile(CompressedNetwork network, FloatKernels kernels) {
    CompiledNetwork plan = compileFloat(kernels);
    compiled = Optional.of(compiled.orElse(plan).with(network));
  }

  CompiledNetwork floating() {
    return floating.orElseThrow();
  }

  CompiledNetwork compiled() {
    return compiled.orElseThrow();
  }

  /// The float network in ONNX Runtime, opened when it is first asked for.
  Optional<OnnxRuntimePeer> peer() {
    if (!askedForPeer) {
      askedForPeer = true;
      peer = OnnxRuntimePeer.open(opened.network());
    }
    return peer;
  }

  void close() {
    peer.ifPresent(OnnxRuntimePeer::close);
    peer = Optional.empty();
  }
}
