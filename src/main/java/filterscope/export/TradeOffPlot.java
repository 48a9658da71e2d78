package filterscope.export;

import java.util.List;
import java.util.Locale;

/// Accuracy against bytes, on a logarithmic axis of bytes, as SVG. Each point tells its numbers where the cursor is on it.
final class TradeOffPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 320;
  private static final int LEFT = 56;
  private static final int RIGHT = 24;
  private static final int TOP = 12;
  private static final int BOTTOM = 44;

  private final double least;
  private final double most;
  private final double low;
  private final double high;
  private final List<TradeOffPoint> points;

  TradeOffPlot(List<TradeOffPoint> points) {
    this.points = points;
    least = points.stream().mapToDouble(TradeOffPoint::bytes).min().orElse(1) * 0.8;
    most = points.stream().mapToDouble(TradeOffPoint::bytes).max().orElse(10) * 1.25;
    low =
        Math.max(
            0, points.stream().mapToDouble(point -> point.accuracy().low()).min().orElse(0) - 0.02);
    high =
        Math.min(
            1,
            points.stream().mapToDouble(point -> point.accuracy().high()).max().orElse(1) + 0.02);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg id=\"trade-off\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Accuracy against bytes of the parameters\">\n"
            .formatted(WIDTH, HEIGHT));
    double step = (high - low) > 0.5 ? 0.1 : (high - low) > 0.2 ? 0.05 : 0.02;
    for (double tick = Math.ceil(low / step) * step; tick <= high + 1e-9; tick += step) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f %%</text>\n",
              LEFT,
              WIDTH - RIGHT,
              y(tick),
              y(tick),
              LEFT - 8,
              y(tick) + 4,
              100 * tick));
    }
    for (double bytes = Math.pow(10, Math.floor(Math.log10(least))); bytes <= most; bytes *= 10) {
      for (int of : new int[] {1, 2, 5}) {
        if (of * bytes >= least && of * bytes <= most) {
          svg.append(
              String.format(
                  Locale.ROOT,
                  "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                  x(of * bytes),
                  x(of * bytes),
                  TOP,
                  HEIGHT - BOTTOM,
                  x(of * bytes),
                  HEIGHT - BOTTOM + 18,
                  Html.bytes(of * bytes)));
        }
      }
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">bytes of all parameters (logarithmic)</text>\n",
            (LEFT + WIDTH - RIGHT) / 2,
            HEIGHT - 8));
    points.forEach(point -> svg.append(dot(point)));
    return svg.append("</svg>\n").toString();
  }

  private String dot(TradeOffPoint point) {
    String tip =
        "%s\n%s\n%s  (%s … %s, %s images)"
            .formatted(
                point.name(),
                Html.whole(point.bytes()) + " bytes",
                Html.percent(point.accuracy().share()),
                Html.percent(point.accuracy().low()),
                Html.percent(point.accuracy().high()),
                Html.whole(point.accuracy().samples()));
    double x = x((double) point.bytes());
    return String.format(
        Locale.ROOT,
        "<line class=\"reach\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/><circle class=\"dot %s\" tabindex=\"0\" cx=\"%.1f\" cy=\"%.1f\" r=\"6\" data-tip=\"%s\"><title>%s</title></circle>\n",
        x,
        x,
        y(point.accuracy().low()),
        y(point.accuracy().high()),
        point.kind(),
        x,
        y(point.accuracy().share()),
        Html.text(tip),
        Html.text(tip));
  }

  private double x(double bytes) {
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(bytes / least) / Math.log(most / least);
  }

  private double y(double share) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (share - low) / (high - low);
  }
}
