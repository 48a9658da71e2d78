package filterscope.ui.canvas;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Draws on a canvas.
record CanvasBrush(GraphicsContext graphics) implements Brush {
  @Override
  public void save() {
    graphics.save();
  }

  @Override
  public void restore() {
    graphics.restore();
  }

  @Override
  public void translate(double x, double y) {
    graphics.translate(x, y);
  }

  @Override
  public void rotate(double degrees) {
    graphics.rotate(degrees);
  }

  @Override
  public void setGlobalAlpha(double alpha) {
    graphics.setGlobalAlpha(alpha);
  }

  @Override
  public void setFill(Color color) {
    graphics.setFill(color);
  }

  @Override
  public void setStroke(Color color) {
    graphics.setStroke(color);
  }

  @Override
  public void setLineWidth(double width) {
    graphics.setLineWidth(width);
  }

  @Override
  public void setLineDashes(double... dashes) {
    graphics.setLineDashes(dashes);
  }

  @Override
  public void setFont(Font font) {
    graphics.setFont(font);
  }

  @Override
  public void setTextAlign(TextAlignment alignment) {
    graphics.setTextAlign(alignment);
  }

  @Override
  public void setTextBaseline(VPos baseline) {
    graphics.setTextBaseline(baseline);
  }

  @Override
  public void fillText(String text, double x, double y) {
    graphics.fillText(text, x, y);
  }

  @Override
  public void fillRect(double x, double y, double width, double height) {
    graphics.fillRect(x, y, width, height);
  }

  @Override
  public void strokeRect(double x, double y, double width, double height) {
    graphics.strokeRect(x, y, width, height);
  }

  @Override
  public void fillRoundRect(
      double x, double y, double width, double height, double arcWidth, double arcHeight) {
    graphics.fillRoundRect(x, y, width, height, arcWidth, arcHeight);
  }

  @Override
  public void strokeRoundRect(
      double x, double y, double width, double height, double arcWidth, double arcHeight) {
    graphics.strokeRoundRect(x, y, width, height, arcWidth, arcHeight);
  }

  @Override
  public void fillOval(double x, double y, double width, double height) {
    graphics.fillOval(x, y, width, height);
  }

  @Override
  public void strokeOval(double x, double y, double width, double height) {
    graphics.strokeOval(x, y, width, height);
  }

  @Override
  public void strokeLine(double fromX, double fromY, double toX, double toY) {
    graphics.strokeLine(fromX, fromY, toX, toY);
  }

  @Override
  public void fillPolygon(double[] x, double[] y, int points) {
    graphics.fillPolygon(x, y, points);
  }

  @Override
  public void strokePolyline(double[] x, double[] y, int points) {
    graphics.strokePolyline(x, y, points);
  }

  @Override
  public void beginPath() {
    graphics.beginPath();
  }

  @Override
  public void moveTo(double x, double y) {
    graphics.moveTo(x, y);
  }

  @Override
  public void lineTo(double x, double y) {
    graphics.lineTo(x, y);
  }

  @Override
  public void bezierCurveTo(double x1, double y1, double x2, double y2, double x, double y) {
    graphics.bezierCurveTo(x1, y1, x2, y2, x, y);
  }

  @Override
  public void rect(double x, double y, double width, double height) {
    graphics.rect(x, y, width, height);
  }

  @Override
  public void closePath() {
    graphics.closePath();
  }

  @Override
  public void fill() {
    graphics.fill();
  }

  @Override
  public void stroke() {
    graphics.stroke();
  }

  @Override
  public void clip() {
    graphics.clip();
  }

  @Override
  public void drawImage(Image image, double x, double y, double width, double height) {
    graphics.setImageSmoothing(false);
    graphics.drawImage(image, x, y, width, height);
  }
}
