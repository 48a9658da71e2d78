package filterscope.measure;

import filterscope.method.ActivationQuantizer;
import filterscope.method.Activations;
import filterscope.method.CompressedConv;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A method that does not compress the same weights twice: configurations that differ only in how activations are quantized share
/// their stored weights, which saves a clustering each, and what the engine prepares from them. Used by one thread.
final class RememberingMethod implements Method {
  private static final int MOST = 128;

  private final Method method;
  private final Map<Asked, CompressedConv> known =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, CompressedConv> eldest) {
          return size() > MOST;
        }
      };

  RememberingMethod(Method method) {
    this.method = method;
  }

  /// What a result depends on; weights by identity.
  private record Asked(
      ConvWeights weights, Map<String, String> settings, LayerCalibration calibration) {}

  @Override
  public CompressedConv compress(
      ConvWeights weights, Settings settings, LayerCalibration calibration) {
    Map<String, String> ofWeights = new TreeMap<>(settings.asMap());
    Activations.after(List.of(), Activations.FLOAT_BITS)
        .forEach(param -> ofWeights.remove(param.key()));
    Asked asked = new Asked(weights, ofWeights, calibration);
    CompressedConv before = known.get(asked);
    if (before != null) {
      return before;
    }
    CompressedConv compressed = method.compress(weights, settings, calibration);
    known.put(asked, compressed);
    return compressed;
  }

  @Override
  public String id() {
    return method.id();
  }

  @Override
  public String title() {
    return method.title();
  }

  @Override
  public String summary() {
    return method.summary();
  }

  @Override
  public String paper() {
    return method.paper();
  }

  @Override
  public Evidence evidence() {
    return method.evidence();
  }

  @Override
  public List<Param> params() {
    return method.params();
  }

  @Override
  public ActivationQuantizer activations(Settings settings, LayerCalibration calibration) {
    return method.activations(settings, calibration);
  }

  @Override
  public boolean needsImages(Settings settings) {
    return method.needsImages(settings);
  }

  @Override
  public boolean counts(Param param, Settings settings) {
    return method.counts(param, settings);
  }

  @Override
  public boolean isTrainable() {
    return method.isTrainable();
  }

  @Override
  public boolean searchesScales() {
    return method.searchesScales();
  }
}
