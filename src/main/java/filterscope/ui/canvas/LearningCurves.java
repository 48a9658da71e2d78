package filterscope.ui.canvas;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// How a training goes: the loss on training images as a line with its axis on the left, and the accuracy on held-out images
/// as dots and a line with its axis on the right, both over epochs. Dots of whole sets are filled.
public final class LearningCurves extends Sheet {
  private static final double LEFT = 52;
  private static final double RIGHT = 56;
  private static final double TOP = 30;
  private static final double BOTTOM = 38;
  private static final double DOT = 8;

  /// A number of an epoch needs so much room.
  private static final double EPOCH_WIDTH = 36;

  private Curves curves = new Curves(1, List.of(), List.of());
  private double pointer = -1;

  /// What is drawn.
  ///
  /// @param epochs of the plan: how far the axis goes
  public record Curves(double epochs, List<Loss> losses, List<Share> shares) {
    public Curves {
      losses = List.copyOf(losses);
      shares = List.copyOf(shares);
    }
  }

  /// The mean loss until a moment.
  public record Loss(double epochs, double loss) {}

  /// An accuracy with the ends of its interval.
  ///
  /// @param whole whether it was measured on all held-out images
  public record Share(double epochs, double share, double low, double high, boolean whole) {}

  /// Where numbers lie on the control.
  ///
  /// @param begin the place of the least number
  /// @param end the place of the most
  private record Axis(double least, double most, double begin, double end) {
    double at(double number) {
      return begin + (number - least) / (most - least) * (end - begin);
    }
  }

