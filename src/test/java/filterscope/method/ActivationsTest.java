package filterscope.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import filterscope.kernel.ActivationGrid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ActivationsTest {
  private static final List<Param> PARAMS = Activations.after(List.of(), 32);
  private static final ActivationStatistics RECTIFIED =
      new ActivationStatistics(new float[] {0, 1, 2, 3, 4}, 0, 8);

  private static ActivationQuantizer quantizer(ActivationStatistics seen, String... given) {
    Map<String, String> values = new java.util.HashMap<>();
    for (int index = 0; index < given.length; index += 2) {
      values.put(given[index], given[index + 1]);
    }
    return Activations.quantizer(
        Settings.of(PARAMS, values), new LayerCalibration(Optional.of(seen)));
  }

  @Test
  void leavesActivationsFloatUnlessTold() {
    assertThat(quantizer(RECTIFIED)).isEqualTo(ActivationQuantizer.FLOAT);
    assertThat(Activations.quantizer(Settings.of(List.of(), Map.of()), LayerCalibration.NONE))
        .isEqualTo(ActivationQuantizer.FLOAT);
  }

  @Test
  void takesSignsWithoutImages() {
    Settings signs = Settings.of(PARAMS, Map.of("activation-bits", "1", "k-map", "true"));
    assertThat(Activations.quantizer(signs, LayerCalibration.NONE))
        .isEqualTo(new ActivationQuantizer(new ActivationGrid.Sign(), true));
  }

  @Test
  void findsTheBoundOnImages() {
    assertThat(quantizer(RECTIFIED, "activation-bits", "4", "activation-bound", "max").grid())
        .isEqualTo(new ActivationGrid.Unsigned(4, 8));
    assertThat(quantizer(RECTIFIED, "activation-bits", "2", "activation-percentile", "100").grid())
        .isEqualTo(new ActivationGrid.Unsigned(2, 4));
    ActivationStatistics signed = new ActivationStatistics(new float[] {-2, 1}, -2, 1);
    assertThat(quantizer(signed, "activation-bits", "3", "activation-percentile", "100").grid())
        .isEqualTo(new ActivationGrid.Signed(3, 2));
  }

  @Test
  void takesTheBoundThatIsGivenWithoutImages() {
    Settings four = Settings.of(PARAMS, Map.of("activation-bits", "4"));
    ActivationGrid unsigned = new ActivationGrid.Unsigned(4, 2.3f);
    ActivationGrid signed = new ActivationGrid.Signed(4, 0.7f);
    for (ActivationGrid grid : List.of(unsigned, signed)) {
      Settings given = Activations.withBound(four, grid);
      assertThat(Activations.needBound(given)).isFalse();
      assertThat(Activations.quantizer(given, LayerCalibration.NONE).grid()).isEqualTo(grid);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activations.withBound(four, new ActivationGrid.Sign()));
  }

  @Test
  void asksForImagesWhereABoundIsWanted() {
    Settings four = Settings.of(PARAMS, Map.of("activation-bits", "4"));
    assertThat(Activations.needBound(four)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activations.quantizer(four, LayerCalibration.NONE))
        .withMessageContaining("choose images");
  }

  @Test
  void interpolatesMagnitudesBetweenRanks() {
    ActivationStatistics seen = new ActivationStatistics(new float[] {-4, 0, 1, 2, 3}, -4, 3);
    assertThat(seen.magnitude(0)).isZero();
    assertThat(seen.magnitude(1)).isEqualTo(4);
    assertThat(seen.magnitude(0.625)).isEqualTo(2.5f);
  }

  @Test
  void leastErrorClipsAnOutlier() {
    Random random = new Random(1);
    float[] sample = new float[40_000];
    for (int index = 0; index < sample.length; index++) {
      sample[index] = Math.abs((float) random.nextGaussian());
    }
    sample[7] = 20;
    ActivationStatistics seen = new ActivationStatistics(sample, 0, 20);
    assertThat(seen.leastErrorBound(4)).isBetween(2f, 6f);
    ActivationStatistics even = new ActivationStatistics(new float[] {0, 1, 2, 3}, 0, 3);
    assertThat(even.leastErrorBound(2)).isCloseTo(3, within(1e-6f));
  }
}
