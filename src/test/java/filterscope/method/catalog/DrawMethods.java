package filterscope.method.catalog;

import filterscope.method.ActivationStatistics;
import filterscope.method.CompressedConv;
import filterscope.method.FilterEnsemble;
import filterscope.method.FilterImportance;
import filterscope.method.FilterPruning;
import filterscope.method.LayerCalibration;
import filterscope.method.Method;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// Draws the pictures of `docs/methods.md` into `docs/images/methods`: eight filters of six 3×3 kernels before a method and what it
/// makes of them. Every square is a weight that the method really left; blue is negative, orange positive.
final class DrawMethods {
  private static final int FILTERS = 8;
  private static final int CHANNELS = 6;
  private static final int KERNEL = 3;
  private static final int CELL = 7;
  private static final int STEP = KERNEL * CELL + 4;
  private static final int GAP = 46;

  /// Settings for so small a layer, where the defaults would hide what a method does.
  private static final Map<String, Map<String, String>> SETTINGS =
      Map.of(
          "cross-filter", Map.of("weight-bits", "2", "group", "4"),
          "separated", Map.of("rank-from", "rank", "rank", "4"),
          "prune-quantize", Map.of("values", "4"),
          "kq", Map.of("kernels", "8"),
          "slbf", Map.of("bank", "4", "stack", "2", "group", "2"),
          "dorefa", Map.of("weight-bits", "2"),
          "qnn", Map.of("weight-bits", "2"),
          "mbn", Map.of("weight-bits", "2"),
          "lfe-prune", Map.of("removed", "40"));

  private DrawMethods() {}

  /// @param arguments the folder to write into
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "docs/images/methods");
    Files.createDirectories(folder);
    ConvWeights weights = weights();
    for (Method method : Methods.all()) {
      Settings settings =
          Settings.of(method.params(), SETTINGS.getOrDefault(method.id(), Map.of()));
      Files.writeString(folder.resolve(method.id() + ".svg"), picture(method, settings, weights));
    }
  }

  /// Gaussian, with filters of different spread and some structure along rows and columns.
  private static ConvWeights weights() {
    Random random = new Random(12);
    float[] values = new float[FILTERS * CHANNELS * KERNEL * KERNEL];
    ConvWeights weights = new ConvWeights(FILTERS, CHANNELS, KERNEL, KERNEL, values);
    for (int filter = 0; filter < FILTERS; filter++) {
      double spread = 0.4 + 0.3 * (filter * 5 % FILTERS);
      for (int channel = 0; channel < CHANNELS; channel++) {
        double across = random.nextGaussian();
        double down = random.nextGaussian();
        double level = random.nextGaussian();
        for (int row = 0; row < KERNEL; row++) {
          for (int column = 0; column < KERNEL; column++) {
            double value =
                level + across * (column - 1) + down * (row - 1) + 0.5 * random.nextGaussian();
            values[weights.index(filter, channel, row, column)] = (float) (spread * value);
          }
        }
      }
    }
    return weights;
  }

  private static String picture(Method method, Settings settings, ConvWeights weights) {
    LayerCalibration seen = seen(weights);
    ConvWeights restored;
    double bits;
    if (method instanceof FilterPruning pruning) {
      float[] left = new float[weights.size()];
      int[] kept = pruning.kept(weights, settings, seen);
      for (int filter : kept) {
        int from = filter * weights.filterSize();
        System.arraycopy(weights.values(), from, left, from, weights.filterSize());
      }
      restored = weights.withValues(left);
      bits = 32.0 * kept.length / FILTERS;
    } else {
      CompressedConv stored = method.compress(weights, settings, seen);
      restored = stored.restore();
      bits = (double) stored.bits().total() / weights.size();
    }
    int side = CHANNELS * STEP;
    int width = 2 * side + GAP + 24;
    int height = FILTERS * STEP + 52;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n"
                + "<title>%s: weights before and after</title>%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
            width,
            height,
            width,
            height,
            method.title()));
    text(svg, 12, 18, "float, 32 bits");
    text(svg, 12 + side + GAP, 18, String.format(Locale.ROOT, "%.3g bits a weight", bits));
    float most = 0;
    for (float value : weights.values()) {
      most = Math.max(most, 0.5f * Math.abs(value));
    }
    kernels(svg, weights, 12, most);
    kernels(svg, restored, 12 + side + GAP, most);
    text(svg, 12 + side + GAP / 2 - 8, 30 + FILTERS * STEP / 2, "→");
    text(svg, 12, height - 10, "rows: filters, columns: input channels");
    return svg.append("</svg>\n").toString();
  }

  private static LayerCalibration seen(ConvWeights weights) {
    float[] sample = new float[1000];
    Random random = new Random(2);
    for (int index = 0; index < sample.length; index++) {
      sample[index] = (float) Math.abs(random.nextGaussian());
    }
    double[] importance = new double[weights.filters()];
    for (int filter = 0; filter < importance.length; filter++) {
      for (int index = 0; index < weights.filterSize(); index++) {
        importance[filter] += Math.abs(weights.values()[filter * weights.filterSize() + index]);
      }
    }
    return new LayerCalibration(Optional.of(new ActivationStatistics(sample, 0, 4)))
        .withImportance(
            new FilterImportance(
                importance, new double[importance.length], new FilterEnsemble(1, 1, 0.1, 1), 1));
  }

  private static void text(StringBuilder svg, int x, int y, String text) {
    svg.append(
        String.format(
            Locale.ROOT, "<text x=\"%d\" y=\"%d\" fill=\"#333333\">%s</text>%n", x, y, text));
  }

  /// Squares of one colour are one path, which keeps the files small.
  private static void kernels(StringBuilder svg, ConvWeights weights, int left, float most) {
    Map<String, StringBuilder> squares = new TreeMap<>();
    for (int filter = 0; filter < FILTERS; filter++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        for (int row = 0; row < KERNEL; row++) {
          for (int column = 0; column < KERNEL; column++) {
            squares
                .computeIfAbsent(
                    color(weights.weight(filter, channel, row, column) / most),
                    color -> new StringBuilder())
                .append("M")
                .append(left + channel * STEP + column * CELL)
                .append(" ")
                .append(28 + filter * STEP + row * CELL)
                .append("h7v7h-7z");
          }
        }
      }
    }
    squares.forEach(
        (color, path) -> svg.append("<path fill=\"" + color + "\" d=\"" + path + "\"/>\n"));
  }

  /// From blue through near white to orange.
  private static String color(float value) {
    double share = Math.rint(16 * Math.min(1, Math.abs(value))) / 16;
    int[] end = value < 0 ? new int[] {0x1f, 0x5f, 0xa8} : new int[] {0xd9, 0x6a, 0x0b};
    StringBuilder color = new StringBuilder("#");
    for (int part : end) {
      color.append(
          String.format(Locale.ROOT, "%02x", (int) Math.round(0xf4 + share * (part - 0xf4))));
    }
    return color.toString();
  }
}
