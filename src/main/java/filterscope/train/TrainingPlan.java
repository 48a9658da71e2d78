package filterscope.train;

/// How to train: together with the data, the starting network and the seed it determines the weights to the last bit.
///
/// @param epochs passes over the training images
/// @param batch images of one step; a last, smaller batch of an epoch is left out
/// @param rate the highest learning rate
/// @param warmUp the share of the run over which the rate rises to it
/// @param weightDecay on weights, not on biases or batch normalisation
/// @param smoothing of labels
/// @param seed of the order of images and of their augmentation
/// @param holdOut images that are kept from training, the last ones of a seeded shuffle
public record TrainingPlan(
    int epochs,
    int batch,
    OptimizerKind optimizer,
    double rate,
    double warmUp,
    double weightDecay,
    double smoothing,
    Augmentation augmentation,
    long seed,
    int holdOut) {

  /// The optimisers that a person can choose.
  public enum OptimizerKind {
    /// Stochastic gradient descent with Nesterov's momentum.
    MOMENTUM,
    /// Adam with decoupled weight decay.
    ADAM
  }

  public TrainingPlan {
    if (epochs < 1 || batch < 2 || holdOut < 0) {
      throw new IllegalArgumentException(
          "training needs at least one epoch, batches of at least two images and no negative hold-out");
    }
    if (!(rate > 0) || !(warmUp >= 0 && warmUp < 1) || !(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "training needs a positive rate, a warm-up below 1 and no negative weight decay");
    }
  }

  /// How a network is fine-tuned where nothing else is said: what suits one that was trained well and is now compressed hard. Adam
  /// at a tenth of a percent, falling to nothing along a cosine, one in 12 images held out.
  ///
  /// @param images how many there are to train on
  public static TrainingPlan fineTuning(int images) {
    return new TrainingPlan(
        3,
        64,
        OptimizerKind.ADAM,
        0.001,
        0.05,
        0,
        0,
        Augmentation.NONE,
        1,
        Math.min(5000, images / 12));
  }

  /// The same for another number of epochs.
  public TrainingPlan withEpochs(int other) {
    return new TrainingPlan(
        other, batch, optimizer, rate, warmUp, weightDecay, smoothing, augmentation, seed, holdOut);
  }
}
