package filterscope.ui.canvas;

/// The colour of one weight, kernel or tile of a layer.
@FunctionalInterface
interface Shade {
  /// @param index where it lies in the array behind the picture
  /// @return `0xFFRRGGBB`
  int at(int index);

  /// Signed numbers from −limit to limit.
  static Shade signed(float[] values, float limit, Palette palette) {
    int[] table = palette.signedTable();
    float half = (table.length - 1) / 2f;
    float factor = half / limit;
    return index -> table[step(values[index] * factor + half, table.length - 1)];
  }

  /// Differences of signed numbers.
  static Shade difference(float[] values, float[] others, float limit, Palette palette) {
    int[] table = palette.signedTable();
    float half = (table.length - 1) / 2f;
    float factor = half / limit;
    return index -> table[step((values[index] - others[index]) * factor + half, table.length - 1)];
  }

  /// Magnitudes from 0 to a limit; signs do not count.
  static Shade magnitude(float[] values, float limit) {
    int[] table = Palette.magnitudeTable();
    float factor = (table.length - 1) / limit;
    return index -> table[step(Math.abs(values[index]) * factor, table.length - 1)];
  }

  /// Three channels as red, green and blue; zero is middle grey.
  ///
  /// @param others subtracted from the values
  /// @param stride from one channel to the next
  static Shade colour(float[] values, float[] others, int stride, float limit) {
    float factor = 127.5f / limit;
    return index -> {
      int color = 0xff;
      for (int channel = 0, at = index; channel < 3; channel++, at += stride) {
        float value = others.length == 0 ? values[at] : values[at] - others[at];
        color = color << 8 | step(value * factor + 127.5f, 255);
      }
      return color;
    };
  }

  private static int step(float place, int last) {
    int rounded = (int) (place + 0.5f);
    return rounded < 0 ? 0 : Math.min(rounded, last);
  }
}
