package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
import org.junit.jupiter.api.Test;

class AnsweredImagesTest {
  private static final CompiledNetwork FLOATING =
      CompiledNetwork.compile(
          CompressedNetwork.uncompressed(SmallNetworks.classifier()), new ScalarFloatKernels());

  /// Four images of classes 0, 1, 0, 2 and what two networks said; the last one is not known yet.
  private static AnsweredImages byHand() {
    int[] labels = {0, 1, 0, 2, 1};
    Inputs inputs = new NoiseImages(5, image -> labels[image]).asInputs();
    Answers ofFloat = new Answers(FLOATING, 5);
    Answers ofCompressed = new Answers(FLOATING, 5);
    int[] floatClasses = {0, 1, 1, 1};
    int[] compressedClasses = {0, 2, 0, 0};
    for (int image = 0; image < 4; image++) {
      ofFloat.record(image, only(floatClasses[image]), labels[image]);
      ofCompressed.record(image, only(compressedClasses[image]), labels[image]);
    }
    ofFloat.record(4, only(1), 1);
    return new AnsweredImages(inputs, ofFloat, ofCompressed);
  }

  private static float[] only(int of) {
    float[] outputs = new float[3];
    outputs[of] = 2;
    return outputs;
  }

  @Test
  void saysWhatBecameOfEveryAnswer() {
    AnsweredImages images = byHand();
    assertThat(images.verdict(0)).isEqualTo(Verdict.BOTH_RIGHT);
    assertThat(images.verdict(1)).isEqualTo(Verdict.LOST);
    assertThat(images.verdict(2)).isEqualTo(Verdict.GAINED);
    assertThat(images.verdict(3)).isEqualTo(Verdict.OTHER_ERROR);
    assertThat(images.isKnown(4)).isFalse();
    assertThat(Verdict.of(false, false, true)).isEqualTo(Verdict.SAME_ERROR);
    assertThat(Verdict.SAME_ERROR.isFlip()).isFalse();
  }

  @Test
  void countsWhatWasTakenForWhat() {
    Confusion ofFloat = Confusion.ofFloat(byHand(), 3);
    assertThat(ofFloat.images()).isEqualTo(4);
    assertThat(ofFloat.count(0, 0)).isEqualTo(1);
    assertThat(ofFloat.count(0, 1)).isEqualTo(1);
    assertThat(ofFloat.count(1, 1)).isEqualTo(1);
    assertThat(ofFloat.count(2, 1)).isEqualTo(1);
    assertThat(ofFloat.ofLabel(0)).isEqualTo(2);
    Confusion ofCompressed = Confusion.ofCompressed(byHand(), 3);
    assertThat(ofCompressed.count(1, 2)).isEqualTo(1);
    assertThat(ofCompressed.count(2, 0)).isEqualTo(1);
    assertThat(ofCompressed.count(0, 0)).isEqualTo(2);
  }

  @Test
  void leavesAnswersThatAreNoNumbersOutOfTheCells() {
    Inputs inputs = new NoiseImages(1, _ -> 0).asInputs();
    Answers answers = new Answers(FLOATING, 1);
    answers.record(0, new float[] {Float.NaN, 1, 2}, 0);
    Confusion confusion = Confusion.ofFloat(new AnsweredImages(inputs, answers, answers), 3);
    assertThat(confusion.images()).isEqualTo(1);
    assertThat(confusion.unnumbered()).isEqualTo(1);
    assertThat(confusion.ofLabel(0)).isZero();
    assertThat(answers.certainty(0)).isZero();
  }

  @Test
  void keepsHowSureANetworkWas() {
    Answers answers = byHand().ofFloat();
    double share = Math.exp(2) / (Math.exp(2) + 2);
    assertThat((double) answers.certainty(2)).isCloseTo(share, within(1e-6));
    assertThat((double) answers.labelProbability(2)).isCloseTo((1 - share) / 2, within(1e-6));
  }

  @Test
  void comesOutOfAnEvaluationWithItsAccuracy() {
    Inputs inputs = NoiseImages.inputs(60);
    CompiledNetwork compressed =
        FLOATING.with(SmallNetworks.compressed(FLOATING.source().network(), "weight-bits", "1"));
    try (Evaluator evaluator = new Evaluator(inputs, 2)) {
      assertThat(evaluator.answered(FLOATING, compressed).isKnown(0)).isFalse();
      Accuracy accuracy = evaluator.evaluate(FLOATING, compressed, 40, Progress.NONE, _ -> {});
      AnsweredImages images = evaluator.answered(FLOATING, compressed);
      Confusion confusion = Confusion.ofCompressed(images, 7);
      int right = 0;
      int flips = 0;
      for (int of = 0; of < 7; of++) {
        right += confusion.count(of, of);
      }
      for (int image = 0; image < 60; image++) {
        flips += images.isKnown(image) && images.verdict(image).isFlip() ? 1 : 0;
      }
      assertThat(confusion.images()).isEqualTo(40);
      assertThat(right).isEqualTo((int) accuracy.top1().hits());
      assertThat(40 - flips).isEqualTo((int) accuracy.agreement().hits());
    }
  }
}
