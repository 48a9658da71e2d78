package filterscope.ui.canvas;

import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// The histogram of a layer's float weights with the levels that they are rounded to, the ranges that become zero and the
/// ranges that are clipped. A highlighted group shows its own histogram and its own levels; without one the levels of all
/// groups are shown as how densely they lie.
///
/// `L` switches the counts between linear and logarithmic.
public final class WeightHistogram extends Drawing {
  private static final int BINS = 160;
  private static final int MOST_LOOKED_AT = 1 << 20;

  private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic", false);
  private final HistogramPainter painter = new HistogramPainter(this);
  private @Nullable WeightCounts counts;
  private int @Nullable [] ofGroup;
  private int groupCounted = -1;
  private int hoveredBin = -1;
  private @Nullable BoundDrag bound;
  private double dragged = -1;

  public WeightHistogram() {
    super("fs-weight-histogram");
    setAccessibleText("Histogram of weights");
    logarithmic.subscribe(this::repaint);
    setOnMouseMoved(this::move);
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    setOnMouseReleased(this::release);
  }

  /// Lets a person drag the bound beyond which weights are clipped; null when no parameter goes with it.
  public void setBoundDrag(@Nullable BoundDrag hearer) {
    bound = hearer;
    repaint();
  }

  /// Where the bound stands, as a magnitude: where the person holds it, otherwise the outermost level of the highlighted group
  /// or the mean of those of all groups. Negative when there is none to drag.
  double boundPlace() {
    LevelGrid levels = counts == null ? null : counts.levels();
    if (bound == null || levels == null) {
      return -1;
    }
    return dragged >= 0 ? dragged : levels.outermost(getHighlightedGroup());
  }

  private boolean overBound(MouseEvent event) {
    WeightCounts known = counts;
    double place = boundPlace();
    return known != null && place >= 0 && painter.isOnBound(event.getX(), place, known);
  }

  private void press(MouseEvent event) {
    if (overBound(event) && bound != null && event.isPrimaryButtonDown()) {
      dragged = boundPlace();
      bound.begin();
    }
  }

  private void drag(MouseEvent event) {
    WeightCounts known = counts;
    if (dragged < 0 || known == null || bound == null) {
      return;
    }
    dragged = Math.min(Math.abs(painter.weightAt(event.getX(), known)), known.limit());
    double percent = 100 * within(dragged);
    setReadout(
        "bound "
            + Digits.three(dragged)
            + " · "
            + Digits.three(percent)
            + " % of the weights within");
    repaint();
    bound.to(percent);
  }

  private void release(MouseEvent event) {
    if (dragged >= 0 && bound != null) {
      dragged = -1;
      bound.end();
      repaint();
    } else if (event.getButton() == javafx.scene.input.MouseButton.PRIMARY) {
      click(-1);
    }
  }

  /// The share of weights of no larger magnitude; of a large layer every so-manieth is looked at.
  private double within(double magnitude) {
    float[] values = picture().map(shown -> shown.original().values()).orElse(new float[0]);
    int stride = Math.max(1, values.length / MOST_LOOKED_AT);
    int inside = 0;
    int seen = 0;
    for (int index = 0; index < values.length; index += stride) {
      inside += Math.abs(values[index]) <= magnitude ? 1 : 0;
      seen++;
    }
    return seen == 0 ? 1 : (double) inside / seen;
  }

  /// Whether the counts are on a logarithmic axis, where rare weights can be seen.
  public BooleanProperty logarithmicProperty() {
    return logarithmic;
  }

  public boolean isLogarithmic() {
    return logarithmic.get();
  }

  public void setLogarithmic(boolean value) {
    logarithmic.set(value);
  }

  @Nullable WeightCounts counts() {
    return counts;
  }

  int hoveredBin() {
    return hoveredBin;
  }

  /// The counts of the highlighted group; empty when none is.
  int[] groupCounts(LayerPicture shown) {
    int group = getHighlightedGroup();
    WeightCounts known = counts;
    if (group < 0 || group >= shown.groups() || known == null) {
      return new int[0];
    }
    int[] cached = ofGroup;
    if (cached == null || groupCounted != group) {
      cached = known.ofGroup(shown.original(), shown.grouping().orElseThrow(), group);
      ofGroup = cached;
      groupCounted = group;
    }
    return cached;
  }

  private void move(MouseEvent event) {
    WeightCounts known = counts;
    int bin = known == null ? -1 : painter.binAt(event.getX(), event.getY(), known);
    if (bin != hoveredBin) {
      hoveredBin = bin;
      repaint();
    }
    setCursor(overBound(event) ? Cursor.H_RESIZE : Cursor.DEFAULT);
    setReadout(
        overBound(event)
            ? "drag the bound: weights beyond it are clipped"
            : known == null || bin < 0 ? "" : describeBin(known, bin));
  }

  private String describeBin(WeightCounts known, int bin) {
    String text =
        Digits.three(known.start(bin))
            + " to "
            + Digits.three(known.start(bin + 1))
            + " · "
            + Digits.plural(known.count(bin), "weight")
            + " ("
            + Digits.percent((double) known.count(bin) / known.total())
            + ")";
    int[] own = picture().map(this::groupCounts).orElse(new int[0]);
    return own.length == 0
        ? text
        : text + " · " + Digits.count(own[bin]) + " in group " + getHighlightedGroup();
  }

  @Override
  boolean onOwnKey(KeyEvent event) {
    if (bound != null
        && event.isShiftDown()
        && (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT)
        && boundPlace() > 0) {
      double place = boundPlace() * (event.getCode() == KeyCode.LEFT ? 0.97 : 1 / 0.97);
      bound.begin();
      bound.to(100 * within(place));
      bound.end();
      return true;
    }
    if (event.getCode() == KeyCode.L && !event.isControlDown()) {
      setLogarithmic(!isLogarithmic());
      return true;
    }
    return false;
  }

  @Override
  void paint(LayerPicture shown, double width, double height) {
    WeightCounts known = counts;
    if (known != null) {
      painter.paint(shown, known, groupCounts(shown), width, height);
    }
  }

  @Override
  Supplier<Runnable> prepare(LayerPicture next) {
    return () -> {
      WeightCounts computed = WeightCounts.of(next, BINS);
      return () -> {
        counts = computed;
        ofGroup = null;
        hoveredBin = -1;
      };
    };
  }

  @Override
  void reveal(int group) {}

  @Override
  void pointerLeft() {
    hoveredBin = -1;
    repaint();
  }

  @Override
  String emptyText() {
    return "No layer is shown\nChoose a layer on the left to see its weights.";
  }

  @Override
  String describe(LayerPicture shown) {
    WeightCounts known = counts;
    String text =
        "Histogram of the "
            + Digits.plural(shown.original().size(), "weight")
            + " of "
            + shown.name();
    if (known != null && known.levels() == null && !shown.isFloat()) {
      return known.values().length == 0
          ? text + ", quantized without levels"
          : text + ", which take " + Digits.plural(known.values().length, "different value");
    }
    return known == null || known.levels() == null
        ? text + ", not quantized"
        : text
            + ", "
            + known.levels().levels()
            + " levels, "
            + Digits.percent(known.clippedShare())
            + " clipped, "
            + Digits.percent((double) known.dead() / known.total())
            + " become zero";
  }

  @Override
  String describeGroup(int group) {
    return picture().map(shown -> GroupText.describe(shown, group)).orElse("");
  }
}
