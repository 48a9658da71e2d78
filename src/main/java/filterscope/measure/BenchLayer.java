package filterscope.measure;

import filterscope.kernel.ConvGeometry;
import java.util.List;

/// A layer of the benchmark, square, stride 1, same size out as in.
record BenchLayer(int channels, int kernel, int side) {
  /// The layers of the table in `docs/low-bit-figures.md`.
  static final List<BenchLayer> ALL =
      List.of(
          new BenchLayer(256, 3, 14),
          new BenchLayer(128, 3, 28),
          new BenchLayer(512, 3, 7),
          new BenchLayer(64, 3, 56),
          new BenchLayer(256, 1, 14),
          new BenchLayer(16, 3, 32));

  String title() {
    return channels + "→" + channels + " " + kernel + "×" + kernel + " " + side + "×" + side;
  }

  /// Whether the layer counts in the mean that the project promises.
  boolean counts() {
    return kernel == 3 && channels >= 64;
  }

  ConvGeometry geometry() {
    int pad = kernel / 2;
    return new ConvGeometry(
        side, side, channels, channels, kernel, kernel, 1, 1, 1, 1, pad, pad, side, side, 1);
  }
}
