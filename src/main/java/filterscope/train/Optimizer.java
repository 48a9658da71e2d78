package filterscope.train;

import java.util.List;

/// Moves parameters against their gradients.
interface Optimizer {
  /// One step.
  ///
  /// @param rate the learning rate of this step
  void step(double rate);

  /// The arrays that a resumed run needs; the optimiser's own, not copies.
  List<float[]> state();

  /// How many steps there have been, for a resumed run.
  void resumeAt(long steps);

  static Optimizer of(
      TrainingPlan.OptimizerKind kind, List<Parameter> parameters, double weightDecay) {
    return switch (kind) {
      case MOMENTUM -> new Momentum(parameters, weightDecay);
      case ADAM -> new Adam(parameters, weightDecay);
    };
  }
}
