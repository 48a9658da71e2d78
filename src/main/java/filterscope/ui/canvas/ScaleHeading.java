package filterscope.ui.canvas;

import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;

/// The line above a scale map: how many share, and the total price with its formula.
final class ScaleHeading {
  private ScaleHeading() {}

  /// @param y the middle of the line
  /// @param width how long the line is
  static void draw(ScaleMap map, ScaleFigures figures, double x, double y, double width) {
    Inks inks = map.inks();
    Pen pen = map.pen();
    String price = price(figures);
    pen.strong(TextAlignment.RIGHT, VPos.CENTER, 14);
    String number = Digits.three(figures.totalPrice());
    boolean free = figures.totalPrice() == 0;
    double right = x + width;
    if (!free) {
      pen.color(inks.text.get()).write(number, right, y);
      right -= pen.width(number) + 8;
    }
    pen.at(TextAlignment.RIGHT, VPos.CENTER, 12);
    String formula =
        pen.widthWithIndices(price) + 160 < right - x
            ? price
            : free
                ? "sharing is free"
                : figures.oneBit() ? "price of sharing" : "price of sharing at 1 bit";
    double room = pen.widthWithIndices(formula);
    pen.at(TextAlignment.LEFT, VPos.CENTER, 12)
        .color(inks.muted.get())
        .writeWithIndices(formula, right - room, y);
    double left = right - room - 24 - x;
    String share = who(figures);
    pen.strong(TextAlignment.LEFT, VPos.CENTER, 14)
        .color(inks.text.get())
        .write(share, x, y, Math.max(0, left));
  }

  private static String price(ScaleFigures figures) {
    if (figures.totalPrice() == 0) {
      return "sharing costs nothing here";
    }
    String size = figures.kernelwise() ? "k²" : "n_f ";
    String added =
        figures.relativePrice() > 0
            ? "  =  +" + Digits.percent(figures.relativePrice()) + " of the 1-bit error  ="
            : "  =";
    return (figures.oneBit() ? "price of sharing  " : "price of sharing at 1 bit  ")
        + size
        + " Σ(α_k − ᾱ_g )²"
        + added;
  }

  /// Who shares: all groups alike, all but a smaller last one, or from the smallest to the largest.
  static String who(ScaleFigures figures) {
    int members = figures.membersPerGroup();
    int least = figures.membersOfSmallest();
    boolean allButLast = least < members && !figures.kernelwise() && figures.grouping().isEven();
    String noun = figures.memberNoun();
    return members == 1
        ? "every " + noun + " has its own α"
        : figures.groups() == 1
            ? "all " + Digits.plural(members, noun) + " share one α"
            : (allButLast || least == members ? "" : least + "–")
                + Digits.plural(members, noun)
                + " share each α"
                + (allButLast ? ", the last " + least : "")
                + (figures.isReordered() ? ", sorted" : "");
  }
}
