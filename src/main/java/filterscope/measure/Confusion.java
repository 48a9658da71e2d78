package filterscope.measure;

import java.util.function.IntPredicate;

/// How often images of one class were taken for another: rows are labels, columns predictions. The object owns its array.
public final class Confusion {
  private final int classes;
  private final int[] counts;
  private final int images;
  private final int unnumbered;

  private Confusion(int classes, int[] counts, int images, int unnumbered) {
    this.classes = classes;
    this.counts = counts;
    this.images = images;
    this.unnumbered = unnumbered;
  }

  /// Counts the answers of one network.
  ///
  /// @param of the float network's answers or the compressed one's
  /// @param counted which images count; only known ones are asked for
  static Confusion of(AnsweredImages images, Answers of, int classes, IntPredicate counted) {
    int[] counts = new int[Math.multiplyExact(classes, classes)];
    int seen = 0;
    int unnumbered = 0;
    for (int image = 0; image < of.images(); image++) {
      if (images.isKnown(image) && counted.test(image)) {
        seen++;
        int predicted = of.predicted(image);
        if (predicted == Answers.NOT_A_NUMBER) {
          unnumbered++;
        } else {
          counts[images.inputs().label(image) * classes + predicted]++;
        }
      }
    }
    return new Confusion(classes, counts, seen, unnumbered);
  }

  /// What the float network answered to the images that both know.
  public static Confusion ofFloat(AnsweredImages images, int classes) {
    return of(images, images.ofFloat(), classes, _ -> true);
  }

  /// What the compressed network answered to the images that both know.
  public static Confusion ofCompressed(AnsweredImages images, int classes) {
    return of(images, images.ofCompressed(), classes, _ -> true);
  }

  public int classes() {
    return classes;
  }

  /// How many images were counted.
  public int images() {
    return images;
  }

  /// How many of them got an answer that is not a number; they are in no cell.
  public int unnumbered() {
    return unnumbered;
  }

  /// How many images of a class were taken for another, or for itself.
  public int count(int label, int predicted) {
    return counts[label * classes + predicted];
  }

  /// All counts, row by row, a label a row; read only.
  public int[] counts() {
    return counts;
  }

  /// How many images of a class were counted and got an answer.
  public int ofLabel(int label) {
    int sum = 0;
    for (int predicted = 0; predicted < classes; predicted++) {
      sum += count(label, predicted);
    }
    return sum;
  }
}
