package filterscope.ui.canvas;

/// Mixing of colours so that equal steps look equal: the Oklab space of Björn Ottosson (2020).
final class Oklab {
  private Oklab() {}

  /// A colour between two.
  ///
  /// @param share 0 for the first, 1 for the second
  /// @return `0xFFRRGGBB`
  static int mix(int first, int second, double share) {
    if (share <= 0 || share >= 1) {
      return 0xff000000 | (share <= 0 ? first : second);
    }
    double[] a = of(first);
    double[] b = of(second);
    for (int axis = 0; axis < 3; axis++) {
      a[axis] += (b[axis] - a[axis]) * share;
    }
    return toRgb(a);
  }

  private static double[] of(int rgb) {
    double red = linear((rgb >> 16) & 255);
    double green = linear((rgb >> 8) & 255);
    double blue = linear(rgb & 255);
    double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }

  private static int toRgb(double[] lab) {
    double l = cube(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
    double m = cube(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
    double s = cube(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
    int red = gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    int green = gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    int blue = gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    return 0xff000000 | red << 16 | green << 8 | blue;
  }

  private static double cube(double value) {
    return value * value * value;
  }

  /// An sRGB channel from 0 to 255 as light from 0 to 1.
  static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static int gamma(double light) {
    double held = Math.clamp(light, 0, 1);
    double value = held <= 0.0031308 ? held * 12.92 : 1.055 * Math.pow(held, 1 / 2.4) - 0.055;
    return (int) Math.round(value * 255);
  }
}
