package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import filterscope.method.ActivationStatistics;
import filterscope.method.Calibration;
import filterscope.method.FilterEnsemble;
import filterscope.method.FilterImportance;
import filterscope.method.FilterPruning;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.MethodChoice;
import filterscope.method.Recipe;
import filterscope.network.ChannelFlow;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Reshape;
import filterscope.network.Transpose;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Shows images to a float network and gathers what its layers take in: the first images of the order in which they are evaluated
/// ([Evaluator]), so that a set sorted by class is not known by its first class alone.
public final class Calibrator {
  /// A few hundred, as is usual.
  public static final int IMAGES = 256;

  private final Network network;
  private final CompiledNetwork floating;

  /// By the name of a value: what was seen of it.
  private final Map<String, Sample> samples = new HashMap<>();

  private Calibrator(CompiledNetwork floating) {
    this.network = floating.source().network();
    this.floating = floating;
    network.weightedLayers().forEach(layer -> samples.put(source(layer), new Sample()));
  }

  /// @param floating the float network
  /// @throws filterscope.job.BadInputException if there are no images, or they do not fit the network
  public static Calibration calibrate(CompiledNetwork floating, Inputs inputs, Progress progress) {
    return new Calibrator(floating).run(inputs, progress);
  }

  /// What images say about the layers as far as a recipe asks for it: the activations of all of them, and the importance of filters
  /// where some are to be removed.
  ///
  /// @param known what was found before on the same images; is not found again
  /// @throws filterscope.job.BadInputException as for [#calibrate(CompiledNetwork, Inputs, Progress)]
  public static Calibration calibrate(
      CompiledNetwork floating,
      Recipe recipe,
      Function<String, Method> methods,
      Inputs inputs,
      Calibration known,
      Progress progress) {
    Map<String, FilterEnsemble> wanted = missing(floating, recipe, methods, known);
    Calibration seen =
        known.isEmpty()
            ? calibrate(floating, inputs, progress.part(0, wanted.isEmpty() ? 1 : 0.1))
            : known;
    Map<String, LayerCalibration> layers = new HashMap<>(seen.layers());
    int done = 0;
    for (Map.Entry<String, FilterEnsemble> layer : wanted.entrySet()) {
      Progress part =
          progress.part(0.1 + 0.9 * done / wanted.size(), 0.1 + 0.9 * (done + 1) / wanted.size());
      FilterImportance measured =
          FilterImportances.measure(
              floating, layer.getKey(), inputs, layer.getValue(), part, _ -> {});
      layers.put(layer.getKey(), seen.of(layer.getKey()).withImportance(measured));
      done++;
    }
    return wanted.isEmpty() ? seen : new Calibration(layers);
  }

  /// How the importance of filters is to be measured that is not known yet, by layer.
  private static Map<String, FilterEnsemble> missing(
      CompiledNetwork floating,
      Recipe recipe,
      Function<String, Method> methods,
      Calibration known) {
    Map<String, FilterEnsemble> missing = new LinkedHashMap<>();
    ChannelFlow flow = ChannelFlow.of(floating.source().network());
    recipe
        .layers()
        .forEach((layer, choice) -> {
          MethodChoice first = choice.chain().getFirst();
          if (methods.apply(first.method()) instanceof FilterPruning pruning
              && flow.ownsFilters(layer)) {
            FilterEnsemble ensemble = pruning.ensemble(first.settings());
            boolean isKnown =
                known.of(layer).importance().stream()
                    .anyMatch(measured -> measured.ensemble().equals(ensemble));
            if (!isKnown) {
              missing.put(layer, ensemble);
            }
          }
        });
    return missing;
  }

  private Calibration run(Inputs inputs, Progress progress) {
    Evaluator.requireFit(inputs, floating);
    int[] order = Evaluator.order(inputs.size(), IMAGES);
    if (order.length == 0) {
      return Calibration.NONE;
    }
    int perImage = Math.max(1, Sample.MOST / order.length);
    float[] image = new float[inputs.floats()];
    float[] output = new float[floating.outputShape().size()];
    Scratch scratch = floating.newScratch();
    for (int number = 0; number < order.length; number++) {
      progress.checkCancelled();
      progress.report((double) number / order.length, "calibrating activations");
      inputs.prepare(order[number], image);
      see(network.input(), image, perImage);
      floating.run(image, scratch, output, (layer, value) -> see(layer, value.values(), perImage));
    }
    Map<String, LayerCalibration> seen = new HashMap<>();
    for (Layer layer : network.weightedLayers()) {
      seen.put(layer.name(), new LayerCalibration(sample(source(layer)).statistics()));
    }
    return new Calibration(seen);
  }

  /// The value whose numbers a layer takes in: behind it lie only layers that hand them on unchanged.
  private String source(Layer layer) {
    String name = layer.inputs().getFirst();
    while (!name.equals(network.input()) && handsOn(network.layer(name))) {
      name = network.layer(name).inputs().getFirst();
    }
    return name;
  }

  private static boolean handsOn(Layer layer) {
    return layer.operator() instanceof Reshape || layer.operator() instanceof Transpose;
  }

  private void see(String value, float[] numbers, int most) {
    Sample sample = samples.get(value);
    if (sample != null) {
      sample.add(numbers, most);
    }
  }

  private Sample sample(String value) {
    return Optional.ofNullable(samples.get(value)).orElseThrow();
  }

  /// Numbers taken at even distances from each image.
  private static final class Sample {
    static final int MOST = 1 << 16;

    private float[] numbers = new float[1024];
    private int count;
    private float least = Float.POSITIVE_INFINITY;
    private float most = Float.NEGATIVE_INFINITY;

    void add(float[] values, int wanted) {
      for (float value : values) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      int taken = Math.min(wanted, values.length);
      if (count + taken > numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, count + taken));
      }
      for (int index = 0; index < taken; index++) {
        numbers[count++] = values[(int) ((long) index * values.length / taken)];
      }
    }

    Optional<ActivationStatistics> statistics() {
      return count == 0
          ? Optional.empty()
          : Optional.of(new ActivationStatistics(Arrays.copyOf(numbers, count), least, most));
    }
  }
}
