package filterscope.measure;

import filterscope.engine.CompiledNetwork;
import java.util.Arrays;

/// What one network answered to the images of a set, as far as it was asked. Different images may be written by different
/// threads.
final class Answers {
  /// The class of an output that is not a number.
  static final int NOT_A_NUMBER = -1;

  private static final int UNKNOWN = -2;
  private static final int FIVE = 5;

  private final CompiledNetwork network;
  private final int[] predicted;
  private final boolean[] amongFive;

  Answers(CompiledNetwork network, int images) {
    this.network = network;
    this.predicted = new int[images];
    this.amongFive = new boolean[images];
    Arrays.fill(predicted, UNKNOWN);
  }

  CompiledNetwork network() {
    return network;
  }

  boolean isKnown(int image) {
    return predicted[image] != UNKNOWN;
  }

  /// The class with the largest output, the lowest on ties, or [#NOT_A_NUMBER].
  int predicted(int image) {
    return predicted[image];
  }

  /// Whether fewer than five classes come before the label.
  boolean isAmongFive(int image) {
    return amongFive[image];
  }

  void record(int image, float[] outputs, int label) {
    predicted[image] = largest(outputs);
    amongFive[image] = predicted[image] != NOT_A_NUMBER && rank(outputs, label) < FIVE;
  }

  /// The index of the largest number, the lowest on ties; [#NOT_A_NUMBER] where there is one that is none.
  static int largest(float[] outputs) {
    int best = 0;
    for (int index = 0; index < outputs.length; index++) {
      if (Float.isNaN(outputs[index])) {
        return NOT_A_NUMBER;
      }
      if (outputs[index] > outputs[best]) {
        best = index;
      }
    }
    return best;
  }

  /// How many classes come before the label: those with a larger output, and those with the same and a lower index.
  static int rank(float[] outputs, int label) {
    int before = 0;
    for (int index = 0; index < outputs.length; index++) {
      if (outputs[index] > outputs[label] || (outputs[index] == outputs[label] && index < label)) {
        before++;
      }
    }
    return before;
  }
}
