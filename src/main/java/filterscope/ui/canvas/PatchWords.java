package filterscope.ui.canvas;

import filterscope.kernel.PlaneCode;
import filterscope.method.WorkedOutput;
import java.util.ArrayList;
import java.util.List;

/// The arithmetic of one output in words and numbers.
final class PatchWords {
  private PatchWords() {}

  /// Line by line, the last one being the result before bias.
  static List<String> lines(WorkedOutput worked) {
    List<String> lines = new ArrayList<>();
    int n = worked.tapsInside();
    String padding =
        n == worked.taps()
            ? ""
            : "   (" + Digits.count(worked.taps() - n) + " taps lie in the padding)";
    if (worked.quantizesInputs() && isOneByOne(worked)) {
      int agree = worked.popcount(0, 0);
      lines.add(
          "popcount(XNOR) = "
              + Digits.count(agree)
              + " of n = "
              + Digits.count(n)
              + " taps agree"
              + padding);
      lines.add(
          "2·popcount − n = 2·"
              + Digits.count(agree)
              + " − "
              + Digits.count(n)
              + " = "
              + whole(worked.sum()));
    } else if (worked.quantizesInputs()) {
      lines.add(
          "Σ_m Σ_k p_m·r_k·(2·popcount − n), shifted and divided: Σ q_x·q_w = "
              + whole(worked.sum())
              + " over n = "
              + Digits.count(n)
              + padding);
    } else if (worked.weightCode().planes() == 1) {
      lines.add(
          "added where the weight is +1, subtracted where it is −1: Σ ±x = "
              + Digits.three(worked.sum())
              + padding);
    } else {
      lines.add("Σ_m p_m·Σ ±x, divided: Σ x·q_w = " + Digits.three(worked.sum()) + padding);
    }
    lines.add(scaled(worked));
    return lines;
  }

  static boolean isOneByOne(WorkedOutput worked) {
    return worked.weightCode().planes() == 1
        && worked.inputCode().map(PlaneCode::planes).orElse(0) == 1
        && worked.inputCode().map(PlaneCode::divisor).orElse(0) == 1;
  }

  private static String scaled(WorkedOutput worked) {
    StringBuilder line = new StringBuilder();
    if (worked.scales() == 1) {
      line.append(worked.quantizesInputs() ? whole(worked.sum()) : Digits.three(worked.sum()))
          .append(" × α ")
          .append(Digits.three(worked.scale(0)));
    } else {
      line.append("each of ")
          .append(Digits.count(worked.scales()))
          .append(" blocks of channels × its own α");
    }
    if (worked.quantizesInputs() && worked.inputStep() != 1) {
      line.append(" × step ").append(Digits.three(worked.inputStep()));
    }
    if (worked.hasKMap()) {
      line.append(" × K ").append(Digits.three(worked.kFactor()));
    }
    return line.append(" = ")
        .append(Digits.three(worked.result()))
        .append("     float weights: ")
        .append(Digits.three(worked.floatResult()))
        .toString();
  }

  private static String whole(double value) {
    return Digits.tick(value, 1);
  }
}
