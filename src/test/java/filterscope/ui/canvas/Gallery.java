package filterscope.ui.canvas;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import filterscope.job.Progress;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.onnx.OnnxReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Every drawn control in every state worth looking at, in both themes and two sizes, as PNG files.
public final class Gallery {
  /// A picture of the gallery before it is drawn.
  record Page(String name, Supplier<? extends Node> control) {}

  private Gallery() {}

  /// Writes the gallery to `target/gallery`, or only the pages whose names contain an argument.
  public static void main(String[] arguments) {
    Path folder = Path.of("target", "gallery");
    List<Page> pages = new ArrayList<>(pages());
    Path network = Path.of("..", "shared", "data", "networks", "cifar10_resnet20.onnx");
    if (Files.exists(network)) {
      pages.addAll(trainedPages(network));
    }
    for (Page page : pages) {
      if (arguments.length == 0 || List.of(arguments).stream().anyMatch(page.name()::contains)) {
        for (boolean dark : new boolean[] {false, true}) {
          render(page, dark, 960, 600, folder);
          render(page, dark, 420, 360, folder);
        }
      }
    }
    System.exit(0);
  }

  static List<Page> pages() {
    LayerPicture first = GalleryLayers.filters("conv1", GalleryLayers.first(64, 7), 1, 8);
    LayerPicture middle = GalleryLayers.filters("conv3", GalleryLayers.deep(64, 64, 3), 1, 8);
    LayerPicture fourBits = GalleryLayers.filters("conv3", GalleryLayers.deep(64, 64, 3), 4, 8);
    LayerPicture tiles = GalleryLayers.tiles("conv3", GalleryLayers.deep(64, 64, 3), 1, 8, 8);
    LayerPicture fine = GalleryLayers.tiles("conv3", GalleryLayers.deep(64, 64, 3), 1, 1, 1);
    LayerPicture small = GalleryLayers.filters("conv2", GalleryLayers.deep(16, 8, 3), 2, 4);
    LayerPicture smallTiles = GalleryLayers.tiles("conv2", GalleryLayers.deep(16, 16, 3), 1, 4, 4);
    LayerPicture big = GalleryLayers.filters("conv9", GalleryLayers.deep(512, 512, 3), 1, 16);
    LayerPicture bigTiles =
        GalleryLayers.tiles("conv9", GalleryLayers.deep(512, 512, 3), 1, 16, 32);
    LayerPicture own = GalleryLayers.filters("conv9", GalleryLayers.deep(512, 64, 3), 1, 1);
    LayerPicture all = GalleryLayers.filters("conv4", GalleryLayers.deep(32, 32, 3), 1, 32);
    LayerPicture dense = GalleryLayers.filters("fc", GalleryLayers.deep(10, 512, 1), 1, 2);
    LayerPicture wideDense = GalleryLayers.filters("fc1", GalleryLayers.deep(1000, 2048, 1), 4, 8);
    LayerPicture oneFilter = GalleryLayers.filters("only", GalleryLayers.deep(1, 16, 3), 1, 1);
    LayerPicture oneChannel =
        GalleryLayers.filters("depthwise", GalleryLayers.deep(96, 1, 3), 1, 4);
    LayerPicture floating = GalleryLayers.floating("stem", GalleryLayers.deep(24, 16, 3));
    List<Page> pages = new ArrayList<>();
    pages.add(new Page("controls", GalleryControls::all));
    pages.add(new Page("wall-nothing", FilterWall::new));
    wall(pages, "wall-first", first, FilterWall.Mode.ORIGINAL, 2);
    wall(pages, "wall-first-wipe", first, FilterWall.Mode.WIPE, -1);
    wall(pages, "wall-middle", middle, FilterWall.Mode.ORIGINAL, -1);
    wall(pages, "wall-middle-lit", middle, FilterWall.Mode.ORIGINAL, 3);
    wall(pages, "wall-middle-wipe", middle, FilterWall.Mode.WIPE, -1);
    wall(pages, "wall-difference", fourBits, FilterWall.Mode.DIFFERENCE, -1);
    wall(pages, "wall-tiles", tiles, FilterWall.Mode.QUANTIZED, 19);
    wall(pages, "wall-small-tiles", smallTiles, FilterWall.Mode.WIPE, -1);
    wall(pages, "wall-small", small, FilterWall.Mode.WIPE, 2);
    wall(pages, "wall-big", big, FilterWall.Mode.WIPE, -1);
    wall(pages, "wall-big-lit", big, FilterWall.Mode.ORIGINAL, 11);
    wall(pages, "wall-big-tiles", bigTiles, FilterWall.Mode.QUANTIZED, -1);
    pages.add(
        new Page(
            "wall-big-zoomed",
            () -> {
              FilterWall wall = new FilterWall();
              wall.showNow(big);
              wall.resize(960, 600);
              wall.painter().paint(big, 960, 600);
              wall.zoom(14);
              wall.setMode(FilterWall.Mode.WIPE);
              wall.setHighlightedGroup(16);
              return wall;
            }));
    wall(pages, "wall-dense", dense, FilterWall.Mode.ORIGINAL, 2);
    wall(pages, "wall-dense-wide", wideDense, FilterWall.Mode.WIPE, -1);
    wall(pages, "wall-one-filter", oneFilter, FilterWall.Mode.WIPE, -1);
    wall(pages, "wall-depthwise", oneChannel, FilterWall.Mode.ORIGINAL, 5);
    wall(pages, "wall-float", floating, FilterWall.Mode.ORIGINAL, -1);
    pages.add(new Page("map-nothing", ScaleMap::new));
    map(pages, "map-first", first, -1);
    map(pages, "map-middle", middle, -1);
    map(pages, "map-middle-lit", middle, 4);
    map(pages, "map-four-bits", fourBits, -1);
    map(pages, "map-small", small, -1);
    map(pages, "map-big", big, 7);
    map(pages, "map-own", own, -1);
    map(pages, "map-all", all, -1);
    map(pages, "map-one-filter", oneFilter, -1);
    map(pages, "map-tiles", tiles, -1);
    map(pages, "map-tiles-lit", tiles, 27);
    map(pages, "map-small-tiles", smallTiles, 6);
    map(pages, "map-fine", fine, -1);
    map(pages, "map-big-tiles", bigTiles, -1);
    map(pages, "map-dense", dense, 1);
    map(pages, "map-float", floating, -1);
    pages.add(new Page("histogram-nothing", WeightHistogram::new));
    histogram(pages, "histogram-middle", middle, -1, false);
    histogram(pages, "histogram-middle-lit", middle, 4, false);
    histogram(pages, "histogram-four-bits", fourBits, -1, true);
    histogram(pages, "histogram-four-bits-lit", fourBits, 2, false);
    histogram(pages, "histogram-all", all, -1, false);
    histogram(pages, "histogram-big-tiles", bigTiles, -1, false);
    histogram(pages, "histogram-one-filter", oneFilter, -1, false);
    histogram(pages, "histogram-float", floating, -1, false);
    pages.addAll(GalleryTradeOffs.pages());
    return pages;
  }

