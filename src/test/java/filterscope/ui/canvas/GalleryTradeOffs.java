package filterscope.ui.canvas;

import filterscope.ui.canvas.SensitivityPicture.Bar;
import filterscope.ui.canvas.TablePicture.Block;
import filterscope.ui.canvas.TablePicture.Cell;
import filterscope.ui.canvas.TradeOffPicture.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Pages about many configurations: made-up figures of a likely shape.
final class GalleryTradeOffs {
  private static final List<String> METHODS =
      List.of(
          "Cross-filter compression",
          "XNOR-Net",
          "DoReFa",
          "QNN",
          "Ternary weights",
          "Trained ternary",
          "Multi-branch",
          "Prune and quantize",
          "Product quantization",
          "Kernel quantization",
          "Stacked filters");

  private GalleryTradeOffs() {}

  static List<Gallery.Page> pages() {
    return List.of(
        new Gallery.Page("tradeoff-nothing", TradeOffPlot::new),
        new Gallery.Page("tradeoff-memory", () -> plot(PlotUnit.BYTES, 90, METHODS)),
        new Gallery.Page("tradeoff-time", () -> plot(PlotUnit.MILLIS, 40, METHODS.subList(0, 3))),
        new Gallery.Page("tradeoff-theory", () -> plot(PlotUnit.TIMES, 40, METHODS.subList(0, 3))),
        new Gallery.Page("tradeoff-one", () -> plot(PlotUnit.BYTES, 1, METHODS.subList(0, 1))),
        new Gallery.Page(
            "tradeoff-hover",
            () -> {
              TradeOffPlot plot = plot(PlotUnit.BYTES, 30, METHODS.subList(0, 2));
              plot.onKey(press());
              return plot;
            }),
        new Gallery.Page("table-nothing", ResultTable::new),
        new Gallery.Page("table-methods", GalleryTradeOffs::table),
        new Gallery.Page("sensitivity-nothing", SensitivityBars::new),
        new Gallery.Page("sensitivity-few", () -> bars(5)),
        new Gallery.Page("sensitivity-many", () -> bars(20)));
  }

  private static javafx.scene.input.KeyEvent press() {
    return new javafx.scene.input.KeyEvent(
        javafx.scene.input.KeyEvent.KEY_PRESSED,
        "",
        "",
        javafx.scene.input.KeyCode.HOME,
        false,
        false,
        false,
        false);
  }

  static TradeOffPicture picture(PlotUnit unit, int count, List<String> methods) {
    Random random = new Random(6);
    List<Spot> spots = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      double bits = Math.pow(2, random.nextDouble() * 5);
      int series = index % methods.size();
      double accuracy =
          Math.max(
              0.1,
              0.93 - 0.8 * Math.exp(-bits * (0.4 + 0.1 * series)) - random.nextDouble() * 0.04);
      double cost =
          switch (unit) {
            case BYTES -> 40_000 * bits;
            case MILLIS -> 0.2 + bits / 40;
            case TIMES -> 60 / bits;
          };
      double reach = 1.96 * Math.sqrt(accuracy * (1 - accuracy) / 2000);
      spots.add(
          new Spot(
              cost,
              accuracy,
              accuracy - reach,
              accuracy + reach,
              series,
              false,
              index == 3,
              methods.get(series) + " · b=" + Digits.three(bits)));
    }
    return new TradeOffPicture(unit, methods, fronted(unit, spots), 0.934);
  }

  private static List<Spot> fronted(PlotUnit unit, List<Spot> spots) {
    List<Spot> marked = new ArrayList<>();
    for (Spot spot : spots) {
      boolean beaten =
          spots.stream()
              .anyMatch(other ->
                  other.accuracy() > spot.accuracy()
                      && (unit.lessIsBetter()
                          ? other.cost() <= spot.cost()
                          : other.cost() >= spot.cost()));
      marked.add(
          new Spot(
              spot.cost(),
              spot.accuracy(),
              spot.low(),
              spot.high(),
              spot.series(),
              !beaten,
              spot.current(),
              spot.title()));
    }
    return marked;
  }

  private static TradeOffPlot plot(PlotUnit unit, int count, List<String> methods) {
    TradeOffPlot plot = new TradeOffPlot();
    plot.show(picture(unit, count, methods));
    return plot;
  }

  static TablePicture tablePicture() {
    Random random = new Random(2);
    List<Block> blocks = new ArrayList<>();
    for (String method : METHODS) {
      List<String> rows = method.startsWith("Ternary") ? List.of("2") : List.of("1", "2", "4", "8");
      List<String> columns = List.of("1", "2", "32");
      List<Cell> cells = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < columns.size(); column++) {
          if (random.nextInt(9) > 0) {
            double accuracy = 0.93 - 0.5 / (1 + row) / (1 + column) * random.nextDouble();
            cells.add(new Cell(row, column, accuracy, cells.size(), method));
          }
        }
      }
      blocks.add(new Block(method, rows, columns, cells));
    }
    return new TablePicture(blocks);
  }

  private static ResultTable table() {
    ResultTable table = new ResultTable();
    table.show(tablePicture());
    return table;
  }

  static SensitivityPicture sensitivities(int layers) {
    Random random = new Random(9);
    List<Bar> bars = new ArrayList<>();
    for (int index = 1; index <= layers; index++) {
      double only = 0.93 - random.nextDouble() * 0.2 / index;
      double allBut = 0.71 + random.nextDouble() * 0.12;
      bars.add(
          new Bar(
              "layer" + index + ".conv",
              "1.0" + index % 10 + " bits",
              new SensitivityPicture.Change(only - 0.931, only - 0.941, only - 0.921),
              new SensitivityPicture.Change(allBut - 0.714, allBut - 0.73, allBut - 0.7)));
    }
    return new SensitivityPicture(0.931, 0.714, bars, "layer2.conv", 1000);
  }

  private static SensitivityBars bars(int layers) {
    SensitivityBars bars = new SensitivityBars();
    bars.show(sensitivities(layers));
    return bars;
  }
}
