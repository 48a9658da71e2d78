package filterscope.measure;

import filterscope.engine.CompiledNetwork;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// What one network answered to the images of a set, as far as it was asked: the predicted class of every image, and how
/// sure the network was. It grows while an evaluation runs; different images may be written by different threads, and what
/// [#isKnown] says is known can be read by any thread.
public final class Answers {
  /// The class of an output that is not a number.
  public static final int NOT_A_NUMBER = -1;

  private static final int UNKNOWN = -2;
  private static final int FIVE = 5;

  private final CompiledNetwork network;
  private final Probabilities probabilities;
  private final AtomicIntegerArray predicted;
  private final boolean[] amongFive;
  private final float[] certainty;
  private final float[] ofLabel;

  Answers(CompiledNetwork network, int images) {
    this.network = network;
    this.probabilities = Probabilities.of(network.source().network());
    int[] unknown = new int[images];
    Arrays.fill(unknown, UNKNOWN);
    this.predicted = new AtomicIntegerArray(unknown);
    this.amongFive = new boolean[images];
    this.certainty = new float[images];
    this.ofLabel = new float[images];
  }

  CompiledNetwork network() {
    return network;
  }

  /// How many images there are, known or not.
  public int images() {
    return predicted.length();
  }

  public boolean isKnown(int image) {
    return predicted.get(image) != UNKNOWN;
  }

  /// The class with the largest output, the lowest on ties, or [#NOT_A_NUMBER]. Of a known image.
  public int predicted(int image) {
    return predicted.get(image);
  }

  /// The probability of the predicted class, as [Probabilities] defines it; 0 where an output is not a number. Of a known image.
  public float certainty(int image) {
    return certainty[image];
  }

  /// The probability of the labelled class; 0 where an output is not a number. Of a known image.
  public float labelProbability(int image) {
    return ofLabel[image];
  }

  /// Whether fewer than five classes come before the label.
  boolean isAmongFive(int image) {
    return amongFive[image];
  }

  void record(int image, float[] outputs, int label) {
    int largest = largest(outputs);
    if (largest != NOT_A_NUMBER) {
      amongFive[image] = rank(outputs, label) < FIVE;
      certainty[image] = (float) probabilities.probability(outputs, largest);
      ofLabel[image] = (float) probabilities.probability(outputs, label);
    }
    // Last, and visible to all: whoever sees the class sees the rest.
    predicted.set(image, largest);
  }

  /// The index of the largest number, the lowest on ties; [#NOT_A_NUMBER] where there is one that is none.
  public static int largest(float[] outputs) {
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
