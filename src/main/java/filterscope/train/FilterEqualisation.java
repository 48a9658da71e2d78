package filterscope.train;

import filterscope.method.Recipe;
import filterscope.network.Activation;
import filterscope.network.BatchNorm;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Pool;
import filterscope.network.Weighted;
import filterscope.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Scales filters so that they quantize better together, without a change of what the float network computes.
///
/// Before a batch normalisation that alone takes a layer's result, the scale of a filter is free: `norm(w/s)` is `norm(w)` with the
/// mean divided by `s` and the variance by `s²`. There every filter gets the layer's mean |w|, so that sharing a scale costs
/// nothing of it. Elsewhere, where only rectifiers and pools lie between two convolutions, filter `k` of the first is divided
/// by `s = √(r₁/r₂)` and channel `k` of the second multiplied by it, with `r` their largest |w|: both ranges become
/// `√(r₁·r₂)` (Nagel et al. 2019, arXiv 1906.04721, equation 11).
final class FilterEqualisation {
  private FilterEqualisation() {}

  /// @param recipe lists the layers that take part
  static Network apply(Network network, Recipe recipe) {
    Network scaled = network;
    for (String name : recipe.layers().keySet()) {
      scaled = equalise(scaled, scaled.layer(name));
    }
    return scaled;
  }

  private static Network equalise(Network network, Layer layer) {
    Optional<Layer> next = onlyConsumer(network, layer);
    if (next.isPresent() && next.get().operator() instanceof BatchNorm norm) {
      float[] scales = towardsTheirMean(network.weights(layer.name()));
      return replaced(
          network,
          layer.with(divided((Weighted) layer.operator(), scales)),
          next.get().with(divided(norm, scales)));
    }
    while (next.isPresent() && isHomogeneous(next.get())) {
      next = onlyConsumer(network, next.get());
    }
    if (next.isPresent()
        && next.get().operator() instanceof Convolution second
        && second.groups() == 1) {
      float[] scales = towardsEachOther(network.weights(layer.name()), second.weights());
      return replaced(
          network,
          layer.with(divided((Weighted) layer.operator(), scales)),
          next.get().with(second.withWeights(multiplied(second.weights(), scales))));
    }
    return network;
  }

  private static Optional<Layer> onlyConsumer(Network network, Layer layer) {
    List<Layer> consumers = network.consumers(layer.name());
    return consumers.size() == 1 && !network.output().equals(layer.name())
        ? Optional.of(consumers.getFirst())
        : Optional.empty();
  }

  /// Whether a positive factor of a channel passes through.
  private static boolean isHomogeneous(Layer layer) {
    return switch (layer.operator()) {
      case Activation activation ->
          activation.kind() == Activation.Kind.RELU
              || activation.kind() == Activation.Kind.LEAKY_RELU;
      case Pool _ -> true;
      default -> false;
    };
  }

  private static float[] towardsTheirMean(ConvWeights weights) {
    float[] scales = new float[weights.filters()];
    double sum = 0;
    for (int filter = 0; filter < scales.length; filter++) {
      double magnitude = 0;
      for (int at = 0; at < weights.filterSize(); at++) {
        magnitude += Math.abs(weights.values()[filter * weights.filterSize() + at]);
      }
      scales[filter] = (float) (magnitude / weights.filterSize());
      sum += scales[filter];
    }
    float mean = (float) (sum / scales.length);
    for (int filter = 0; filter < scales.length; filter++) {
      scales[filter] = usable(scales[filter] / mean);
    }
    return scales;
  }

  private static float[] towardsEachOther(ConvWeights first, ConvWeights second) {
    float[] scales = new float[first.filters()];
    for (int filter = 0; filter < scales.length; filter++) {
      float own = 0;
      for (int at = 0; at < first.filterSize(); at++) {
        own = Math.max(own, Math.abs(first.values()[filter * first.filterSize() + at]));
      }
      float others = 0;
      int kernel = second.kernelSize();
      for (int other = 0; other < second.filters(); other++) {
        for (int tap = 0; tap < kernel; tap++) {
          int at = other * second.filterSize() + filter * kernel + tap;
          others = Math.max(others, Math.abs(second.values()[at]));
        }
      }
      scales[filter] = usable((float) Math.sqrt(own / others));
    }
    return scales;
  }

  /// A filter of zeros has no scale of its own.
  private static float usable(float scale) {
    return Float.isFinite(scale) && scale > 1e-6f ? scale : 1;
  }

  private static Weighted divided(Weighted layer, float[] scales) {
    ConvWeights weights = layer.weights();
    float[] values = weights.values().clone();
    for (int at = 0; at < values.length; at++) {
      values[at] /= scales[at / weights.filterSize()];
    }
    Weighted scaled = layer.withWeights(weights.withValues(values));
    return scaled.bias().map(bias -> Biases.with(scaled, divided(bias, scales))).orElse(scaled);
  }

  private static BatchNorm divided(BatchNorm norm, float[] scales) {
    float[] variance = norm.variance().values().clone();
    for (int channel = 0; channel < variance.length; channel++) {
      double square = (double) scales[channel] * scales[channel];
      variance[channel] =
          (float) (((double) variance[channel] + norm.epsilon()) / square - norm.epsilon());
    }
    return new BatchNorm(
        norm.scale(),
        norm.shift(),
        divided(norm.mean(), scales),
        Tensor.vector(variance),
        norm.epsilon());
  }

  private static Tensor divided(Tensor vector, float[] scales) {
    float[] values = vector.values().clone();
    for (int at = 0; at < values.length; at++) {
      values[at] /= scales[at];
    }
    return Tensor.vector(values);
  }

  private static ConvWeights multiplied(ConvWeights weights, float[] scales) {
    float[] values = weights.values().clone();
    for (int at = 0; at < values.length; at++) {
      values[at] *= scales[at % weights.filterSize() / weights.kernelSize()];
    }
    return weights.withValues(values);
  }

  private static Network replaced(Network network, Layer first, Layer second) {
    return network.map(layer ->
        layer.name().equals(first.name())
            ? first
            : layer.name().equals(second.name()) ? second : layer);
  }
}
