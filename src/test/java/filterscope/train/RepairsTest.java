package filterscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.ImageSet;
import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.simd.VectorGradientKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.Methods;
import filterscope.network.BatchNorm;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Weighted;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RepairsTest {
  private static final ImageSet TOYS = new ToyImages(128, 4);
  private static final Preparation PREPARATION = Normalisation.of(TOYS);
  private static final Network WITH_NORM = network(true);
  private static final Network WITHOUT_NORM = network(false);

  /// Two convolutions with filters of very different magnitudes.
  private static Network network(boolean normalised) {
    NetworkSketch sketch = new NetworkSketch(Shape.of(1, 1, 8, 8), 3);
    String last = sketch.conv("conv1", sketch.input(), 6, 3, 1);
    last = normalised ? sketch.batchNorm("norm1", last) : last;
    last = sketch.maxPool("pool1", sketch.relu("relu1", last));
    last = sketch.conv("conv2", last, 8, 3, 1);
    last = normalised ? sketch.batchNorm("norm2", last) : last;
    last = sketch.flatten("flatten", sketch.relu("relu2", last));
    Network even = sketch.finish("toy", sketch.dense("dense", last, 4));
    return even.map(RepairsTest::uneven);
  }

  private static Layer uneven(Layer layer) {
    Random random = new Random(layer.name().hashCode());
    if (layer.operator() instanceof Weighted weighted && layer.name().startsWith("conv")) {
      ConvWeights weights = weighted.weights();
      float[] values = weights.values().clone();
      for (int at = 0; at < values.length; at++) {
        values[at] *= 1 + at / weights.filterSize() * 2;
      }
      return layer.with(weighted.withWeights(weights.withValues(values)));
    }
    if (layer.operator() instanceof BatchNorm norm) {
      float[] mean = new float[norm.mean().size()];
      float[] variance = new float[mean.length];
      for (int channel = 0; channel < mean.length; channel++) {
        mean[channel] = (float) random.nextGaussian();
        variance[channel] = 1 + 10 * random.nextFloat();
      }
      return layer.with(
          new BatchNorm(
              norm.scale(), norm.shift(), Tensor.vector(mean), Tensor.vector(variance), 1e-5f));
    }
    return layer;
  }

  private static Recipe recipe(int bits) {
    Method method = Methods.byId("cross-filter");
    Settings settings =
        Settings.of(
            method.params(), Map.of("weight-bits", Integer.toString(bits), "group", "4096"));
    return Recipe.FLOAT
        .with("conv1", new LayerRecipe(method.id(), settings))
        .with("conv2", new LayerRecipe(method.id(), settings));
  }

  private static List<Repairs.Repaired> repaired(Network network, Set<Repair> wanted) {
    return new Repairs(TOYS, PREPARATION, Methods::byId, new VectorGradientKernels(), 2)
        .apply(network, recipe(1), wanted, Progress.NONE);
  }

  @Test
  void leavesTheFloatNetworkAsItIsWhenFiltersAreEqualised() {
    for (Network network : List.of(WITH_NORM, WITHOUT_NORM)) {
      Network equalised = repaired(network, EnumSet.of(Repair.EQUALISE)).getLast().network();

      assertThat(equalised.weights("conv1").values())
          .isNotEqualTo(network.weights("conv1").values());
      assertThat(logits(equalised, Recipe.FLOAT))
          .containsExactly(logits(network, Recipe.FLOAT), within(2e-3f));
    }
  }

  @Test
  void givesFiltersBeforeBatchNormalisationOneMagnitude() {
    ConvWeights weights =
        repaired(WITH_NORM, EnumSet.of(Repair.EQUALISE)).getLast().network().weights("conv2");

    float first = magnitude(weights, 0);
    for (int filter = 1; filter < weights.filters(); filter++) {
      assertThat(magnitude(weights, filter)).isCloseTo(first, within(1e-3f * first));
    }
  }

  @Test
  void bringsTheRangesOfNeighboursTogetherWithoutBatchNormalisation() {
    Network equalised = repaired(WITHOUT_NORM, EnumSet.of(Repair.EQUALISE)).getLast().network();

    ConvWeights first = equalised.weights("conv1");
    ConvWeights second = equalised.weights("conv2");
    for (int filter = 0; filter < first.filters(); filter++) {
      float own = 0;
      for (int at = 0; at < first.filterSize(); at++) {
        own = Math.max(own, Math.abs(first.values()[filter * first.filterSize() + at]));
      }
      float others = 0;
      for (int other = 0; other < second.filters(); other++) {
        for (int tap = 0; tap < 9; tap++) {
          others =
              Math.max(
                  others,
                  Math.abs(second.values()[other * second.filterSize() + filter * 9 + tap]));
        }
      }
      assertThat(own).isCloseTo(others, within(1e-3f * own));
    }
  }

  @Test
  void takesTheStatisticsOfTheCompressedNetwork() {
    Repairs.Repaired mended = repaired(WITH_NORM, EnumSet.of(Repair.BATCH_NORM)).getLast();

    float[] means = channelMeans(mended.network(), mended.recipe(), "norm2", 8);
    for (float mean : means) {
      // Scale 1, shift 0: centred on the images that it was repaired on.
      assertThat(mean).isCloseTo(0, within(0.15f));
    }
    assertThat(mended.network().weights("conv2").values())
        .isEqualTo(WITH_NORM.weights("conv2").values());
  }

  @Test
  void givesEveryFilterItsFloatMeanBack() {
    for (Network network : List.of(WITH_NORM, WITHOUT_NORM)) {
      Repairs.Repaired mended = repaired(network, EnumSet.of(Repair.BIAS)).getLast();

      String seen = network == WITH_NORM ? "norm2" : "conv2";
      float[] wanted = channelMeans(network, Recipe.FLOAT, seen, 8);
      float[] before = channelMeans(network, mended.recipe(), seen, 8);
      float[] after = channelMeans(mended.network(), mended.recipe(), seen, 8);
      assertThat(distance(after, wanted)).isLessThan(0.05 * distance(before, wanted));
    }
  }

  @Test
  void findsTheBoundsOfActivationsOnTheNetworkThatTheyAreFor() {
    List<Repairs.Repaired> states = fineTune(WITHOUT_NORM, 1).repaired(Progress.NONE);

    assertThat(states.get(1).recipe()).isNotEqualTo(states.getFirst().recipe());
    assertThat(states.get(1).recipe())
        .isEqualTo(
            GivenBounds.in(
                states.get(1).network(),
                lowBits(),
                TOYS,
                PREPARATION,
                Methods::byId,
                Progress.NONE));
  }

  @Test
  void trainsToTheSameWeightsAfterRepairsWithAnyNumberOfThreads() {
    for (Network network : List.of(WITH_NORM, WITHOUT_NORM)) {
      List<Network> tuned = new ArrayList<>();
      for (int threads : List.of(1, 3)) {
        FineTune tune = fineTune(network, threads);
        try (Trainer trainer = tune.trainer(tune.repaired(Progress.NONE).getLast())) {
          trainer.train(Optional.empty(), Progress.NONE, report -> {});
          tuned.add(trainer.network());
        }
      }
      assertThat(logits(tuned.getLast(), Recipe.FLOAT))
          .containsExactly(logits(tuned.getFirst(), Recipe.FLOAT));
      for (String layer : List.of("conv1", "conv2", "dense")) {
        assertThat(tuned.getLast().weights(layer).values())
            .isEqualTo(tuned.getFirst().weights(layer).values());
      }
    }
  }

  private static FineTune fineTune(Network network, int threads) {
    TrainingPlan plan =
        new TrainingPlan(
            1, 16, TrainingPlan.OptimizerKind.ADAM, 0.01, 0, 0, 0, Augmentation.NONE, 1, 16);
    return new FineTune(
        network,
        false,
        lowBits(),
        TOYS,
        PREPARATION,
        new FineTunePlan(plan, EnumSet.allOf(Repair.class), Optional.empty(), Set.of()),
        threads);
  }

  /// Two bits for weights and activations; the bounds are to be found.
  private static Recipe lowBits() {
    Method method = Methods.byId("cross-filter");
    Settings settings =
        Settings.of(method.params(), Map.of("weight-bits", "2", "activation-bits", "2"));
    LayerRecipe choice = new LayerRecipe(method.id(), settings);
    return Recipe.FLOAT.with("conv1", choice).with("conv2", choice);
  }

  @Test
  void doesNothingWithoutARepair() {
    assertThat(repaired(WITH_NORM, Set.of()))
        .containsExactly(new Repairs.Repaired(Optional.empty(), WITH_NORM, recipe(1)));
    assertThat(Repair.byId("batch-norm")).contains(Repair.BATCH_NORM);
    assertThat(Repair.byId("magic")).isEmpty();
  }

  private static float magnitude(ConvWeights weights, int filter) {
    double sum = 0;
    for (int at = 0; at < weights.filterSize(); at++) {
      sum += Math.abs(weights.values()[filter * weights.filterSize() + at]);
    }
    return (float) (sum / weights.filterSize());
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int at = 0; at < one.length; at++) {
      sum += Math.abs(one[at] - other[at]);
    }
    return sum;
  }

  private static float[] logits(Network network, Recipe recipe) {
    CompiledNetwork compiled =
        CompiledNetwork.compile(
            CompressedNetwork.compress(network, recipe, Methods::byId), Backend.best());
    Inputs inputs = new Inputs(TOYS, PREPARATION, network.inputShape());
    float[] image = new float[inputs.floats()];
    inputs.prepare(5, image);
    float[] logits = new float[4];
    compiled.run(image, compiled.newScratch(), logits);
    return logits;
  }

  /// The mean of each channel of a layer over all images, by the engine, in a network that ends there.
  private static float[] channelMeans(Network network, Recipe recipe, String layer, int channels) {
    int end = network.layers().indexOf(network.layer(layer)) + 1;
    Network cut =
        new Network(
            "cut", network.input(), network.inputShape(), network.layers().subList(0, end), layer);
    CompiledNetwork compiled =
        CompiledNetwork.compile(
            CompressedNetwork.compress(cut, recipe, Methods::byId), Backend.best());
    Inputs inputs = new Inputs(TOYS, PREPARATION, network.inputShape());
    float[] image = new float[inputs.floats()];
    float[] output = new float[cut.outputShape().size()];
    int pixels = output.length / channels;
    float[] means = new float[channels];
    for (int index = 0; index < TOYS.size(); index++) {
      inputs.prepare(index, image);
      compiled.run(image, compiled.newScratch(), output);
      for (int at = 0; at < output.length; at++) {
        means[at / pixels] += output[at] / (pixels * TOYS.size());
      }
    }
    return means;
  }
}
