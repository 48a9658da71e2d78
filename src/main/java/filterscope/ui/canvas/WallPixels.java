package filterscope.ui.canvas;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Paints the visible part of a wall pixel by pixel, so that the work depends on the size of the view and not of the
/// layer. For every pixel column and row it knows which weights they cover; a pixel on the border between two of them gets
/// the mixture, therefore nothing flickers or shows moiré at odd scales.
final class WallPixels {
  private static final int SAMPLES = 4;

  /// What one row or column of pixels covers: a main place and, with a weight of `share/SAMPLES`, a second one; −1 is a
  /// gap. Owns its arrays.
  static final class Strip {
    final long[] main;
    final long[] second;
    final int[] share;

    private Strip(int length) {
      main = new long[length];
      second = new long[length];
      share = new int[length];
    }

    /// @param origin the pixel at which the picture begins
    /// @param scale pixels for one tap
    static Strip of(WallAxis axis, int length, double origin, double scale, boolean wholeCells) {
      Strip strip = new Strip(length);
      for (int pixel = 0; pixel < length; pixel++) {
        long first = axis.at((pixel + 0.5 / SAMPLES - origin) / scale, wholeCells);
        long last = first;
        int others = 0;
        for (int sample = 1; sample < SAMPLES; sample++) {
          long place = axis.at((pixel + (sample + 0.5) / SAMPLES - origin) / scale, wholeCells);
          if (place != first) {
            last = place;
            others++;
          }
        }
        strip.main[pixel] = first;
        strip.second[pixel] = last;
        strip.share[pixel] = others;
      }
      return strip;
    }
  }

  private final WallLayout layout;
  private final int filterStride;
  private final int channelStride;
  private final int rowStride;
  private final int coarse;
  private final int background;

  /// @param filterStride from one filter to the next in the array of the shade
  /// @param channelStride from one channel to the next
  /// @param rowStride from one row of taps to the next; 0 when kernels have one colour
  /// @param coarse how often filters and channels are halved in the array of the shade
  WallPixels(
      WallLayout layout,
      int filterStride,
      int channelStride,
      int rowStride,
      int coarse,
      int background) {
    this.layout = layout;
    this.filterStride = filterStride;
    this.channelStride = channelStride;
    this.rowStride = rowStride;
    this.coarse = coarse;
    this.background = background;
  }

  /// Paints all pixels, rows side by side on all processors.
  ///
  /// @param split the column from which on `right` is used instead of `left`
  /// @param lit tells for each filter and for each channel whether they are highlighted; empty when all are
  void paint(int[] argb, Strip across, Strip down, Shade left, Shade right, int split, Lit lit) {
    IntStream.range(0, down.main.length)
        .parallel()
        .forEach(y -> paintRow(argb, across, down, y, left, right, split, lit));
  }

  private void paintRow(
      int[] argb, Strip across, Strip down, int y, Shade left, Shade right, int split, Lit lit) {
    int width = across.main.length;
    int line = y * width;
    if (down.main[y] < 0 && down.share[y] == 0) {
      Arrays.fill(argb, line, line + width, background);
      return;
    }
    for (int x = 0; x < width; x++) {
      Shade shade = x < split ? left : right;
      int color = pixel(across.main[x], down.main[y], shade, lit);
      if (across.share[x] != 0) {
        color = mix(color, pixel(across.second[x], down.main[y], shade, lit), across.share[x]);
      }
      if (down.share[y] != 0) {
        int below = pixel(across.main[x], down.second[y], shade, lit);
        if (across.share[x] != 0) {
          int corner = pixel(across.second[x], down.second[y], shade, lit);
          below = mix(below, corner, across.share[x]);
        }
        color = mix(color, below, down.share[y]);
      }
      argb[line + x] = color;
    }
  }

  private int pixel(long x, long y, Shade shade, Lit lit) {
    if (x < 0 || y < 0) {
      return background;
    }
    int filter = layout.filter(x, y);
    int channel = layout.channel(x, y);
    if (filter >= layout.filters() || channel >= layout.channels()) {
      return background;
    }
    int tap = rowStride == 0 ? 0 : WallAxis.tap(y) * rowStride + WallAxis.tap(x);
    int color =
        shade.at((filter >> coarse) * filterStride + (channel >> coarse) * channelStride + tap);
    return lit.all() || (lit.filters()[filter] && lit.channels()[channel])
        ? color
        : mix(color, background, 3);
  }

  private static int mix(int first, int second, int share) {
    int rest = SAMPLES - share;
    int odd = ((first & 0xff00ff) * rest + (second & 0xff00ff) * share) >>> 2 & 0xff00ff;
    int even = ((first >>> 8 & 0xff) * rest + (second >>> 8 & 0xff) * share) >>> 2;
    return 0xff000000 | odd | even << 8;
  }

  /// Which filters and channels are highlighted. Owns its arrays.
  static final class Lit {
    static final Lit ALL = new Lit(true, new boolean[0], new boolean[0]);

    private final boolean all;
    private final boolean[] filters;
    private final boolean[] channels;

    private Lit(boolean all, boolean[] filters, boolean[] channels) {
      this.all = all;
      this.filters = filters;
      this.channels = channels;
    }

    static Lit only(boolean[] filters, boolean[] channels) {
      return new Lit(false, filters, channels);
    }

    boolean all() {
      return all;
    }

    boolean[] filters() {
      return filters;
    }

    boolean[] channels() {
      return channels;
    }
  }
}
