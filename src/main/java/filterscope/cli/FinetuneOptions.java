package filterscope.cli;

import filterscope.data.ImageSet;
import filterscope.job.BadInputException;
import filterscope.train.Augmentation;
import filterscope.train.TrainingPlan;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How long and how a network is fine-tuned. What is not given suits a network that was trained well and is now compressed hard:
/// Adam at a tenth of a percent, falling to nothing along a cosine.
final class FinetuneOptions {
  private static final double WARM_UP = 0.05;
  private static final int HELD_OUT_SHARE = 12;
  private static final int MOST_HELD_OUT = 5000;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images (default: 3).")
  private int epochs = 3;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the order and of what is held out (default: 1).")
  private long seed = 1;

  @Option(names = "--batch", paramLabel = "N", description = "Images of one step (default: 64).")
  private int batch = 64;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "The highest learning rate (default: 0.001 for adam, 0.01 for momentum).")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "adam (the default) or momentum.")
  private TrainingPlan.OptimizerKind optimizer = TrainingPlan.OptimizerKind.ADAM;

  @Option(
      names = "--shift",
      paramLabel = "N",
      description = "Pixels by which training images are shifted at most (default: 0).")
  private int shift;

  @Option(names = "--mirror", description = "Mirror training images half of the time.")
  private boolean mirror;

  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description =
          "Training images that are kept apart to choose the best epoch; 0 keeps the last epoch"
              + " (default: one in 12, at most 5000).")
  private Optional<Integer> holdOut = Optional.empty();

  /// @throws BadInputException if this cannot be a plan
  TrainingPlan plan(ImageSet images) {
    try {
      return new TrainingPlan(
          epochs,
          batch,
          optimizer,
          rate.orElse(optimizer == TrainingPlan.OptimizerKind.ADAM ? 0.001 : 0.01),
          WARM_UP,
          0,
          0,
          new Augmentation(shift, mirror),
          seed,
          holdOut.orElse(Math.min(MOST_HELD_OUT, images.size() / HELD_OUT_SHARE)));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("this cannot be trained: " + e.getMessage(), e);
    }
  }
}
