package filterscope.export;

import filterscope.method.CompressedConv;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.StackedConv;
import java.util.Locale;
import java.util.Optional;

/// The map of a layer's scales as SVG: a tile for each group, as wide as its filters and as high as its channels, coloured by the
/// magnitude of the scale.
final class ScaleSvg {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 72;

  /// More would make a page that no browser shows fluently.
  private static final int MOST_TILES = 1024;

  /// Viridis at fifths, which also those tell apart who do not see all colours.
  private static final int[] COLOURS = {0x440154, 0x414487, 0x2A788E, 0x22A884, 0x7AD151, 0xFDE725};

  private ScaleSvg() {}

  /// A map where the form has scales of groups.
  static Optional<String> of(String layer, CompressedConv stored) {
    return switch (stored) {
      case GridConv grid -> Optional.of(map(layer, grid.grouping(), grid.scales()));
      case StackedConv stacked -> Optional.of(map(layer, stacked.grouping(), stacked.scales()));
      default -> Optional.empty();
    };
  }

  private static String map(String layer, Grouping grouping, float[] scales) {
    float least = Float.MAX_VALUE;
    float most = 0;
    for (float scale : scales) {
      least = Math.min(least, Math.abs(scale));
      most = Math.max(most, Math.abs(scale));
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<figure><svg class=\"scales\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Scales of %s\">\n"
            .formatted(WIDTH, HEIGHT, Html.text(layer)));
    int shown = Math.min(MOST_TILES, scales.length);
    boolean[] drawn = new boolean[scales.length];
    for (int filter = 0; filter < grouping.filters(); filter++) {
      for (int channel = 0; channel < grouping.channels(); channel++) {
        int group = grouping.groupOf(filter, channel);
        if (group < shown && !drawn[group]) {
          drawn[group] = true;
          svg.append(tile(grouping, group, filter, channel, scales[group], least, most));
        }
      }
    }
    String rest = shown < scales.length ? ", the first " + Html.whole(shown) + " are drawn" : "";
    return svg.append(
            "</svg><figcaption>%s: %s scales for %s filters%s; |α| from %s (dark) to %s (bright)</figcaption></figure>\n"
                .formatted(
                    Html.text(layer),
                    Html.whole(scales.length),
                    Html.whole(grouping.filters()),
                    rest,
                    Html.three(least),
                    Html.three(most)))
        .toString();
  }

  private static String tile(
      Grouping grouping, int group, int filter, int channel, float scale, float least, float most) {
    int filters = 1;
    while (filter + filters < grouping.filters()
        && grouping.groupOf(filter + filters, channel) == group) {
      filters++;
    }
    int channels = 1;
    while (channel + channels < grouping.channels()
        && grouping.groupOf(filter, channel + channels) == group) {
      channels++;
    }
    double wide = (double) WIDTH / grouping.filters();
    double high = (double) HEIGHT / grouping.channels();
    String tip =
        String.format(
            Locale.ROOT,
            "group %d\nfilters %d to %d%s\nα = %.6g",
            group + 1,
            filter + 1,
            filter + filters,
            channels == grouping.channels()
                ? ""
                : ", channels %d to %d".formatted(channel + 1, channel + channels),
            scale);
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"#%06x\" data-tip=\"%s\"/>\n",
        filter * wide,
        channel * high,
        filters * wide,
        channels * high,
        colour(most > least ? (Math.abs(scale) - least) / (most - least) : 0.5),
        Html.text(tip));
  }

  private static int colour(double share) {
    double at = share * (COLOURS.length - 1);
    int index = Math.min((int) at, COLOURS.length - 2);
    double part = at - index;
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = COLOURS[index] >> shift & 0xFF;
      int to = COLOURS[index + 1] >> shift & 0xFF;
      mixed |= (int) Math.round(from + part * (to - from)) << shift;
    }
    return mixed;
  }
}
