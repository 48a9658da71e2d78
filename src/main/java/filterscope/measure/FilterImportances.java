package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import filterscope.method.FilterEnsemble;
import filterscope.method.FilterImportance;
import filterscope.network.Network;
import filterscope.network.Softmax;
import java.util.Random;
import java.util.function.Consumer;

/// Measures what every filter of a layer is worth: the loss of the float network on a few images while random filters of the layer
/// give 0. A mask acts on what the layer's step leaves behind, batch normalisation and ReLU included, which is what consumers see
/// of a filter that is not there.
public final class FilterImportances {
  /// Partial estimates are handed on this often.
  private static final int PARTIALS = 16;

  private final CompiledNetwork floating;
  private final int step;
  private final int filters;
  private final FilterEnsemble ensemble;

  private FilterImportances(CompiledNetwork floating, String layer, FilterEnsemble ensemble) {
    this.floating = floating;
    this.ensemble = ensemble;
    step =
        floating
            .stepOf(layer)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the network's answer does not depend on layer '" + layer + "'"));
    filters = floating.source().network().weights(layer).filters();
  }

  /// Runs all masks. Cancellable between masks.
  ///
  /// @param partial takes the estimates so far, now and then, on this thread
  public static FilterImportance measure(
      CompiledNetwork floating,
      String layer,
      Inputs inputs,
      FilterEnsemble ensemble,
      Progress progress,
      Consumer<FilterImportance> partial) {
    Evaluator.requireFit(inputs, floating);
    Evaluator.requireLabelsFit(inputs, floating);
    return new FilterImportances(floating, layer, ensemble).run(inputs, progress, partial);
  }

  private FilterImportance run(
      Inputs inputs, Progress progress, Consumer<FilterImportance> partial) {
    int[] order = Evaluator.order(inputs.size(), ensemble.images());
    int floats = floating.savedFloats(step + 1);
    float[][] saved = new float[order.length][floats];
    float[] image = new float[inputs.floats()];
    Scratch scratch = floating.newScratch();
    for (int number = 0; number < order.length; number++) {
      progress.checkCancelled();
      inputs.prepare(order[number], image);
      floating.runUntil(step + 1, image, scratch, saved[number], 0);
    }
    Random random = new Random(ensemble.seed());
    MaskRegression regression = new MaskRegression(filters, ensemble);
    boolean[] removed = new boolean[filters];
    for (int mask = 0; mask < ensemble.masks(); mask++) {
      progress.checkCancelled();
      progress.report((double) mask / ensemble.masks(), "measuring what filters are worth");
      for (int filter = 0; filter < filters; filter++) {
        removed[filter] = random.nextDouble() < ensemble.share();
      }
      regression.add(removed, loss(saved, removed, inputs, order, scratch));
      boolean isDue = (mask + 1) % Math.max(1, ensemble.masks() / PARTIALS) == 0;
      if (isDue && mask + 1 < ensemble.masks()) {
        partial.accept(regression.estimate());
      }
    }
    return regression.estimate();
  }

  /// The mean cross-entropy.
  private double loss(
      float[][] saved, boolean[] removed, Inputs inputs, int[] order, Scratch scratch) {
    int from = floating.savedResult(step);
    int count = floating.resultFloats(step);
    float[] output = new float[floating.outputShape().size()];
    float[] masked = new float[floating.savedFloats(step + 1)];
    boolean isProbability = endsInSoftmax(floating.source().network());
    double sum = 0;
    for (int number = 0; number < saved.length; number++) {
      System.arraycopy(saved[number], 0, masked, 0, masked.length);
      for (int start = from; start < from + count; start += filters) {
        for (int filter = 0; filter < filters; filter++) {
          if (removed[filter]) {
            masked[start + filter] = 0;
          }
        }
      }
      floating.runFrom(step + 1, masked, 0, scratch, output);
      sum += crossEntropy(output, inputs.label(order[number]), isProbability);
    }
    return sum / Math.max(1, saved.length);
  }

  private static boolean endsInSoftmax(Network network) {
    return !network.output().equals(network.input())
        && network.layer(network.output()).operator() instanceof Softmax softmax
        && !softmax.logarithm();
  }

  static double crossEntropy(float[] output, int label, boolean isProbability) {
    if (isProbability) {
      return -Math.log(Math.max(1e-12, output[label]));
    }
    double most = Double.NEGATIVE_INFINITY;
    for (float logit : output) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (float logit : output) {
      sum += Math.exp(logit - most);
    }
    return most + Math.log(sum) - output[label];
  }
}
