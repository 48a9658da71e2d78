package filterscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.Preparation;
import filterscope.network.Activation;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The small parts of a training run, by hand.
final class TrainingPartsTest {
  @Test
  void crossEntropyOfEqualScoresIsTheLogarithmOfTheClasses() {
    FeatureMaps logits = new FeatureMaps(2, 1, 1, 4);
    CrossEntropy.Result result = new CrossEntropy(0).apply(logits, new int[] {0, 2}, 2);

    assertThat(result.loss()).isCloseTo(2 * Math.log(4), within(1e-9));
    assertThat(result.hits()).isEqualTo(1);
    assertThat(logits.gradient())
        .containsExactly(
            new float[] {-0.375f, 0.125f, 0.125f, 0.125f, 0.125f, 0.125f, -0.375f, 0.125f},
            within(1e-6f));
  }

  @Test
  void labelSmoothingMovesTheTargetTowardsAllClasses() {
    FeatureMaps logits = new FeatureMaps(1, 1, 1, 2);
    logits.values()[0] = (float) Math.log(3);
    CrossEntropy.Result result = new CrossEntropy(0.2).apply(logits, new int[] {0}, 1);

    assertThat(result.loss()).isCloseTo(-0.9 * Math.log(0.75) - 0.1 * Math.log(0.25), within(1e-6));
    assertThat(logits.gradient()).containsExactly(new float[] {-0.15f, 0.15f}, within(1e-6f));
  }

  @Test
  void aTeacherThatAgreesAddsNothingAndTakesItsShareFromTheLabels() {
    FeatureMaps logits = scores(0.3f, -1, 2);
    CrossEntropy.Result plain = new CrossEntropy(0).apply(logits, new int[] {1}, 1);
    float[] before = logits.gradient().clone();

    CrossEntropy.Result taught =
        new Distillation(0.25, 3).apply(logits, scores(0.3f, -1, 2), plain, 1);

    assertThat(taught.loss()).isCloseTo(0.75 * plain.loss(), within(1e-9));
    assertThat(taught.hits()).isEqualTo(plain.hits());
    for (int k = 0; k < before.length; k++) {
      assertThat(logits.gradient()[k]).isCloseTo(0.75f * before[k], within(1e-6f));
    }
  }

