package filterscope.ui.canvas;

import filterscope.method.Grouping;
import javafx.scene.paint.Color;

/// The colours that carry data: viridis for magnitudes (van der Walt and Smith, 2015), blue to orange through the neutral
/// of the theme for signed numbers, and the colours of Okabe and Ito (2008) for groups. All of them can be told apart
/// with any kind of colour vision. Colours for pixels are `0xAARRGGBB`.
public final class Palette {
  private static final int STEPS = 1024;
  private static final int[] VIRIDIS_POINTS = {
    0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21908d, 0x22a884, 0x42be71, 0x7ad151,
    0xbddf26, 0xfde725
  };
  private static final int[] SIGNED_LIGHT = {
    0x08306b, 0x1f6fb8, 0x86b8de, 0xf4f4f2, 0xf5b06b, 0xd2691e, 0x7a2e00
  };
  private static final int[] SIGNED_DARK = {
    0xbfe0ff, 0x58a6ff, 0x2a5f9e, 0x23282f, 0x9a5312, 0xf0883e, 0xffdcb3
  };
  private static final int[] GROUPS = {
    0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xf0e442
  };
  private static final int[] GROUPS_ON_LIGHT = {
    0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xc7b616
  };
  private static final int[] GROUPS_ON_DARK = {
    0x3d9bd9, 0xe69f00, 0x14b88a, 0xd58fb5, 0x7cc6f0, 0xec7a2b, 0xf0e442
  };
  private static final int[] VIRIDIS = sample(VIRIDIS_POINTS);

  private final boolean dark;
  private final int[] signed;

  /// The colours for one theme.
  ///
  /// @param dark whether the background is dark
  public Palette(boolean dark) {
    this.dark = dark;
    this.signed = sample(dark ? SIGNED_DARK : SIGNED_LIGHT);
  }

  public boolean isDark() {
    return dark;
  }

  /// The colour of a magnitude.
  ///
  /// @param share from 0 to 1; held to these ends
  public int magnitude(double share) {
    return VIRIDIS[step(share)];
  }

  /// The colour of a magnitude, which is the same on light and on dark ground.
  ///
  /// @param share from 0 to 1; held to these ends
  public static Color shade(double share) {
    return color(VIRIDIS[step(share)]);
  }

  /// The colour of a signed number.
  ///
  /// @param share from −1 (blue) over 0 (neutral) to 1 (orange); held to these ends
  public int signed(double share) {
    return signed[step((share + 1) / 2)];
  }

  /// The colour of a category; the eighth has the first one's again.
  public Color category(int index) {
    int[] hues = dark ? GROUPS_ON_DARK : GROUPS_ON_LIGHT;
    return color(hues[Math.floorMod(index, hues.length)]);
  }

  /// The colour of a group that shares a scale. There are more groups than colours, so they repeat, but neighbours along
  /// the filters, along the channels and across a corner always differ.
  public Color group(Grouping grouping, int group) {
    int filterBlock = group / grouping.channelBlocks();
    int channelBlock = group % grouping.channelBlocks();
    return category(grouping.channelBlocks() == 1 ? filterBlock : channelBlock + 3 * filterBlock);
  }

  /// The colours of Okabe and Ito as published, without black, in the order in which groups take them.
  static int[] okabeIto() {
    return GROUPS.clone();
  }

  /// The table behind [#signed]: 1024 entries from −1 to 1.
  int[] signedTable() {
    return signed;
  }

  /// The table behind [#magnitude]: 1024 entries from 0 to 1.
  static int[] magnitudeTable() {
    return VIRIDIS;
  }

  /// A pixel's colour for a drawing.
  static Color color(int argb) {
    return Color.rgb((argb >> 16) & 255, (argb >> 8) & 255, argb & 255);
  }

  /// Black or white, whichever is read better on a colour.
  static Color readableOn(int argb) {
    return luminance(argb) > 0.30 ? Color.rgb(0, 0, 0, 0.87) : Color.rgb(255, 255, 255, 0.95);
  }

  /// Relative luminance as in WCAG 2, from 0 to 1.
  static double luminance(int argb) {
    return 0.2126 * Oklab.linear((argb >> 16) & 255)
        + 0.7152 * Oklab.linear((argb >> 8) & 255)
        + 0.0722 * Oklab.linear(argb & 255);
  }

  private static int step(double share) {
    return (int) (Math.clamp(Double.isNaN(share) ? 0 : share, 0, 1) * (STEPS - 1) + 0.5);
  }

  private static int[] sample(int[] points) {
    int[] table = new int[STEPS];
    for (int step = 0; step < STEPS; step++) {
      double place = (double) step / (STEPS - 1) * (points.length - 1);
      int from = Math.min((int) place, points.length - 2);
      table[step] = Oklab.mix(points[from], points[from + 1], place - from);
    }
    return table;
  }
}
