package filterscope.train;

import java.util.List;

/// Stochastic gradient descent with Nesterov's momentum of 0.9: `v ← 0.9·v + g`, `w ← w − rate·(g + 0.9·v)`, with
/// `g` the gradient plus `weightDecay·w`.
final class Momentum implements Optimizer {
  private static final float KEPT = 0.9f;

  private final List<Parameter> parameters;
  private final List<float[]> velocities;
  private final double weightDecay;

  Momentum(List<Parameter> parameters, double weightDecay) {
    this.parameters = parameters;
    this.velocities = parameters.stream().map(parameter -> new float[parameter.size()]).toList();
    this.weightDecay = weightDecay;
  }

  @Override
  public void step(double rate) {
    for (int index = 0; index < parameters.size(); index++) {
      Parameter parameter = parameters.get(index);
      float decay = parameter.decays() ? (float) weightDecay : 0;
      move(parameter.values(), parameter.gradient(), velocities.get(index), (float) rate, decay);
    }
  }

  private static void move(
      float[] values, float[] gradient, float[] velocity, float rate, float decay) {
    for (int i = 0; i < values.length; i++) {
      float g = gradient[i] + decay * values[i];
      velocity[i] = KEPT * velocity[i] + g;
      values[i] -= rate * (g + KEPT * velocity[i]);
    }
  }

  @Override
  public List<float[]> state() {
    return velocities;
  }

  @Override
  public void resumeAt(long steps) {}
}
