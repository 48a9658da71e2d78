package filterscope.ui.model;

import java.math.BigDecimal;
import java.util.Locale;

/// Numbers as people read them in the window: three significant digits, units, a real minus sign, thousands apart.
public final class Numbers {
  private static final String THIN = "\u2009";
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Numbers() {}

  /// Three significant digits: `0.0312`, `1.20`, `412`.
  public static String three(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    int whole = size < 1e-9 ? 1 : (int) Math.floor(Math.log10(size * (1 + 5e-4))) + 1;
    return fixed(value, Math.clamp(3L - whole, 0, 6));
  }

  /// As few digits as say it: `0.5`, `1`.
  public static String brief(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString().replace('-', '−');
  }

  /// A number with this many decimals.
  public static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.replace('-', '−');
  }

  /// `2 359 296`.
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(",", THIN).replace('-', '−');
  }

  /// `1 filter`, `8 filters`.
  public static String plural(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /// A share of 1 with one decimal: `92.5 %`.
  public static String percent(double share) {
    return Double.isNaN(share) ? "–" : fixed(share * 100, 1) + THIN + "%";
  }

  /// A difference of shares in points: `−1.2`, `+0.4`.
  public static String points(double difference) {
    String text = fixed(difference * 100, 1);
    if (text.equals("−0.0")) {
      return "0.0";
    }
    return difference > 0 && !text.equals("0.0") ? "+" + text : text;
  }

  /// Bytes in powers of 1000: `412 kB`.
  public static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String digits = unit == 0 ? fixed(Math.ceil(value), 0) : three(value);
    return digits + THIN + BYTE_UNITS[unit];
  }

  /// How many times: `7.87×`.
  public static String times(double factor) {
    return three(factor) + "×";
  }

  /// Milliseconds: `2.31 ms`; below a tenth of one in microseconds: `15.9 µs`.
  public static String millis(double millis) {
    boolean brief = millis > 0 && millis < 0.09995;
    return brief ? three(millis * 1000) + THIN + "µs" : three(millis) + THIN + "ms";
  }
}
