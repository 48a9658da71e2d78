package filterscope.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// The scale of a meter: a track with a bar, the interval of the value, a ghost mark of the value before, and marks of
/// reference. Its ends never move.
final class MeterAxis extends Region {
  private static final double TRACK = 12;
  private static final double LABELS = 16;

  private final DoubleUnaryOperator place;
  private final double zero;
  private final List<Mark> marks = new ArrayList<>();
  private final List<Tick> ticks = new ArrayList<>();
  private final Region track = part("meter-track");
  private final Region bar = part("meter-bar");
  private final Region band = part("meter-band");
  private Optional<Double> value = Optional.empty();
  private double low;
  private double high;

  /// @param place from a value to its place, 0 the left end and 1 the right one
  /// @param zero the value at which the bar begins
  MeterAxis(DoubleUnaryOperator place, double zero) {
    this.place = place;
    this.zero = zero;
    getStyleClass().add("meter-axis");
    getChildren().addAll(track, bar, band);
    bar.setVisible(false);
    band.setVisible(false);
  }

  /// A number below the track.
  MeterAxis tick(double at, String text) {
    Label label = new Label(text);
    label.getStyleClass().add("meter-tick");
    ticks.add(new Tick(at, label));
    getChildren().add(label);
    return this;
  }

  /// Something on the track: `ghost`, `reference` or `mark`.
  Mark mark(String style) {
    Mark mark = new Mark(part(style));
    marks.add(mark);
    getChildren().add(mark.node);
    return mark;
  }

  private static Region part(String style) {
    Region part = new Region();
    part.getStyleClass().add(style);
    part.setManaged(false);
    return part;
  }

  /// How far the bar goes, and the ends of its interval.
  void show(Optional<Double> newValue, double newLow, double newHigh) {
    value = newValue;
    low = newLow;
    high = newHigh;
    bar.setVisible(value.isPresent());
    band.setVisible(value.isPresent() && high > low);
    requestLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    return TRACK + (ticks.isEmpty() ? 0 : LABELS);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    track.resizeRelocate(0, 0, width, TRACK);
    value.ifPresent(shown -> {
      double from = at(zero);
      double to = at(shown);
      bar.resizeRelocate(Math.min(from, to), 0, Math.max(2, Math.abs(to - from)), TRACK);
      double left = at(low);
      band.resizeRelocate(left, 0, Math.max(2, at(high) - left), TRACK);
    });
    for (Mark mark : marks) {
      mark.value.ifPresent(
          shown -> mark.node.resizeRelocate(Math.rint(at(shown)) - 1, -3, 2, TRACK + 6));
    }
    for (Tick tick : ticks) {
      double labelWidth = tick.label.prefWidth(-1);
      double left = Math.clamp(at(tick.at) - labelWidth / 2, 0, Math.max(0, width - labelWidth));
      layoutInArea(
          tick.label,
          left,
          TRACK + 2,
          labelWidth,
          LABELS - 2,
          0,
          javafx.geometry.HPos.LEFT,
          VPos.CENTER);
    }
  }

  private double at(double shown) {
    return Math.clamp(place.applyAsDouble(shown), 0, 1) * getWidth();
  }

  private record Tick(double at, Label label) {}

  /// One mark on the track.
  final class Mark {
    private final Region node;
    private Optional<Double> value = Optional.empty();

    private Mark(Region node) {
      this.node = node;
      node.setVisible(false);
    }

    void show(Optional<Double> newValue) {
      value = newValue;
      node.setVisible(newValue.isPresent());
      requestLayout();
    }
  }
}
