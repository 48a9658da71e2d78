package filterscope.train;

import filterscope.data.ImageSet;
import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.GradientKernels;
import filterscope.method.Method;
import filterscope.method.Recipe;
import filterscope.network.BatchNorm;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Weighted;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Mends a network for a recipe without training it: on a few hundred images, whose labels are not looked at.
public final class Repairs {
  /// Images of one batch: what batch normalisation takes its statistics from.
  private static final int BATCH = 64;

  private static final int BATCHES = 8;

  private final ImageSet images;
  private final Preparation preparation;
  private final Function<String, Method> methods;
  private final GradientKernels kernels;
  private final int threads;

  /// @param images that the network was trained on, or like those
  /// @param methods finds a method by its id
  public Repairs(
      ImageSet images,
      Preparation preparation,
      Function<String, Method> methods,
      GradientKernels kernels,
      int threads) {
    this.images = images;
    this.preparation = preparation;
    this.methods = methods;
    this.kernels = kernels;
    this.threads = threads;
  }

  /// A network and the recipe for it, with the bounds of activations given.
  ///
  /// @param by the repair that made it; nothing for the network as it was
  public record Repaired(Optional<Repair> by, Network network, Recipe recipe) {}

  /// The network as it was, and what it is after each of these repairs, one after the other. Whoever trains begins with the last of
  /// them. The result does not depend on the number of threads.
  ///
  /// @param recipe as it is wanted: bounds of activations that it leaves open are found on the network that they are for, and
  ///     equalising makes another one
  /// @throws BadInputException if the network cannot be run here, or there are too few images
  public List<Repaired> apply(
      Network network, Recipe recipe, Set<Repair> wanted, Progress progress) {
    List<Repaired> steps = new ArrayList<>();
    Recipe given = bounded(network, recipe, progress.part(0, 0.1));
    steps.add(new Repaired(Optional.empty(), network, given));
    Network mended = network;
    if (wanted.contains(Repair.EQUALISE)) {
      mended = FilterEqualisation.apply(mended, recipe);
      given = bounded(mended, recipe, progress.part(0.1, 0.2));
      steps.add(new Repaired(Optional.of(Repair.EQUALISE), mended, given));
    }
    Network floating = mended;
    if (wanted.contains(Repair.BATCH_NORM)) {
      mended = batchNorm(mended, given, progress.part(0.2, 0.4));
      steps.add(new Repaired(Optional.of(Repair.BATCH_NORM), mended, given));
    }
    if (wanted.contains(Repair.BIAS)) {
      mended = biases(floating, mended, given, progress.part(0.4, 1));
      steps.add(new Repaired(Optional.of(Repair.BIAS), mended, given));
    }
    return steps;
  }

  private Recipe bounded(Network network, Recipe recipe, Progress progress) {
    return GivenBounds.in(network, recipe, images, preparation, methods, progress);
  }

  private int batches() {
    int batches = Math.min(BATCHES, images.size() / BATCH);
    if (batches == 0) {
      throw new BadInputException(
          "'%s' has %d images, and repairs need %d at least"
              .formatted(images.name(), images.size(), BATCH));
    }
    return batches;
  }

  /// Shows batches to a network in training, in one seeded order.
  private void show(
      TrainableNetwork network,
      Network like,
      Shards shards,
      boolean training,
      Progress progress,
      Runnable each) {
    BatchLoader loader =
        new BatchLoader(images, preparation, like.inputShape(), Augmentation.NONE, 1);
    int[] order = Trainer.shuffled(Trainer.range(images.size()), 1);
    int[] labels = new int[BATCH];
    for (int batch = 0; batch < batches(); batch++) {
      progress.checkCancelled();
      loader.load(order, batch * BATCH, BATCH, network.input(), labels, shards);
      network.forward(BATCH, training);
      each.run();
    }
  }

  private Network batchNorm(Network network, Recipe recipe, Progress progress) {
    progress.report(0, "re-estimating batch normalisation");
    try (Shards shards = new Shards(threads)) {
      TrainableNetwork trainable = trainable(network, recipe, shards);
      trainable.averageStatistics();
      show(trainable, network, shards, true, progress, () -> {});
      return trainable.network();
    }
  }

