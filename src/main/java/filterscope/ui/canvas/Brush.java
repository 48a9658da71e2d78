package filterscope.ui.canvas;

import javafx.geometry.VPos;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// What pictures are drawn with: on a screen or into a file of vectors. The operations are those of a canvas, with the meaning
/// that they have in [javafx.scene.canvas.GraphicsContext].
interface Brush {
  void save();

  void restore();

  void translate(double x, double y);

  void rotate(double degrees);

  void setGlobalAlpha(double alpha);

  void setFill(Color color);

  void setStroke(Color color);

  void setLineWidth(double width);

  void setLineDashes(double... dashes);

  void setFont(Font font);

  void setTextAlign(TextAlignment alignment);

  void setTextBaseline(VPos baseline);

  void fillText(String text, double x, double y);

  void fillRect(double x, double y, double width, double height);

  void strokeRect(double x, double y, double width, double height);

  void fillRoundRect(
      double x, double y, double width, double height, double arcWidth, double arcHeight);

  void strokeRoundRect(
      double x, double y, double width, double height, double arcWidth, double arcHeight);

  void fillOval(double x, double y, double width, double height);

  void strokeOval(double x, double y, double width, double height);

  void strokeLine(double fromX, double fromY, double toX, double toY);

  void fillPolygon(double[] x, double[] y, int points);

  void strokePolyline(double[] x, double[] y, int points);

  void beginPath();

  void moveTo(double x, double y);

  void lineTo(double x, double y);

  void bezierCurveTo(double x1, double y1, double x2, double y2, double x, double y);

  void rect(double x, double y, double width, double height);

  void closePath();

  void fill();

  void stroke();

  /// Nothing is drawn outside of the path from now on, until what was saved is restored.
  void clip();

  /// Draws an image whose pixels keep their sharp edges, however large it is drawn.
  void drawImage(Image image, double x, double y, double width, double height);
}
