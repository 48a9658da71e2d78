package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Which layers a configuration hurts: for every layer that it compresses the accuracy with only this one compressed, and with all
/// but this one. All layers are measured on the same images at the same time, so that the first images already say something
/// about each.
public final class Sensitivity {
  /// The first look is at few images, the next ones at twice as many each.
  private static final int FIRST = 16;

  private static final int MOST = 256;

  private final CompiledNetwork floating;
  private final CompressedNetwork compressed;
  private final List<String> layers;
  private final Siblings only;
  private final Siblings allBut;
  private final Inputs inputs;
  private final int threads;

  /// @param floating the float network
  /// @param compressed the same network under the configuration in question
  /// @param methods finds a method by its id
  public Sensitivity(
      CompiledNetwork floating,
      CompressedNetwork compressed,
      Function<String, Method> methods,
      Inputs inputs,
      int threads) {
    this.floating = floating;
    this.compressed = compressed;
    this.inputs = inputs;
    this.threads = threads;
    this.layers =
        compressed.network().weightedLayers().stream()
            .map(layer -> layer.name())
            .filter(layer -> compressed.recipe().of(layer).isPresent())
            .toList();
    CompiledNetwork all = floating.with(compressed);
    this.only = new Siblings(floating, networks(methods, true), inputs);
    this.allBut = new Siblings(all, networks(methods, false), inputs);
  }

  private List<CompiledNetwork> networks(Function<String, Method> methods, boolean alone) {
    List<CompiledNetwork> networks = new ArrayList<>();
    for (String layer : layers) {
      Map<String, LayerRecipe> choices = new LinkedHashMap<>();
      compressed
          .recipe()
          .layers()
          .forEach((name, choice) -> {
            if (name.equals(layer) == alone) {
              choices.put(name, choice);
            }
          });
      CompressedNetwork variant =
          compressed.with(new Recipe(choices), methods, compressed.calibration());
      networks.add(floating.with(variant));
    }
    return networks;
  }

  /// @param limit how many images, in the evaluator's order
  /// @param soFar takes the bars as they grow
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public SensitivityReport run(
      int limit, Progress progress, Consumer<? super SensitivityReport> soFar) {
    Evaluator.requireFit(inputs, floating);
    int[] order = Evaluator.order(inputs.size(), limit);
    SensitivityReport report = report(order.length);
    int done = 0;
    int step = FIRST;
    while (done < order.length) {
      int[] images = Arrays.copyOfRange(order, done, Math.min(order.length, done + step));
      only.see(images, threads, progress);
      allBut.see(images, threads, progress);
      done += images.length;
      step = Math.min(MOST, 2 * step);
      progress.report(
          (double) done / order.length,
          String.format(Locale.ROOT, "%,d of %,d images", done, order.length));
      report = report(order.length);
      soFar.accept(report);
    }
    return report;
  }

  private SensitivityReport report(int total) {
    List<LayerSensitivity> bars = new ArrayList<>();
    for (int index = 0; index < layers.size(); index++) {
      bars.add(
          new LayerSensitivity(
              layers.get(index),
              only.tally().other(index),
              only.tally().difference(index),
              allBut.tally().other(index),
              allBut.tally().difference(index)));
    }
    return new SensitivityReport(only.tally().base(), allBut.tally().base(), bars, total);
  }
}
