package filterscope.train;

import java.util.List;
import java.util.stream.Stream;

/// Adam (Kingma and Ba 2015) with the weight decay taken out of the gradient (Loshchilov and Hutter 2019):
/// `w ← w − rate·(m̂/(√v̂ + 10⁻⁸) + weightDecay·w)`, the first part in the unit of the parameter.
final class Adam implements Optimizer {
  private static final float KEPT_MEAN = 0.9f;
  private static final float KEPT_SQUARE = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final List<Parameter> parameters;
  private final List<float[]> means;
  private final List<float[]> squares;
  private final double weightDecay;
  private long steps;

  Adam(List<Parameter> parameters, double weightDecay) {
    this.parameters = parameters;
    this.means = parameters.stream().map(parameter -> new float[parameter.size()]).toList();
    this.squares = parameters.stream().map(parameter -> new float[parameter.size()]).toList();
    this.weightDecay = weightDecay;
  }

  @Override
  public void step(double rate) {
    steps++;
    float meanRate = (float) (rate / (1 - StrictMath.pow(KEPT_MEAN, (double) steps)));
    float squareRoot = (float) Math.sqrt(1 - StrictMath.pow(KEPT_SQUARE, (double) steps));
    for (int index = 0; index < parameters.size(); index++) {
      Parameter parameter = parameters.get(index);
      float decay = parameter.decays() ? (float) (rate * weightDecay) : 0;
      float step = meanRate * parameter.unit();
      move(parameter, means.get(index), squares.get(index), step, squareRoot, decay);
    }
  }

  private static void move(
      Parameter parameter,
      float[] mean,
      float[] square,
      float meanRate,
      float squareRoot,
      float decay) {
    float[] values = parameter.values();
    float[] gradient = parameter.gradient();
    for (int i = 0; i < values.length; i++) {
      float g = gradient[i];
      mean[i] = KEPT_MEAN * mean[i] + (1 - KEPT_MEAN) * g;
      square[i] = KEPT_SQUARE * square[i] + (1 - KEPT_SQUARE) * g * g;
      float root = (float) Math.sqrt(square[i]) / squareRoot;
      values[i] -= meanRate * mean[i] / (root + EPSILON) + decay * values[i];
    }
  }

  @Override
  public List<float[]> state() {
    return Stream.concat(means.stream(), squares.stream()).toList();
  }

  @Override
  public void resumeAt(long taken) {
    steps = taken;
  }
}
