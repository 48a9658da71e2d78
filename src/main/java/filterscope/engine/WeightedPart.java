package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.method.CompressedLayer;

/// Everything about a convolution or dense layer in the plan but its weights: what the recipe cannot change.
///
/// The step computes `clamp(factor_f · (w_f ∗ x) + offset_f)`: a batch normalisation after the layer is in the factors
/// and offsets, the layer's bias in the offsets, a ReLU or Clip in the finish.
final class WeightedPart {
  private final String layer;
  private final ConvGeometry geometry;
  private final ActivationGrid given;
  private final int images;
  private final float[] factors;
  private final float[] offsets;
  private final Finish finish;
  private final int from;
  private final int to;

  /// @param given the numbers that the network leaves in the input; float where nothing is known
  /// @param images how many follow one another in memory; 1 unless the network makes a batch of its own
  WeightedPart(
      String layer,
      ConvGeometry geometry,
      ActivationGrid given,
      int images,
      float[] factors,
      float[] offsets,
      Finish finish,
      int from,
      int to) {
    this.layer = layer;
    this.geometry = geometry;
    this.given = given;
    this.images = images;
    this.factors = factors;
    this.offsets = offsets;
    this.finish = finish;
    this.from = from;
    this.to = to;
  }

  WeightedStep prepare(CompressedLayer compressed, StepFactory factory) {
    return new WeightedStep(
        this, compressed, factory.prepare(geometry, compressed, given, factors, offsets, finish));
  }

  String layer() {
    return layer;
  }

  ConvGeometry geometry() {
    return geometry;
  }

  float factor(int filter) {
    return factors[filter];
  }

  float offset(int filter) {
    return offsets[filter];
  }

  Finish finish() {
    return finish;
  }

  int images() {
    return images;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}
