package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SensitivityTest {
  private static final Network NETWORK = SmallNetworks.classifier();
  private static final CompiledNetwork FLOATING =
      CompiledNetwork.compile(CompressedNetwork.uncompressed(NETWORK), new ScalarFloatKernels());
  private static final CompressedNetwork ALL =
      SmallNetworks.compressed(NETWORK, "weight-bits", "1", "group", "4");

  private static Proportion alone(CompressedNetwork network, Inputs inputs) {
    try (Evaluator evaluator = new Evaluator(inputs, 1)) {
      return evaluator
          .evaluate(FLOATING, FLOATING.with(network), inputs.size(), Progress.NONE, _ -> {})
          .top1();
    }
  }

  private static CompressedNetwork without(String layer, boolean alone) {
    var layers = new LinkedHashMap<>(ALL.recipe().layers());
    layers.keySet().removeIf(name -> name.equals(layer) != alone);
    return CompressedNetwork.compress(NETWORK, new Recipe(layers), Methods::byId);
  }

  @Test
  void agreesWithMeasuringEveryLayerByItself() {
    Inputs inputs = NoiseImages.inputs(45);
    for (int threads = 1; threads <= 3; threads++) {
      SensitivityReport report =
          new Sensitivity(FLOATING, ALL, Methods::byId, inputs, threads)
              .run(45, Progress.NONE, _ -> {});
      assertThat(report.floating())
          .isEqualTo(alone(CompressedNetwork.uncompressed(NETWORK), inputs));
      assertThat(report.compressed()).isEqualTo(alone(ALL, inputs));
      assertThat(report.layers())
          .extracting(LayerSensitivity::layer)
          .containsExactly("conv1", "conv2", "conv3", "dense");
      for (LayerSensitivity bar : report.layers()) {
        assertThat(bar.only()).isEqualTo(alone(without(bar.layer(), true), inputs));
        assertThat(bar.allBut()).isEqualTo(alone(without(bar.layer(), false), inputs));
        assertThat(bar.loss().onlyFirst() - bar.loss().onlySecond())
            .isEqualTo(bar.only().hits() - report.floating().hits());
        assertThat(bar.gain().onlyFirst() - bar.gain().onlySecond())
            .isEqualTo(bar.allBut().hits() - report.compressed().hits());
      }
    }
  }

  @Test
  void growsAllBarsTogether() {
    List<SensitivityReport> soFar = new ArrayList<>();
    new Sensitivity(FLOATING, ALL, Methods::byId, NoiseImages.inputs(60), 2)
        .run(50, Progress.NONE, soFar::add);
    assertThat(soFar).hasSizeGreaterThan(1);
    for (SensitivityReport report : soFar) {
      assertThat(report.layers())
          .allSatisfy(
              bar -> assertThat(bar.allBut().samples()).isEqualTo(report.floating().samples()));
    }
    assertThat(soFar.getLast().floating().samples()).isEqualTo(50);
  }

  @Test
  void stopsWhenNobodyWantsItAnyMore() {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double share, String what) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    Sensitivity sensitivity =
        new Sensitivity(FLOATING, ALL, Methods::byId, NoiseImages.inputs(20), 2);
    assertThatThrownBy(() -> sensitivity.run(20, cancelled, _ -> {}))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void tellsHowFarAnswersLieApart() {
    // p = (1/2, 1/2), q = (3/4, 1/4): ½ ln(2/3) + ½ ln 2 = ½ ln(4/3).
    double[] even = SiblingTally.probabilities(new float[] {7, 7});
    double[] odd = SiblingTally.probabilities(new float[] {(float) Math.log(3), 0});
    assertThat(odd[0]).isCloseTo(0.75, within(1e-6));
    assertThat(SiblingTally.divergence(even, odd)).isCloseTo(0.5 * Math.log(4 / 3.0), within(1e-6));
    assertThat(SiblingTally.divergence(odd, odd)).isZero();
    assertThat(SiblingTally.probabilities(new float[] {0.25f, 0.75f})).containsExactly(0.25, 0.75);
  }
}
