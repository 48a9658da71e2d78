package filterscope.ui.canvas;

import java.util.List;

/// How often images of one class were taken for another, by two networks. The object owns its arrays.
public final class MatrixPicture {
  private final List<String> names;
  private final int[] floating;
  private final int[] compressed;

  /// @param names what the classes are called, one for each
  /// @param floating counts row by row, a label a row, of the float network
  /// @param compressed the same of the compressed network
  public MatrixPicture(List<String> names, int[] floating, int[] compressed) {
    this.names = List.copyOf(names);
    this.floating = floating;
    this.compressed = compressed;
    int cells = names.size() * names.size();
    if (floating.length != cells || compressed.length != cells) {
      throw new IllegalArgumentException(names.size() + " classes have " + cells + " cells");
    }
  }

  List<String> names() {
    return names;
  }

  int[] floating() {
    return floating;
  }

  int[] compressed() {
    return compressed;
  }

  int classes() {
    return names.size();
  }

  /// The sum of a block of cells.
  ///
  /// @param counts those of one network
  int sum(int[] counts, Block block) {
    int sum = 0;
    for (int label = block.label(); label < block.labelEnd(); label++) {
      for (int predicted = block.predicted(); predicted < block.predictedEnd(); predicted++) {
        sum += counts[label * classes() + predicted];
      }
    }
    return sum;
  }

  /// How many images of some labels there are.
  int images(int label, int labelEnd) {
    return sum(floating, new Block(label, labelEnd, 0, classes()));
  }

  /// Labels and predictions from one class to before another.
  record Block(int label, int labelEnd, int predicted, int predictedEnd) {
    boolean isCell() {
      return labelEnd - label == 1 && predictedEnd - predicted == 1;
    }
  }
}
