package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ActivationTraceTest {
  private static final Network NETWORK = SmallNetworks.classifier();
  private static final CompiledNetwork FLOATING =
      CompiledNetwork.compile(CompressedNetwork.uncompressed(NETWORK), new ScalarFloatKernels());

  private static CompiledNetwork oneBitIn(String layer) {
    return FLOATING.with(
        CompressedNetwork.compress(
            NETWORK,
            Recipe.FLOAT.with(
                layer, new LayerRecipe(CrossFilter.ID, SmallNetworks.settings("weight-bits", "1"))),
            Methods::byId));
  }

  private static float[] image() {
    Random random = new Random(11);
    float[] image = new float[3 * 6 * 6];
    for (int index = 0; index < image.length; index++) {
      image[index] = random.nextFloat();
    }
    return image;
  }

  private static ActivationTrace trace(CompiledNetwork compressed) {
    return ActivationTrace.of(FLOATING, compressed, image(), Progress.NONE);
  }

  @Test
  void findsNoErrorBeforeTheLayerThatWasCompressed() {
    ActivationTrace trace = trace(oneBitIn("conv2"));
    assertThat(trace.place("conv1").orElseThrow().error().noise()).isZero();
    assertThat(trace.place("conv2").orElseThrow().error().noise()).isPositive();
    assertThat(trace.place("dense").orElseThrow().error().sqnr()).isFinite();
    assertThat(trace.firstBelow(1).orElseThrow()).isEqualTo(trace.place("conv2").orElseThrow());
    assertThat(trace.firstBelow(-1)).isEmpty();
  }

  @Test
  void showsWhatIsFoldedIntoAStep() {
    ActivationTrace trace = trace(FLOATING);
    ActivationTrace.Place place = trace.place("conv1").orElseThrow();
    assertThat(place.layers()).containsExactly("conv1", "norm1", "relu1");
    assertThat(place.layer()).isEqualTo("relu1");
    assertThat(place.floating().shape()).isEqualTo(NETWORK.shape("relu1"));
    assertThat(place.floating().values()).containsExactly(place.compressed().values());
  }

  @Test
  void endsInTheAnswersOfBothNetworks() {
    CompiledNetwork compressed = oneBitIn("conv3");
    ActivationTrace trace = trace(compressed);
    float[] expected = new float[7];
    FLOATING.run(image(), FLOATING.newScratch(), expected);
    assertThat(trace.floatOutput()).containsExactly(expected);
    compressed.run(image(), compressed.newScratch(), expected);
    assertThat(trace.compressedOutput()).containsExactly(expected);
  }

  @Test
  void knowsWhatALayerTakes() {
    ActivationTrace trace = trace(oneBitIn("conv1"));
    assertThat(trace.floatInput("conv1").orElseThrow().values()).containsExactly(image());
    ActivationTrace.Place first = trace.place("conv1").orElseThrow();
    assertThat(trace.floatInput("conv2")).containsSame(first.floating());
    assertThat(trace.compressedInput("conv2")).containsSame(first.compressed());
    // The dense layer takes what the pooling left, in other extents.
    assertThat(trace.floatInput("dense").orElseThrow().size()).isEqualTo(8);
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
    assertThatThrownBy(() -> ActivationTrace.of(FLOATING, FLOATING, image(), cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
