package filterscope.ui.canvas;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Affine;
import javax.imageio.ImageIO;

/// Draws into a text in Scalable Vector Graphics 1.1: shapes and words as such, pixels as an embedded PNG. Baselines are
/// computed, because programs disagree about the alignments that SVG has for them, and every word says how long it is, so that
/// it stays in its place where the font is another one.
final class SvgBrush implements Brush {
  private final double width;
  private final double height;
  private final StringBuilder clips = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private final Deque<State> saved = new ArrayDeque<>();
  private final StringBuilder path = new StringBuilder();
  private final Text ruler = new Text();
  private State state = new State();
  private int clipCount;
  private int openClip;

  /// What is saved and restored.
  private static final class State {
    private Affine transform = new Affine();
    private Color fill = Color.BLACK;
    private Color stroke = Color.BLACK;
    private double lineWidth = 1;
    private double[] dashes = {};
    private double alpha = 1;
    private Font font = Font.getDefault();
    private TextAlignment across = TextAlignment.LEFT;
    private VPos along = VPos.BASELINE;
    private int clip;

    State copy() {
      State copy = new State();
      copy.transform = new Affine(transform);
      copy.fill = fill;
      copy.stroke = stroke;
      copy.lineWidth = lineWidth;
      copy.dashes = dashes;
      copy.alpha = alpha;
      copy.font = font;
      copy.across = across;
      copy.along = along;
      copy.clip = clip;
      return copy;
    }
  }

