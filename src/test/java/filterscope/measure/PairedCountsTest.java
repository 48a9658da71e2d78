package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
import org.junit.jupiter.api.Test;

class PairedCountsTest {
  private static final CompiledNetwork NETWORK =
      CompiledNetwork.compile(
          CompressedNetwork.uncompressed(SmallNetworks.classifier()), new ScalarFloatKernels());

  private static Answers answers(int... classes) {
    Answers answers = new Answers(NETWORK, classes.length);
    for (int image = 0; image < classes.length; image++) {
      if (classes[image] >= 0) {
        float[] outputs = new float[3];
        outputs[classes[image]] = 1;
        answers.record(image, outputs, 0);
      }
    }
    return answers;
  }

  @Test
  void countsWhoIsRightWhere() {
    Inputs inputs = new NoiseImages(6, _ -> 0).asInputs();
    PairedCounts counts =
        PairedCounts.of(inputs, answers(0, 0, 1, 2, 0, -1), answers(0, 1, 0, 1, 1, 0));
    assertThat(counts).isEqualTo(new PairedCounts(1, 2, 1, 1));
    assertThat(counts.samples()).isEqualTo(5);
    assertThat(counts.difference()).isEqualTo(-0.2);
  }

  @Test
  void givesTheDifferenceAnInterval() {
    // b = 25, c = 15, n = 100: d = −0.1, √(40 − 1)/100 = 0.06245.
    PairedCounts counts = new PairedCounts(50, 25, 15, 10);
    assertThat(counts.difference()).isCloseTo(-0.1, within(1e-12));
    assertThat(counts.low()).isCloseTo(-0.1 - 1.959964 * 0.0624500, within(1e-6));
    assertThat(counts.high()).isCloseTo(-0.1 + 1.959964 * 0.0624500, within(1e-6));
  }

  @Test
  void asksHowLikelySuchASplitIsByChance() {
    // 1 of 5: 2·(1 + 5)/32 = 0.375.
    assertThat(new PairedCounts(9, 1, 4, 0).chance()).isCloseTo(0.375, within(1e-12));
    assertThat(new PairedCounts(9, 4, 1, 0).chance()).isCloseTo(0.375, within(1e-12));
    assertThat(new PairedCounts(9, 3, 3, 0).chance()).isEqualTo(1);
    assertThat(new PairedCounts(9, 0, 0, 2).chance()).isEqualTo(1);
    assertThat(new PairedCounts(0, 900, 100, 0).chance()).isLessThan(1e-12);
  }
}