  /// Layers of a trained network.
  static List<Page> trainedPages(Path file) {
    Network network = OnnxReader.read(file, Progress.NONE).network();
    List<Page> pages = new ArrayList<>();
    List<Layer> layers = network.weightedLayers();
    int[] places = {0, layers.size() / 2, layers.size() - 3, layers.size() - 1};
    for (int place : places) {
      String name = layers.get(place).name();
      ConvWeights weights = network.weights(name);
      LayerPicture shared = GalleryLayers.filters(name, weights, 1, Math.min(8, weights.filters()));
      String page = "trained" + place;
      wall(pages, page + "-wall", shared, FilterWall.Mode.WIPE, -1);
      wall(pages, page + "-wall-lit", shared, FilterWall.Mode.ORIGINAL, 0);
      map(pages, page + "-map", shared, -1);
      histogram(pages, page + "-histogram", GalleryLayers.filters(name, weights, 3, 4), 1, false);
      if (weights.channels() > 8) {
        LayerPicture tiles = GalleryLayers.tiles(name, weights, 1, 4, 8);
        map(pages, page + "-map-tiles", tiles, -1);
        wall(pages, page + "-wall-tiles", tiles, FilterWall.Mode.WIPE, -1);
      }
    }
    return pages;
  }

  private static void wall(
      List<Page> pages, String name, LayerPicture layer, FilterWall.Mode mode, int group) {
    pages.add(
        page(
            name,
            FilterWall::new,
            wall -> {
              wall.showNow(layer);
              wall.setMode(mode);
              wall.setHighlightedGroup(group);
            }));
  }

  private static void map(List<Page> pages, String name, LayerPicture layer, int group) {
    pages.add(
        page(
            name,
            ScaleMap::new,
            map -> {
              map.showNow(layer);
              map.setHighlightedGroup(group);
            }));
  }

  private static void histogram(
      List<Page> pages, String name, LayerPicture layer, int group, boolean logarithmic) {
    pages.add(
        page(
            name,
            WeightHistogram::new,
            histogram -> {
              histogram.showNow(layer);
              histogram.setLogarithmic(logarithmic);
              histogram.setHighlightedGroup(group);
            }));
  }

  private static <D extends Sheet> Page page(
      String name, Supplier<D> control, Consumer<D> prepare) {
    return new Page(
        name,
        () -> {
          D drawing = control.get();
          prepare.accept(drawing);
          return drawing;
        });
  }

  /// Draws one page and writes it.
  static WritableImage render(Page page, boolean dark, int width, int height, Path folder) {
    WritableImage image =
        Toolkit.call(() -> {
          Stage stage = new Stage();
          StackPane root = new StackPane(page.control().get());
          Scene scene = new Scene(root, width, height);
          style(scene, dark);
          stage.setScene(scene);
          stage.show();
          WritableImage snapshot = scene.snapshot(null);
          stage.hide();
          return snapshot;
        });
    String name =
        page.name() + (dark ? "-dark" : "-light") + (width < 600 ? "-small" : "") + ".png";
    write(image, folder.resolve(name));
    return image;
  }

  /// Gives a scene the look of the program.
  static void style(Scene scene, boolean dark) {
    Theme theme = dark ? new PrimerDark() : new PrimerLight();
    scene.setUserAgentStylesheet(theme.getUserAgentStylesheet());
    scene
        .getStylesheets()
        .add(
            Objects.requireNonNull(
                    Gallery.class.getResource("/filterscope/assets/theme/filterscope.css"))
                .toExternalForm());
  }

  private static void write(WritableImage image, Path file) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(copy, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
