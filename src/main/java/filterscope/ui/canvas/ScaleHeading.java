package filterscope.ui.canvas;

import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;

/// The line above a scale map: how many share, and the total price with its formula.
final class ScaleHeading {
  private ScaleHeading() {}

  /// @param y the middle of the line
  static void draw(ScaleMap map, ScaleFigures figures, double x, double y, double room) {
    Inks inks = map.inks();
    Pen pen = map.pen();
    String price = price(figures);
    pen.strong(TextAlignment.RIGHT, VPos.CENTER, 14);
    String number = Digits.three(figures.totalPrice());
    boolean free = figures.totalPrice() == 0;
    double right = x + room;
    if (!free) {
      pen.color(inks.text.get()).write(number, right, y);
      right -= pen.width(number) + 8;
    }
    pen.at(TextAlignment.RIGHT, VPos.CENTER, 12);
    String formula =
        pen.width(price) + 160 < right - x ? price : free ? "sharing is free" : "price of sharing";
    pen.color(inks.muted.get()).write(formula, right, y);
    double left = right - pen.width(formula) - 24 - x;
    String share = who(figures);
    pen.strong(TextAlignment.LEFT, VPos.CENTER, 14)
        .color(inks.text.get())
        .write(share, x, y, Math.max(0, left));
  }

  private static String price(ScaleFigures figures) {
    if (figures.totalPrice() == 0) {
      return "sharing costs nothing here";
    }
    String size = figures.kernelwise() ? "k²" : "n_f";
    String added =
        figures.relativePrice() > 0
            ? "  =  +" + Digits.percent(figures.relativePrice()) + " of the 1-bit error  ="
            : "  =";
    return "price of sharing  " + size + " Σ (α_k − ᾱ_g)²" + added;
  }

  private static String who(ScaleFigures figures) {
    int[] kernels = figures.grouping().kernelsPerGroup();
    int most = 0;
    for (int count : kernels) {
      most = Math.max(most, count);
    }
    int members = figures.kernelwise() ? most : most / figures.grouping().channels();
    String noun = figures.memberNoun();
    return members == 1
        ? "every " + noun + " has its own α"
        : figures.groups() == 1
            ? "all " + Digits.plural(members, noun) + " share one α"
            : Digits.plural(members, noun) + " share each α";
  }
}
