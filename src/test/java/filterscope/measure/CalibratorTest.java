package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.ActivationStatistics;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.network.Activation;
import filterscope.network.ConvWeights;
import filterscope.network.Dense;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Reshape;
import filterscope.tensor.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CalibratorTest {
  private static final int PIXELS = 6 * 6 * 3;

  /// Rectifies the image less its middle, lays it flat, and sums it.
  private static Network network() {
    ConvWeights sum = new ConvWeights(1, PIXELS, 1, 1, new float[PIXELS]);
    return new Network(
        "flat",
        "image",
        Shape.of(1, 3, 6, 6),
        List.of(
            new Layer("relu", Activation.relu(), List.of("image")),
            new Layer("flatten", new Reshape(Shape.of(1, PIXELS)), List.of("relu")),
            new Layer("dense", new Dense(sum, Optional.empty()), List.of("flatten"))),
        "dense");
  }

  @Test
  void seesWhatGoesIntoALayerBehindAReshape() {
    NoiseImages images = new NoiseImages(40, index -> 0);
    Preparation preparation =
        new Preparation(0, 0, Preparation.Channels.RGB, 1.0 / 255, List.of(0.5), List.of(0.5));
    Inputs inputs = new Inputs(images, preparation, network().inputShape());
    CompiledNetwork floating =
        CompiledNetwork.compile(
            CompressedNetwork.uncompressed(network()), new ScalarFloatKernels());
    Calibration seen = Calibrator.calibrate(floating, inputs, Progress.NONE);
    ActivationStatistics input = seen.of("dense").input().orElseThrow();
    assertThat(input.least()).isZero();
    assertThat(input.isSigned()).isFalse();
    assertThat(input.most()).isCloseTo(1, within(0.02f));
    // Uniform noise over −1 … 1, rectified: half of it is zero, and three quarters are below a
    // half.
    assertThat(input.magnitude(0.75)).isCloseTo(0.5f, within(0.05f));
    assertThat(input.sorted()).hasSize(40 * PIXELS);
  }
}