  public LearningCurves() {
    super("fs-learning-curves");
    setAccessibleText("Learning curves");
    setPrefSize(560, 200);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX()));
  }

  /// Draws these from now on.
  public void show(Curves next) {
    curves = next;
    setAccessibleText(spoken());
    point(pointer);
  }

  private String spoken() {
    return curves.losses().isEmpty()
        ? "Learning curves, nothing yet"
        : String.format(
            Locale.ROOT,
            "Learning curves: loss %.3f after %.2f of %.0f epochs%s",
            curves.losses().getLast().loss(),
            curves.losses().getLast().epochs(),
            curves.epochs(),
            curves.shares().isEmpty()
                ? ""
                : String.format(
                    Locale.ROOT,
                    ", held-out accuracy %.1f %%",
                    100 * curves.shares().getLast().share()));
  }

  private void point(double x) {
    pointer = x;
    setReadout(x < 0 ? "" : readout((x - LEFT) / plotWidth(getWidth()) * curves.epochs()));
    repaint();
  }

  /// What was measured next to a moment.
  private String readout(double epochs) {
    Optional<Loss> loss =
        curves.losses().stream().filter(point -> point.epochs() >= epochs).findFirst();
    Optional<Share> share =
        curves.shares().stream()
            .filter(point -> point.epochs() <= epochs + 1e-9)
            .reduce((a, b) -> b);
    if (loss.isEmpty()) {
      return "";
    }
    return String.format(
            Locale.ROOT, "epoch %.2f   loss %.3f", loss.get().epochs(), loss.get().loss())
        + share
            .map(known ->
                String.format(
                    Locale.ROOT,
                    "   held out %.1f %% (%.1f to %.1f)",
                    100 * known.share(),
                    100 * known.low(),
                    100 * known.high()))
            .orElse("");
  }

  private static double plotWidth(double width) {
    return Math.max(1, width - LEFT - RIGHT);
  }

  @Override
  void paint(double width, double height) {
    if (curves.losses().isEmpty()) {
      drawMessage("Loss and held-out accuracy appear here\nwith the first steps of training.");
      return;
    }
    double right = width - RIGHT;
    double bottom = height - BOTTOM;
    Axis across = new Axis(0, curves.epochs(), LEFT, right);
    double mostLoss = curves.losses().stream().mapToDouble(Loss::loss).max().orElse(1);
    Axis loss = new Axis(0, mostLoss > 0 ? mostLoss * 1.05 : 1, bottom, TOP);
    double least = curves.shares().stream().mapToDouble(Share::low).min().orElse(0);
    double from = Math.max(0, Math.floor(least * 20 - 0.5) / 20);
    Axis share = new Axis(Math.min(from, 0.95), 1, bottom, TOP);
    axes(across, loss, share, width, height);
    lossLine(across, loss);
    shares(across, share);
    legend(width);
    readoutLine(across, bottom);
  }

  private void axes(Axis across, Axis loss, Axis share, double width, double height) {
    Brush brush = pen().graphics();
    double bottom = height - BOTTOM;
    brush.setLineWidth(1);
    Ticks lossTicks = Ticks.over(0, loss.most(), 4);
    for (int tick = 0; tick < lossTicks.count(); tick++) {
      double y = loss.at(lossTicks.at(tick));
      brush.setStroke(inks().grid.get());
      brush.strokeLine(LEFT, y, width - RIGHT, y);
      pen()
          .at(TextAlignment.RIGHT, VPos.CENTER, 12)
          .color(lossColor())
          .write(lossTicks.label(tick), LEFT - 6, y);
    }
    if (!curves.shares().isEmpty()) {
      Ticks shareTicks = Ticks.over(100 * share.least(), 100, 4);
      for (int tick = 0; tick < shareTicks.count(); tick++) {
        pen()
            .at(TextAlignment.LEFT, VPos.CENTER, 12)
            .color(shareColor())
            .write(
                shareTicks.label(tick) + " %",
                width - RIGHT + 6,
                share.at(shareTicks.at(tick) / 100));
      }
    }
    int most = (int) (plotWidth(width) / EPOCH_WIDTH);
    Ticks epochs = Ticks.whole(0, curves.epochs(), Math.clamp(most, 1, 6));
    for (int tick = 0; tick < epochs.count(); tick++) {
      pen()
          .at(TextAlignment.CENTER, VPos.TOP, 12)
          .color(inks().muted.get())
          .write(epochs.label(tick), across.at(epochs.at(tick)), bottom + 4);
    }
    pen()
        .at(TextAlignment.CENTER, VPos.BASELINE, 12)
        .color(inks().muted.get())
        .write("epochs", (LEFT + width - RIGHT) / 2, height - 5);
  }

  private void lossLine(Axis across, Axis loss) {
    Brush brush = pen().graphics();
    brush.setStroke(lossColor());
    brush.setLineWidth(1.5);
    Loss before = curves.losses().getFirst();
    for (Loss point : curves.losses()) {
      brush.strokeLine(
          across.at(before.epochs()),
          loss.at(before.loss()),
          across.at(point.epochs()),
          loss.at(point.loss()));
      before = point;
    }
  }

  private void shares(Axis across, Axis share) {
    Brush brush = pen().graphics();
    Color color = shareColor();
    Optional<Share> before = Optional.empty();
    for (Share point : curves.shares()) {
      double x = across.at(point.epochs());
      double y = share.at(point.share());
      brush.setStroke(color);
      brush.setLineWidth(1.5);
      before.ifPresent(earlier ->
          brush.strokeLine(across.at(earlier.epochs()), share.at(earlier.share()), x, y));
      brush.setLineWidth(1);
      brush.strokeLine(x, share.at(point.low()), x, share.at(Math.min(1, point.high())));
      brush.setFill(point.whole() ? color : inks().surface.get());
      brush.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
      brush.strokeOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
      before = Optional.of(point);
    }
  }

  private void legend(double width) {
    LegendRow row = new LegendRow(pen().graphics(), pen(), inks(), LEFT, 14, width - 8);
    row.line(lossColor(), "loss, training");
    row.dot(shareColor(), "accuracy, held out, with its 95 % interval");
  }

  private void readoutLine(Axis across, double bottom) {
    if (pointer < LEFT || getReadout().isEmpty() || pointer > across.end()) {
      return;
    }
    Brush brush = pen().graphics();
    brush.setStroke(inks().muted.get());
    brush.setLineWidth(1);
    brush.strokeLine(pointer, TOP, pointer, bottom);
    boolean onTheLeft = pointer > (LEFT + across.end()) / 2;
    pen()
        .at(onTheLeft ? TextAlignment.RIGHT : TextAlignment.LEFT, VPos.TOP, 12)
        .color(inks().text.get())
        .write(getReadout(), pointer + (onTheLeft ? -6 : 6), TOP + 4);
  }

  private Color lossColor() {
    return inks().palette().category(5);
  }

  private Color shareColor() {
    return inks().palette().category(0);
  }

  @Override
  void leave() {
    point(-1);
  }

  @Override
  boolean onKey(KeyEvent event) {
    return false;
  }
}
