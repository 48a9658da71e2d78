package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class SvgBrushTest {
  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> all(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int index = 0; index < found.getLength(); index++) {
      elements.add((Element) found.item(index));
    }
    return elements;
  }

  @Test
  void writesShapesWithTheirColours() throws Exception {
    SvgBrush brush = new SvgBrush(100, 50);
    brush.setFill(Color.rgb(255, 128, 0, 0.5));
    brush.fillRect(1, 2.5, 30, 4);
    brush.setStroke(Color.BLUE);
    brush.setLineWidth(2);
    brush.strokeLine(0, 0, 10, 20);
    brush.fillOval(10, 10, 6, 4);
    Document document = parsed(brush.document("A & B < C"));
    assertThat(document.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 100 50");
    assertThat(all(document, "title").getFirst().getTextContent()).isEqualTo("A & B < C");
    Element rect = all(document, "rect").getFirst();
    assertThat(rect.getAttribute("y")).isEqualTo("2.5");
    assertThat(rect.getAttribute("fill")).isEqualTo("#ff8000");
    assertThat(rect.getAttribute("fill-opacity")).isEqualTo("0.5");
    Element line = all(document, "line").getFirst();
    assertThat(line.getAttribute("stroke")).isEqualTo("#0000ff");
    assertThat(line.getAttribute("stroke-width")).isEqualTo("2");
    Element oval = all(document, "ellipse").getFirst();
    assertThat(oval.getAttribute("cx")).isEqualTo("13");
    assertThat(oval.getAttribute("ry")).isEqualTo("2");
  }

  @Test
  void writesWordsOnTheBaselineOfTheCanvas() throws Exception {
    SvgBrush brush = new SvgBrush(100, 100);
    Font font = Font.font("System", 20);
    brush.setFont(font);
    brush.setTextAlign(TextAlignment.RIGHT);
    double[] baselines = new double[3];
    int at = 0;
    for (VPos along : new VPos[] {VPos.TOP, VPos.CENTER, VPos.BOTTOM}) {
      brush.setTextBaseline(along);
      brush.fillText("α ≤ <1>", 90, 50);
      Document document = parsed(brush.document(""));
      Element text = all(document, "text").getLast();
      assertThat(text.getTextContent()).isEqualTo("α ≤ <1>");
      assertThat(text.getAttribute("text-anchor")).isEqualTo("end");
      baselines[at++] = Double.parseDouble(text.getAttribute("y"));
    }
    assertThat(baselines[0]).isGreaterThan(baselines[1]);
    assertThat(baselines[1]).isGreaterThan(baselines[2]);
    // Words hang from the top by their ascent, and stand on the bottom by their descent.
    assertThat(baselines[0]).isBetween(62.0, 75.0);
    assertThat(baselines[2]).isBetween(40.0, 49.0);
  }

  @Test
  void clipsWhatIsDrawnUntilRestored() throws Exception {
    SvgBrush brush = new SvgBrush(10, 10);
    brush.save();
    brush.beginPath();
    brush.rect(1, 1, 4, 4);
    brush.clip();
    brush.fillRect(0, 0, 9, 9);
    brush.restore();
    brush.fillRect(0, 0, 8, 8);
    Document document = parsed(brush.document(""));
    List<Element> rects = all(document, "rect");
    assertThat(((Element) rects.get(0).getParentNode()).getAttribute("clip-path"))
        .isEqualTo("url(#clip1)");
    assertThat(rects.get(1).getParentNode().getNodeName()).isEqualTo("svg");
    Element path = (Element) all(document, "clipPath").getFirst().getFirstChild();
    assertThat(path.getAttribute("d")).isEqualTo("M1 1L5 1L5 5L1 5Z");
  }

  @Test
  void turnsAndMoves() throws Exception {
    SvgBrush brush = new SvgBrush(10, 10);
    brush.save();
    brush.translate(3, 4);
    brush.rotate(-90);
    brush.fillText("up", 0, 0);
    brush.restore();
    Element text = all(parsed(brush.document("")), "text").getFirst();
    assertThat(text.getAttribute("transform")).isEqualTo("matrix(0 -1 1 0 3 4)");
  }

  @Test
  void embedsPixelsToTheLast() throws Exception {
    SvgBrush brush = new SvgBrush(10, 10);
    Pixels pixels = new Pixels();
    int[] argb = pixels.of(2, 2);
    argb[0] = 0xff102030;
    argb[3] = 0xffa0b0c0;
    Toolkit.run(() -> pixels.draw(brush, 1, 1, 0.5));
    Element image = all(parsed(brush.document("")), "image").getFirst();
    assertThat(image.getAttribute("width")).isEqualTo("4");
    String href = image.getAttribute("xlink:href");
    byte[] png = Base64.getDecoder().decode(href.substring(href.indexOf(',') + 1));
    var read = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(read.getRGB(0, 0)).isEqualTo(0xff102030);
    assertThat(read.getRGB(1, 1)).isEqualTo(0xffa0b0c0);
  }

  @Test
  void drawsEachPictureOfTheGallery() throws Exception {
    List<String> drawn = new ArrayList<>();
    Shown.with(
        () -> {
          FilterWall wall = new FilterWall();
          wall.showNow(GalleryLayers.filters("conv", GalleryLayers.deep(16, 8, 3), 2, 4));
          return wall;
        },
        shown -> drawn.add(shown.control.svg()));
    Shown.with(
        () -> {
          ScaleMap map = new ScaleMap();
          map.showNow(GalleryLayers.filters("conv", GalleryLayers.deep(16, 8, 3), 2, 4));
          return map;
        },
        shown -> drawn.add(shown.control.svg()));
    for (String svg : drawn) {
      Document document = parsed(svg);
      assertThat(all(document, "text")).hasSizeGreaterThanOrEqualTo(5);
      assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
    }
    assertThat(all(parsed(drawn.getFirst()), "image")).hasSize(1);
  }

  @Test
  void showsTheSamePixelsInAFileAsOnTheScreen() {
    Shown.with(
        () -> {
          FilterWall wall = new FilterWall();
          wall.showNow(GalleryLayers.filters("conv", GalleryLayers.deep(16, 8, 3), 2, 4));
          return wall;
        },
        shown -> {
          Image screen = shown.paint();
          Image file = shown.control.image(1);
          int differing = 0;
          for (int y = 0; y < (int) file.getHeight(); y++) {
            for (int x = 0; x < (int) file.getWidth(); x++) {
              differing +=
                  screen.getPixelReader().getArgb(x, y) == file.getPixelReader().getArgb(x, y)
                      ? 0
                      : 1;
            }
          }
          assertThat(differing).isZero();
          assertThat(shown.control.image(2).getWidth()).isEqualTo(file.getWidth() * 2);
        });
  }
}
