package filterscope.ui.canvas;

import java.util.Locale;

/// Numbers as people read them: three significant digits, a real minus sign, powers of ten where zeros would pile up.
final class Digits {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Digits() {}

  /// Three significant digits: `0.0312`, `−1.20`, `4.70×10⁻⁶`.
  static String three(double value) {
    double size = Math.abs(value);
    if (value == 0) {
      return "0";
    }
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not a number" : value < 0 ? "−∞" : "∞";
    }
    if (size < 9.995e-4 || size >= 999_500) {
      return scientific(value);
    }
    int whole = (int) Math.floor(Math.log10(size * (1 + 5e-4))) + 1;
    int decimals = Math.max(0, 3 - whole);
    return minus(String.format(Locale.ROOT, "%." + decimals + "f", value));
  }

  private static String scientific(double value) {
    String[] parts = String.format(Locale.ROOT, "%.2e", value).split("e", -1);
    return minus(parts[0]) + "×10" + superscript(Integer.parseInt(parts[1]));
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  /// A number with as many decimals as the distance between the ticks of an axis asks for.
  static String tick(double value, double step) {
    if (Math.abs(value) < step * 1e-6) {
      return "0";
    }
    if (step < 1e-4 || Math.abs(value) >= 1e6) {
      return three(value);
    }
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    return minus(String.format(Locale.ROOT, "%." + decimals + "f", value));
  }

  /// A count with thousands apart by thin spaces: `2 359 296`.
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u2009');
  }

  /// A round count for an axis: `500`, `20k`, `1.5M`.
  static String brief(double count) {
    if (count < 10_000) {
      return count(Math.round(count));
    }
    double unit = count < 1_000_000 ? 1e3 : 1e6;
    double rounded = Math.rint(count / unit * 100) / 100;
    String text = rounded == Math.rint(rounded) ? count((long) rounded) : Double.toString(rounded);
    return text + (unit == 1e3 ? "k" : "M");
  }

  /// A share as a percentage: `1.83 %`.
  static String percent(double share) {
    return three(share * 100) + "\u2009%";
  }

  /// `1 filter`, `8 filters`.
  static String plural(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }
}
