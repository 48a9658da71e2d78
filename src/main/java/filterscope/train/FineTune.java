package filterscope.train;

import filterscope.data.ImageSet;
import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.GradientKernels;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import java.util.List;

/// One fine-tuning, from a network as it was opened to the trainer that changes its weights. The window and the command line both
/// go through here: the same plan gives the same weights, whatever the number of threads.
///
/// @param opened the network to begin with; it is not changed
/// @param shadow whether its float weights are only the shadow of what a recipe makes of them: it can be no teacher then
/// @param wanted the recipe as a person chose it; bounds of activations that it leaves open are found here
/// @param images to train on, and to repair with
public record FineTune(
    Network opened,
    boolean shadow,
    Recipe wanted,
    ImageSet images,
    Preparation preparation,
    FineTunePlan plan,
    int threads) {

  /// The network as it was opened and after each repair that is asked for; training begins with the last.
  ///
  /// @throws filterscope.job.BadInputException if the recipe does not fit the network, or it cannot be repaired
  public List<Repairs.Repaired> repaired(Progress progress) {
    return new Repairs(images, preparation, Methods::byId, kernels(), threads)
        .apply(opened, wanted, plan.repairs(), progress);
  }

  /// The trainer that begins with one of [#repaired]; close it.
  ///
  /// @throws filterscope.job.BadInputException if this cannot be trained
  public Trainer trainer(Repairs.Repaired start) {
    if (shadow && plan.distillation().isPresent()) {
      throw new BadInputException(
          "network '%s' was trained for a recipe, and its float weights are no teacher; open the float network to distil from it"
              .formatted(opened.name()));
    }
    return new Trainer(
        start.network(),
        images,
        preparation,
        plan.training(),
        kernels(),
        threads,
        RecipeQuantizers.of(start.network(), start.recipe(), Methods::byId, plan.learned()),
        plan.distillation().map(how -> new Trainer.Taught(opened, how)));
  }

  private static GradientKernels kernels() {
    return TrainingKernels.ofThisMachine();
  }
}
