package filterscope.measure;

import filterscope.network.ConvWeights;

/// How far the weights that a stored form stands for are from the float ones.
///
/// @param squaredError `‖W − Ŵ‖²`
/// @param energy `‖W‖²`
public record WeightError(double squaredError, double energy) {
  /// The error of weights in another form of the same extents.
  public static WeightError of(ConvWeights original, ConvWeights restored) {
    if (original.size() != restored.size()) {
      throw new IllegalArgumentException(
          "weights " + original.shape() + " and " + restored.shape() + " differ in extent");
    }
    double error = 0;
    double energy = 0;
    for (int index = 0; index < original.size(); index++) {
      double weight = original.values()[index];
      double difference = weight - restored.values()[index];
      error += difference * difference;
      energy += weight * weight;
    }
    return new WeightError(error, energy);
  }

  /// The share of the energy that is lost, from 0; 0 where there was nothing to lose.
  public double relative() {
    return squaredError == 0 ? 0 : squaredError / energy;
  }
}