  private TrainableNetwork trainable(Network network, Recipe recipe, Shards shards) {
    return new TrainableNetwork(
        network, BATCH, kernels, shards, RecipeQuantizers.of(network, recipe, methods));
  }

  /// Layer by layer, so that each is corrected for what those before it have become.
  private Network biases(Network floating, Network network, Recipe recipe, Progress progress) {
    Network mended = network;
    List<String> layers = List.copyOf(recipe.layers().keySet());
    List<double[]> wanted = means(floating, Recipe.FLOAT, layers, progress.part(0, 0.1));
    for (int index = 0; index < layers.size(); index++) {
      double share = 0.1 + 0.9 * index / layers.size();
      progress.report(share, "correcting the biases of " + layers.get(index));
      double[] found =
          means(mended, recipe, List.of(layers.get(index)), progress.part(share, share)).getFirst();
      mended = corrected(floating, mended, layers.get(index), wanted.get(index), found);
    }
    return mended;
  }

  /// The network with the layer's mean put right: behind the batch normalisation that alone takes the layer's result, where there is
  /// one, since its statistics may have been mended before; in the layer's bias otherwise.
  ///
  /// @param wanted the mean of each filter of the float network
  /// @param found the mean of each filter as it is
  private static Network corrected(
      Network floating, Network network, String layer, double[] wanted, double[] found) {
    float[] missing = new float[wanted.length];
    List<Layer> consumers = network.consumers(layer);
    if (consumers.size() == 1
        && consumers.getFirst().operator() instanceof BatchNorm norm
        && floating.layer(consumers.getFirst().name()).operator() instanceof BatchNorm before) {
      for (int filter = 0; filter < missing.length; filter++) {
        double target = before.factor(filter) * wanted[filter] + before.offset(filter);
        double reached = norm.factor(filter) * found[filter] + norm.offset(filter);
        missing[filter] = (float) (target - reached);
      }
      BatchNorm moved =
          new BatchNorm(
              norm.scale(),
              sum(norm.shift(), missing),
              norm.mean(),
              norm.variance(),
              norm.epsilon());
      return replaced(network, consumers.getFirst().with(moved));
    }
    for (int filter = 0; filter < missing.length; filter++) {
      missing[filter] = (float) (wanted[filter] - found[filter]);
    }
    Weighted weighted = (Weighted) network.layer(layer).operator();
    Tensor bias = weighted.bias().orElseGet(() -> Tensor.vector(new float[missing.length]));
    return replaced(network, network.layer(layer).with(Biases.with(weighted, sum(bias, missing))));
  }

  private static Network replaced(Network network, Layer layer) {
    return network.map(other -> other.name().equals(layer.name()) ? layer : other);
  }

  /// The mean of what each filter of these layers computes.
  private List<double[]> means(
      Network network, Recipe recipe, List<String> layers, Progress progress) {
    try (Shards shards = new Shards(threads)) {
      TrainableNetwork trainable = trainable(network, recipe, shards);
      List<double[]> sums =
          layers.stream().map(layer -> new double[trainable.maps(layer).channels()]).toList();
      show(
          trainable,
          network,
          shards,
          false,
          progress,
          () -> {
            for (int index = 0; index < sums.size(); index++) {
              add(trainable.maps(layers.get(index)), sums.get(index));
            }
          });
      for (int index = 0; index < sums.size(); index++) {
        double count = (double) batches() * BATCH * trainable.maps(layers.get(index)).pixels();
        double[] sum = sums.get(index);
        for (int filter = 0; filter < sum.length; filter++) {
          sum[filter] /= count;
        }
      }
      return sums;
    }
  }

  private static void add(FeatureMaps maps, double[] sums) {
    int channels = maps.channels();
    float[] values = maps.values();
    for (int at = 0; at < BATCH * maps.imageFloats(); at++) {
      sums[at % channels] += values[at];
    }
  }

  private static Tensor sum(Tensor vector, float[] by) {
    float[] values = vector.values().clone();
    for (int at = 0; at < values.length; at++) {
      values[at] += by[at];
    }
    return Tensor.vector(values);
  }
}
