package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.method.FilterEnsemble;
import filterscope.method.FilterImportance;
import filterscope.method.LayerCalibration;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.MethodChoice;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FilterPruningTest {
  private static final FilterEnsemble ENSEMBLE = new FilterEnsemble(64, 8, 0.2, 1);

  private static MethodChoice choice(String id, String... given) {
    Method method = Methods.byId(id);
    Map<String, String> values = new java.util.HashMap<>();
    for (int index = 0; index < given.length; index += 2) {
      values.put(given[index], given[index + 1]);
    }
    return new MethodChoice(id, Settings.of(method.params(), values));
  }

  private static Recipe recipe(String layer, MethodChoice... chain) {
    return Recipe.FLOAT.with(layer, new LayerRecipe(List.of(chain)));
  }

  /// Filter 0 is worth nothing, filter 1 the most.
  private static Calibration importance(String layer, double... of) {
    return new Calibration(
        Map.of(
            layer,
            LayerCalibration.NONE.withImportance(
                new FilterImportance(of, new double[of.length], ENSEMBLE, 64))));
  }

  private static float[] run(CompressedNetwork network, float[] image) {
    CompiledNetwork compiled = CompiledNetwork.compile(network, new ScalarFloatKernels());
    float[] output = new float[compiled.outputShape().size()];
    compiled.run(image, compiled.newScratch(), output);
    return output;
  }

  private static float[] image() {
    Random random = new Random(9);
    float[] image = new float[3 * 6 * 6];
    for (int index = 0; index < image.length; index++) {
      image[index] = (float) random.nextGaussian();
    }
    return image;
  }

  @Test
  void theRegressionFindsWhatALinearLossIsMadeOf() {
    MaskRegression regression = new MaskRegression(3, ENSEMBLE);
    Random random = new Random(4);
    for (int mask = 0; mask < 4000; mask++) {
      boolean[] removed = new boolean[3];
      for (int filter = 0; filter < 3; filter++) {
        removed[filter] = random.nextInt(4) == 0;
      }
      double loss = 2 + (removed[0] ? 1 : 0) - (removed[2] ? 0.5 : 0) + 0.1 * random.nextGaussian();
      regression.add(removed, loss);
    }
    FilterImportance found = regression.estimate();
    assertThat(found.of(0)).isCloseTo(1, offset(0.03));
    assertThat(found.of(1)).isCloseTo(0, offset(0.03));
    assertThat(found.of(2)).isCloseTo(-0.5, offset(0.03));
    // σ/√(T·p(1−p)) with p = 1/4.
    assertThat(found.standardError(1)).isCloseTo(0.1 / Math.sqrt(4000 * 0.25 * 0.75), offset(3e-4));
  }

  @Test
  void removesTheFiltersThatAreWorthLeastAndTheChannelsOfTheirConsumers() {
    Network network = SmallNetworks.classifier();
    CompressedNetwork pruned =
        CompressedNetwork.compress(
            network,
            recipe("conv2", choice("lfe-prune", "removed", "34")),
            Methods::byId,
            importance("conv2", 0.5, 0.1, 0.9, 0.2, 0.7, 0.6));
    Network smaller = pruned.network();
    assertThat(smaller.weights("conv2").filters()).isEqualTo(4);
    assertThat(smaller.weights("conv3").channels()).isEqualTo(4);
    assertThat(smaller.weights("conv1").filters()).isEqualTo(5);
    assertThat(pruned.isPruned()).isTrue();
    assertThat(pruned.original()).isSameAs(network);
    Footprint footprint = Footprint.of(pruned);
    // 4·5·9 in place of 6·5·9, 8·4·9 in place of 8·6·9, and 2 biases, 2·4 numbers of the norm, 2
    // slopes
    // less.
    assertThat(footprint.baselineBits() - footprint.compressedBits())
        .isEqualTo(32L * (2 * 5 * 9 + 8 * 2 * 9 + 2 + 8 + 2));
  }

  @Test
  void runsAsTheNetworkInWhichConsumersDoNotSeeTheFilters() {
    Network network = SmallNetworks.classifier();
    CompressedNetwork pruned =
        CompressedNetwork.compress(
            network,
            recipe("conv2", choice("lfe-prune", "removed", "34")),
            Methods::byId,
            importance("conv2", 0.5, 0.1, 0.9, 0.2, 0.7, 0.6));
    float[] blind = network.weights("conv3").values().clone();
    for (int index = 0; index < blind.length; index++) {
      int channel = index / 9 % 6;
      blind[index] = channel == 1 || channel == 3 ? 0 : blind[index];
    }
    Network masked =
        network.map(layer ->
            layer.name().equals("conv3")
                ? new filterscope.network.Layer(
                    "conv3",
                    ((filterscope.network.Weighted) layer.operator())
                        .withWeights(network.weights("conv3").withValues(blind)),
                    layer.inputs())
                : layer);
    assertThat(run(pruned, image()))
        .containsExactly(run(CompressedNetwork.uncompressed(masked), image()), within(1e-4f));
    assertThat(pruned.weightsInOriginal("conv3").values()).containsExactly(blind);
  }

  @Test
  void aChainQuantizesTheFiltersThatAreLeft() {
    CompressedNetwork pruned =
        CompressedNetwork.compress(
            SmallNetworks.classifier(),
            recipe(
                "conv2",
                choice("lfe-prune", "removed", "50"),
                choice("cross-filter", "weight-bits", "2", "group", "1")),
            Methods::byId,
            importance("conv2", 0.5, 0.1, 0.9, 0.2, 0.7, 0.6));
    assertThat(pruned.layer("conv2").bits().codes()).isEqualTo(2L * 3 * 5 * 9);
    assertThat(pruned.layer("conv2").bits().scales()).isEqualTo(32L * 3);
  }

  @Test
  void leavesALayerWholeWhoseFiltersAreTheAnswer() {
    CompressedNetwork compressed =
        CompressedNetwork.compress(
            SmallNetworks.classifier(), recipe("dense", choice("lfe-prune")), Methods::byId);
    assertThat(compressed.isPruned()).isFalse();
  }

  @Test
  void saysThatImagesAreNeeded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            CompressedNetwork.compress(
                SmallNetworks.classifier(), recipe("conv2", choice("lfe-prune")), Methods::byId))
        .withMessage(
            "layer 'conv2': which filters matter is measured on images; choose images, or another"
                + " method");
  }

  @Test
  void saysThatPruningComesFirst() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            CompressedNetwork.compress(
                SmallNetworks.classifier(),
                recipe("conv2", choice("cross-filter"), choice("lfe-prune")),
                Methods::byId))
        .withMessageContaining("has to be the first of a chain");
  }

  @Test
  void measuresWhatAFilterIsWorthAndWhoseConsumersDoNotCare() {
    // Consumers of conv2's filter 3 ignore it: it is worth nothing.
    Network network = SmallNetworks.classifier();
    float[] deaf = network.weights("conv3").values().clone();
    for (int index = 0; index < deaf.length; index++) {
      deaf[index] = index / 9 % 6 == 3 ? 0 : deaf[index] * 0.05f;
    }
    Network changed =
        network.map(layer ->
            layer.name().equals("conv3")
                ? new filterscope.network.Layer(
                    "conv3",
                    ((filterscope.network.Weighted) layer.operator())
                        .withWeights(network.weights("conv3").withValues(deaf)),
                    layer.inputs())
                : layer);
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(changed), new ScalarFloatKernels());
    Preparation preparation =
        new Preparation(0, 0, Preparation.Channels.RGB, 1.0 / 255, List.of(0.5), List.of(0.5));
    Inputs inputs =
        new Inputs(new NoiseImages(12, index -> index % 7), preparation, network.inputShape());
    List<FilterImportance> partial = new ArrayList<>();
    FilterImportance found =
        FilterImportances.measure(
            floating,
            "conv2",
            inputs,
            new FilterEnsemble(256, 8, 0.3, 2),
            Progress.NONE,
            partial::add);
    assertThat(partial).hasSizeGreaterThan(3);
    assertThat(Math.abs(found.of(3))).isLessThan(3 * found.standardError(3));
    double most = 0;
    for (int filter = 0; filter < 6; filter++) {
      most = Math.max(most, Math.abs(found.of(filter)));
    }
    assertThat(most).isGreaterThan(10 * Math.abs(found.of(3)));
    Calibration seen =
        Calibrator.calibrate(
            floating,
            recipe("conv2", choice("lfe-prune", "masks", "16", "mask-images", "2")),
            Methods::byId,
            inputs,
            Calibration.NONE,
            Progress.NONE);
    Optional<FilterImportance> kept = seen.of("conv2").importance();
    assertThat(kept.orElseThrow().masks()).isEqualTo(16);
    assertThat(seen.of("conv1").input()).isPresent();
  }
}
