package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import filterscope.method.ActivationStatistics;
import filterscope.method.Calibration;
import filterscope.method.LayerCalibration;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Reshape;
import filterscope.network.Transpose;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