  SvgBrush(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /// The whole document.
  ///
  /// @param title what a reader is told that it shows
  String document(String title) {
    String size = number(width) + "\" height=\"" + number(height);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
        + " version=\"1.1\" width=\""
        + size
        + "\" viewBox=\"0 0 "
        + number(width)
        + " "
        + number(height)
        + "\" stroke-linecap=\"square\" stroke-miterlimit=\"10\">\n<title>"
        + escaped(title)
        + "</title>\n"
        + (clips.isEmpty() ? "" : "<defs>\n" + clips + "</defs>\n")
        + body
        + (openClip > 0 ? "</g>\n" : "")
        + "</svg>\n";
  }

  @Override
  public void save() {
    saved.push(state.copy());
  }

  @Override
  public void restore() {
    state = saved.pop();
  }

  @Override
  public void translate(double x, double y) {
    state.transform.appendTranslation(x, y);
  }

  @Override
  public void rotate(double degrees) {
    state.transform.appendRotation(degrees);
  }

  @Override
  public void setGlobalAlpha(double alpha) {
    state.alpha = alpha;
  }

  @Override
  public void setFill(Color color) {
    state.fill = color;
  }

  @Override
  public void setStroke(Color color) {
    state.stroke = color;
  }

  @Override
  public void setLineWidth(double thickness) {
    state.lineWidth = thickness;
  }

  @Override
  public void setLineDashes(double... dashes) {
    state.dashes = dashes.clone();
  }

  @Override
  public void setFont(Font font) {
    state.font = font;
  }

  @Override
  public void setTextAlign(TextAlignment alignment) {
    state.across = alignment;
  }

  @Override
  public void setTextBaseline(VPos baseline) {
    state.along = baseline;
  }

  @Override
  public void fillText(String text, double x, double y) {
    ruler.setFont(state.font);
    ruler.setText(text);
    Bounds bounds = ruler.getLayoutBounds();
    double baseline =
        switch (state.along) {
          case TOP -> y - bounds.getMinY();
          case CENTER -> y - (bounds.getMinY() + bounds.getMaxY()) / 2;
          case BOTTOM -> y - bounds.getMaxY();
          case BASELINE -> y;
        };
    String anchor =
        switch (state.across) {
          case LEFT, JUSTIFY -> "start";
          case CENTER -> "middle";
          case RIGHT -> "end";
        };
    String weight =
        switch (state.font.getStyle().toLowerCase(Locale.ROOT)) {
          case "bold", "semibold" -> "bold";
          case "medium" -> "500";
          case String other -> other.contains("bold") ? "bold" : "normal";
        };
    element(
        "text",
        at("x", x)
            + at("y", baseline)
            + " font-family=\""
            + escaped(state.font.getFamily())
            + ", Helvetica, Arial, sans-serif\""
            + at("font-size", state.font.getSize())
            + (weight.equals("normal") ? "" : " font-weight=\"" + weight + "\"")
            + " text-anchor=\""
            + anchor
            + "\" xml:space=\"preserve\""
            + (text.length() > 1
                ? at("textLength", bounds.getWidth()) + " lengthAdjust=\"spacingAndGlyphs\""
                : "")
            + filled(),
        escaped(text));
  }

  @Override
  public void fillRect(double x, double y, double across, double down) {
    element("rect", box(x, y, across, down) + filled(), "");
  }

  @Override
  public void strokeRect(double x, double y, double across, double down) {
    element("rect", box(x, y, across, down) + stroked(), "");
  }

  @Override
  public void fillRoundRect(
      double x, double y, double across, double down, double arcWidth, double arcHeight) {
    element("rect", box(x, y, across, down) + rounded(arcWidth, arcHeight) + filled(), "");
  }

  @Override
  public void strokeRoundRect(
      double x, double y, double across, double down, double arcWidth, double arcHeight) {
    element("rect", box(x, y, across, down) + rounded(arcWidth, arcHeight) + stroked(), "");
  }

  private static String box(double x, double y, double across, double down) {
    return at("x", x)
        + at("y", y)
        + at("width", Math.max(0, across))
        + at("height", Math.max(0, down));
  }

  private static String rounded(double arcWidth, double arcHeight) {
    return at("rx", arcWidth / 2) + at("ry", arcHeight / 2);
  }

  @Override
  public void fillOval(double x, double y, double across, double down) {
    element("ellipse", ellipse(x, y, across, down) + filled(), "");
  }

  @Override
  public void strokeOval(double x, double y, double across, double down) {
    element("ellipse", ellipse(x, y, across, down) + stroked(), "");
  }

  private static String ellipse(double x, double y, double across, double down) {
    return at("cx", x + across / 2)
        + at("cy", y + down / 2)
        + at("rx", across / 2)
        + at("ry", down / 2);
  }

  @Override
  public void strokeLine(double fromX, double fromY, double toX, double toY) {
    element(
        "line", at("x1", fromX) + at("y1", fromY) + at("x2", toX) + at("y2", toY) + stroked(), "");
  }

  @Override
  public void fillPolygon(double[] x, double[] y, int points) {
    element("polygon", points(x, y, points) + filled(), "");
  }

  @Override
  public void strokePolyline(double[] x, double[] y, int points) {
    element("polyline", points(x, y, points) + stroked(), "");
  }

  private static String points(double[] x, double[] y, int points) {
    StringBuilder text = new StringBuilder(" points=\"");
    for (int point = 0; point < points; point++) {
      text.append(point == 0 ? "" : " ").append(number(x[point])).append(',');
      text.append(number(y[point]));
    }
    return text.append('"').toString();
  }

  @Override
  public void beginPath() {
    path.setLength(0);
  }

  @Override
  public void moveTo(double x, double y) {
    path.append('M').append(placed(x, y));
  }

  @Override
  public void lineTo(double x, double y) {
    path.append('L').append(placed(x, y));
  }

  @Override
  public void bezierCurveTo(double x1, double y1, double x2, double y2, double x, double y) {
    path.append('C').append(placed(x1, y1)).append(' ').append(placed(x2, y2)).append(' ');
    path.append(placed(x, y));
  }

  @Override
  public void rect(double x, double y, double across, double down) {
    moveTo(x, y);
    lineTo(x + across, y);
    lineTo(x + across, y + down);
    lineTo(x, y + down);
    closePath();
  }

  @Override
  public void closePath() {
    path.append('Z');
  }

  /// Points of a path are moved when they are added, not when the path is drawn.
  private String placed(double x, double y) {
    Point2D point = state.transform.transform(x, y);
    return number(point.getX()) + " " + number(point.getY());
  }

  @Override
  public void fill() {
    untransformed("path", " d=\"" + path + "\" fill-rule=\"nonzero\"" + filled());
  }

  @Override
  public void stroke() {
    untransformed("path", " d=\"" + path + "\"" + stroked());
  }

  @Override
  public void clip() {
    clipCount++;
    clips.append("<clipPath id=\"clip").append(clipCount).append('"');
    if (state.clip > 0) {
      clips.append(" clip-path=\"url(#clip").append(state.clip).append(")\"");
    }
    clips.append("><path d=\"").append(path).append("\"/></clipPath>\n");
    state.clip = clipCount;
  }

  @Override
  public void drawImage(Image image, double x, double y, double across, double down) {
    element(
        "image",
        box(x, y, across, down)
            + (state.alpha < 1 ? at("opacity", state.alpha) : "")
            + " preserveAspectRatio=\"none\" image-rendering=\"optimizeSpeed\""
            + " style=\"image-rendering:pixelated\" xlink:href=\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(png(image))
            + "\"",
        "");
  }

  private static byte[] png(Image image) {
    int across = (int) image.getWidth();
    int down = (int) image.getHeight();
    int[] argb = new int[across * down];
    image
        .getPixelReader()
        .getPixels(0, 0, across, down, PixelFormat.getIntArgbInstance(), argb, 0, across);
    BufferedImage picture = new BufferedImage(across, down, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, across, down, argb, 0, across);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private String filled() {
    return " fill=\"" + hex(state.fill) + "\"" + opacity("fill-opacity", state.fill);
  }

  private String stroked() {
    StringBuilder text = new StringBuilder(" fill=\"none\" stroke=\"");
    text.append(hex(state.stroke)).append('"').append(opacity("stroke-opacity", state.stroke));
    text.append(at("stroke-width", state.lineWidth));
    if (state.dashes.length > 0) {
      text.append(" stroke-dasharray=\"");
      for (int dash = 0; dash < state.dashes.length; dash++) {
        text.append(dash == 0 ? "" : " ").append(number(state.dashes[dash]));
      }
      text.append("\" stroke-linecap=\"butt\"");
    }
    return text.toString();
  }

  private String opacity(String name, Color color) {
    double opacity = color.getOpacity() * state.alpha;
    return opacity < 1 ? at(name, opacity) : "";
  }

  private void element(String name, String attributes, String content) {
    Affine moved = state.transform;
    String transform =
        moved.isIdentity()
            ? ""
            : " transform=\"matrix("
                + String.join(
                    " ",
                    number(moved.getMxx()),
                    number(moved.getMyx()),
                    number(moved.getMxy()),
                    number(moved.getMyy()),
                    number(moved.getTx()),
                    number(moved.getTy()))
                + ")\"";
    append(name, attributes + transform, content);
  }

  private void untransformed(String name, String attributes) {
    append(name, attributes, "");
  }

  private void append(String name, String attributes, String content) {
    if (openClip != state.clip) {
      body.append(openClip > 0 ? "</g>\n" : "");
      body.append(state.clip > 0 ? "<g clip-path=\"url(#clip" + state.clip + ")\">\n" : "");
      openClip = state.clip;
    }
    body.append('<').append(name).append(attributes);
    body.append(content.isEmpty() ? "/>\n" : ">" + content + "</" + name + ">\n");
  }

  private static String at(String name, double value) {
    return " " + name + "=\"" + number(value) + "\"";
  }

  /// At most three digits after the point, which is less than a pixel of any print.
  private static String number(double value) {
    double rounded = Math.rint(value * 1000) / 1000;
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? Long.toString((long) rounded)
        : Double.toString(rounded);
  }

  private static String hex(Color color) {
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        Math.round(color.getRed() * 255),
        Math.round(color.getGreen() * 255),
        Math.round(color.getBlue() * 255));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