  @Test
  void theTeachersPartIsTheDivergenceOfSoftenedAnswers() {
    // Softened by 2 the teacher says 3/4 and 1/4, the student 1/2 twice.
    FeatureMaps teacher = scores((float) (2 * Math.log(3)), 0);
    CrossEntropy.Result none = new CrossEntropy.Result(0, 0);

    CrossEntropy.Result taught = new Distillation(1, 2).apply(scores(0, 0), teacher, none, 1);

    double divergence = 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5);
    assertThat(taught.loss()).isCloseTo(4 * divergence, within(1e-6));
  }

  @Test
  void theGradientWithATeacherIsThatOfFiniteDifferences() {
    float[] student = {0.5f, -1.5f, 1, 0.2f};
    Distillation distillation = new Distillation(0.6, 3);
    FeatureMaps logits = scores(student);
    loss(logits, distillation);
    for (int k = 0; k < student.length; k++) {
      float[] more = student.clone();
      float[] less = student.clone();
      more[k] += 1e-3f;
      less[k] -= 1e-3f;
      double slope =
          (loss(scores(more), distillation) - loss(scores(less), distillation))
              / (more[k] - (double) less[k]);
      assertThat((double) logits.gradient()[k]).isCloseTo(slope, within(1e-5));
    }
  }

  private static double loss(FeatureMaps logits, Distillation distillation) {
    CrossEntropy.Result plain = new CrossEntropy(0.1).apply(logits, new int[] {2}, 1);
    return distillation.apply(logits, scores(-0.4f, 2, 1, 0), plain, 1).loss();
  }

  private static FeatureMaps scores(float... scores) {
    FeatureMaps logits = new FeatureMaps(1, 1, 1, scores.length);
    System.arraycopy(scores, 0, logits.values(), 0, scores.length);
    return logits;
  }

  @Test
  void theRateRisesThenFallsAlongHalfACosine() {
    CosineSchedule schedule = new CosineSchedule(0.4, 4, 12);

    assertThat(schedule.rate(0)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.rate(3)).isCloseTo(0.4, within(1e-12));
    assertThat(schedule.rate(4)).isCloseTo(0.4, within(1e-12));
    assertThat(schedule.rate(8)).isCloseTo(0.2, within(1e-12));
    assertThat(schedule.rate(12)).isCloseTo(0, within(1e-12));
  }

  @Test
  void momentumFollowsNesterov() {
    Parameter parameter = new Parameter("w", new float[] {1}, true);
    parameter.gradient()[0] = 2;
    Momentum momentum = new Momentum(List.of(parameter), 0.5);

    momentum.step(0.1);
    // g = 2 + 0.5, v = 2.5, w = 1 − 0.1·(2.5 + 0.9·2.5)
    assertThat(parameter.values()[0]).isCloseTo(0.525f, within(1e-6f));

    momentum.step(0.1);
    // g = 2.2625, v = 0.9·2.5 + 2.2625 = 4.5125, w = 0.525 − 0.1·(2.2625 + 0.9·4.5125)
    assertThat(parameter.values()[0]).isCloseTo(-0.107375f, within(1e-6f));
  }

  @Test
  void adamTakesAFirstStepOfTheWholeRate() {
    Parameter weight = new Parameter("w", new float[] {1}, true);
    Parameter bias = new Parameter("b", new float[] {1}, false);
    weight.gradient()[0] = 4;
    bias.gradient()[0] = -0.001f;
    Adam adam = new Adam(List.of(weight, bias), 0.2);

    adam.step(0.1);

    assertThat(weight.values()[0]).isCloseTo(1 - 0.1f - 0.1f * 0.2f, within(1e-5f));
    assertThat(bias.values()[0]).isCloseTo(1.1f, within(1e-4f));
  }

  @Test
  void shiftsAndMirrorsWithinBounds() {
    Augmentation augmentation = new Augmentation(2, true);
    SplittableRandom random = new SplittableRandom(1);
    int mirrored = 0;
    for (int draw = 0; draw < 400; draw++) {
      Augmentation.Drawn drawn = augmentation.draw(random);
      assertThat(drawn.down()).isBetween(-2, 2);
      assertThat(drawn.right()).isBetween(-2, 2);
      mirrored += drawn.mirrored() ? 1 : 0;
    }
    assertThat(mirrored).isBetween(150, 250);
    assertThat(new Augmentation.Drawn(1, 0, true).sourceRow(3)).isEqualTo(2);
    assertThat(new Augmentation.Drawn(0, 2, true).sourceColumn(0, 10)).isEqualTo(7);
  }

  @Test
  void bringsBlackInFromTheSideOfAShiftedImage() {
    ToyImages toys = new ToyImages(4, 4);
    Preparation preparation = Preparation.plain(Preparation.Channels.GREY);
    Preparation shifted =
        new Preparation(0, 0, Preparation.Channels.GREY, 1, List.of(5.0), List.of());
    FeatureMaps maps = new FeatureMaps(1, 8, 8, 1);
    BatchLoader loader =
        new BatchLoader(toys, shifted, Shape.of(1, 1, 8, 8), new Augmentation(6, false), 3);
    boolean seen = false;
    try (Shards shards = new Shards(1)) {
      for (int epoch = 0; epoch < 8; epoch++) {
        loader.augment(new int[] {2}, 0, 1, epoch, maps, new int[1], shards);
        seen |= maps.values()[0] == -5;
        loader.load(new int[] {2}, 0, 1, maps, new int[1], shards);
        assertThat(maps.values()[9]).isEqualTo(toys.picture(2).sample(1, 1, 0) - 5f);
      }
    }
    assertThat(seen).isTrue();
    assertThat(preparation.mean()).containsExactly(0.0);
  }

  @Test
  void normalisesEachChannelOfTheTrainingImages() {
    ToyImages toys = new ToyImages(50, 4);
    Preparation preparation = Normalisation.of(toys);
    float[] image = new float[64];
    double sum = 0;
    double squares = 0;
    for (int index = 0; index < toys.size(); index++) {
      preparation.prepare(toys.picture(index), Shape.of(1, 1, 8, 8), image);
      for (float value : image) {
        sum += value;
        squares += value * value;
      }
    }
    double count = toys.size() * 64.0;
    assertThat(sum / count).isCloseTo(0, within(1e-3));
    assertThat(squares / count).isCloseTo(1, within(2e-3));
  }

  @Test
  void drawsUpTheArchitecturesAtTheirKnownSizes() {
    Network vgg = Vgg.make("vgg", Shape.of(1, 1, 28, 28), 10, 1);
    assertThat(vgg.macs()).isBetween(10_000_000L, 30_000_000L);
    assertThat(vgg.weightedLayers()).hasSize(7);
    assertThat(vgg.outputShape()).isEqualTo(Shape.of(1, 10));

    Network residual = ResNet.make("resnet20", Shape.of(1, 3, 32, 32), 10, 1);
    // 3·3·(3·16 + 6·16² + 16·32 + 5·32² + 32·64 + 5·64²) + 16·32 + 32·64 + 64·10 weights, 10
    // biases,
    // and four numbers for each of 7·16 + 7·32 + 7·64 normalised channels
    assertThat(residual.parameters()).isEqualTo(267_696 + 2_560 + 640 + 10 + 4 * 784);
    assertThat(residual.outputShape()).isEqualTo(Shape.of(1, 10));
    assertThat(residual.macs()).isBetween(40_000_000L, 42_000_000L);
  }

  @Test
  void keepsTheNetworksForSmallColourImagesSmall() {
    Network small = PooledVgg.SMALL.maker().make("small", Shape.of(1, 3, 32, 32), 10, 1);

    // 27·32·32², 9·32·32·32², 9·32·96·16², 9·(96 + 128)·128·8², 9·128·256·4² and 256·10
    assertThat(small.macs())
        .isEqualTo(884_736 + 9_437_184 + 7_077_888 + 16_515_072 + 4_718_592 + 2_560);
    assertThat(PooledVgg.SMALL_BINARY.maker().make("b", Shape.of(1, 3, 32, 32), 10, 1).macs())
        .isEqualTo(small.macs());
  }

  @Test
  void leavesNoRectifierBeforeAConvolutionOfABinaryNetwork() {
    for (Architecture architecture :
        List.of(PooledVgg.BINARY, PooledVgg.SMALL_BINARY, BinaryResNet.ARCHITECTURE)) {
      Network network = architecture.maker().make("b", Shape.of(1, 3, 32, 32), 10, 1);
      for (Layer layer : network.weightedLayers()) {
        String from = layer.inputs().getFirst();
        if (layer.name().matches(".*conv[2-9]")) {
          assertThat(network.layer(from).operator())
              .as(layer.name())
              .isEqualTo(new Activation(Activation.Kind.CLIP, -1, 1));
        }
      }
    }
  }

  @Test
  void makesTheSameRandomWeightsFromTheSameSeed() {
    for (Architecture architecture : Architecture.all()) {
      Shape input = Shape.of(1, 3, 32, 32);
      Network one = architecture.maker().make("a", input, 10, 7);
      Network same = architecture.maker().make("b", input, 10, 7);
      Network other = architecture.maker().make("c", input, 10, 8);
      String layer = one.weightedLayers().getLast().name();

      assertThat(same.weights(layer).values()).isEqualTo(one.weights(layer).values());
      assertThat(other.weights(layer).values()).isNotEqualTo(one.weights(layer).values());
      assertThat(Architecture.byId(architecture.id())).contains(architecture);
    }
    assertThat(Architecture.byId("lenet")).isEmpty();
  }
}
