package filterscope.export;

import java.util.Locale;

/// How the report writes text and numbers.
final class Html {
  private Html() {}

  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
  }

  /// Three significant digits.
  static String three(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return "–";
    }
    double size = Math.abs(number);
    int digits =
        size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%,." + digits + "f", number);
  }

  static String bytes(Number number) {
    double bytes = number.doubleValue();
    return bytes < 1000
        ? String.format(Locale.ROOT, "%.0f B", bytes)
        : bytes < 1e6 ? three(bytes / 1e3) + " kB" : three(bytes / 1e6) + " MB";
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
