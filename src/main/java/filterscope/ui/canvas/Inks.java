package filterscope.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.converter.ColorConverter;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// The colours of a drawing that belong to the theme. A style sheet sets them on `.fs-drawing`; without one they are those
/// of a light page. Data never takes its colour from here, except for bars of a single series.
final class Inks {
  private static final FontMeta FONT = new FontMeta();
  private static final ColorMeta TEXT = new ColorMeta("-fs-text", "#1f2328", i -> i.text);
  private static final ColorMeta MUTED = new ColorMeta("-fs-muted", "#59636e", i -> i.muted);
  private static final ColorMeta GRID = new ColorMeta("-fs-grid", "#d8dee4", i -> i.grid);
  private static final ColorMeta SURFACE = new ColorMeta("-fs-surface", "#ffffff", i -> i.surface);
  private static final ColorMeta RAISED = new ColorMeta("-fs-raised", "#f6f8fa", i -> i.raised);
  private static final ColorMeta ACCENT = new ColorMeta("-fs-accent", "#0969da", i -> i.accent);
  private static final ColorMeta DATA = new ColorMeta("-fs-data", "#8a97a6", i -> i.data);
  private static final ColorMeta PRICE = new ColorMeta("-fs-price", "#3d4852", i -> i.price);
  private static final ColorMeta CLIP = new ColorMeta("-fs-clip", "#d55e00", i -> i.clip);
  private static final List<CssMetaData<? extends Styleable, ?>> OWN =
      List.of(FONT, TEXT, MUTED, GRID, SURFACE, RAISED, ACCENT, DATA, PRICE, CLIP);

  final SimpleStyleableObjectProperty<Font> font;
  final SimpleStyleableObjectProperty<Color> text;
  final SimpleStyleableObjectProperty<Color> muted;
  final SimpleStyleableObjectProperty<Color> grid;
  final SimpleStyleableObjectProperty<Color> surface;
  final SimpleStyleableObjectProperty<Color> raised;
  final SimpleStyleableObjectProperty<Color> accent;
  final SimpleStyleableObjectProperty<Color> data;
  final SimpleStyleableObjectProperty<Color> price;
  final SimpleStyleableObjectProperty<Color> clip;

  private final Runnable repaint;
  private Palette palette = new Palette(false);

  /// @param repaint called whenever one of them changes
  Inks(Sheet drawing, Runnable repaint) {
    this.repaint = repaint;
    font = new Ink<>(FONT, drawing, "font", Font.getDefault());
    text = color(TEXT, drawing);
    muted = color(MUTED, drawing);
    grid = color(GRID, drawing);
    surface = color(SURFACE, drawing);
    raised = color(RAISED, drawing);
    accent = color(ACCENT, drawing);
    data = color(DATA, drawing);
    price = color(PRICE, drawing);
    clip = color(CLIP, drawing);
  }

  private Ink<Color> color(ColorMeta meta, Sheet drawing) {
    return new Ink<>(meta, drawing, meta.getProperty().substring(4), meta.start);
  }

  /// The data colours that go with the surface.
  Palette palette() {
    boolean dark = surface.get().getBrightness() < 0.5;
    if (palette.isDark() != dark) {
      palette = new Palette(dark);
    }
    return palette;
  }

  static List<CssMetaData<? extends Styleable, ?>> metadata() {
    List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
    all.addAll(OWN);
    return List.copyOf(all);
  }

  private final class Ink<T> extends SimpleStyleableObjectProperty<T> {
    Ink(CssMetaData<? extends Styleable, T> meta, Object bean, String name, T start) {
      super(meta, bean, name, start);
    }

    @Override
    protected void invalidated() {
      repaint.run();
    }
  }

  private static final class ColorMeta extends CssMetaData<Sheet, Color> {
    private final Function<Inks, SimpleStyleableObjectProperty<Color>> property;
    private final Color start;

    ColorMeta(
        String name, String start, Function<Inks, SimpleStyleableObjectProperty<Color>> property) {
      super(name, ColorConverter.getInstance(), Color.web(start));
      this.start = Color.web(start);
      this.property = property;
    }

    @Override
    public boolean isSettable(Sheet drawing) {
      return !property.apply(drawing.inks()).isBound();
    }

    @Override
    public StyleableProperty<Color> getStyleableProperty(Sheet drawing) {
      return property.apply(drawing.inks());
    }
  }

  private static final class FontMeta extends javafx.css.FontCssMetaData<Sheet> {
    FontMeta() {
      super("-fx-font", Font.getDefault());
    }

    @Override
    public boolean isSettable(Sheet drawing) {
      return !drawing.inks().font.isBound();
    }

    @Override
    public StyleableProperty<Font> getStyleableProperty(Sheet drawing) {
      return drawing.inks().font;
    }
  }
}
