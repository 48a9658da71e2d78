package filterscope.export;

import filterscope.measure.Footprint;
import filterscope.method.CompressedNetwork;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The table of layers, for spreadsheets and for papers. Its numbers follow from weights and recipe alone, so that the same
/// export gives the same bytes.
final class Tables {
  private static final List<String> COLUMNS =
      List.of(
          "layer",
          "operator",
          "filters",
          "channels",
          "kernel_height",
          "kernel_width",
          "method",
          "weights",
          "bits_per_weight",
          "code_bits",
          "scale_bits",
          "float_bits",
          "bytes",
          "float_bytes",
          "relative_error");

  private Tables() {}

  /// As RFC 4180 has it; numbers are not rounded.
  static String csv(CompressedNetwork network) {
    StringBuilder table = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
    for (LayerLine line : LayerLine.of(network)) {
      table.append(
          List.<Object>of(
                  quoted(line.layer()),
                  quoted(line.operator()),
                  line.weights().filters(),
                  line.weights().channels(),
                  line.weights().kernelHeight(),
                  line.weights().kernelWidth(),
                  quoted(line.method()),
                  line.weights().size(),
                  line.bitsPerWeight(),
                  line.bits().codes(),
                  line.bits().scales(),
                  line.bits().floats(),
                  line.bytes(),
                  line.floatBytes(),
                  line.error())
              .stream()
              .map(String::valueOf)
              .collect(Collectors.joining(",", "", "\r\n")));
    }
    return table.toString();
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /// A `tabular` that needs no package.
  static String latex(CompressedNetwork network) {
    StringBuilder table = new StringBuilder();
    table
        .append("% ")
        .append(network.network().name().replaceAll("\\R", " "))
        .append(", compressed by Filterscope\n")
        .append("\\begin{tabular}{llrlrrr}\n\\hline\n")
        .append(
            "Layer & Operator & Weights & Method & Bits/weight & kB & Error (\\%) \\\\\n\\hline\n");
    for (LayerLine line : LayerLine.of(network)) {
      table.append(
          String.format(
              Locale.ROOT,
              "%s & %s & $%d$ & %s & $%.3g$ & $%.2f$ & $%.2f$ \\\\\n",
              escaped(line.layer()),
              escaped(line.operator()),
              line.weights().size(),
              escaped(line.method()),
              line.bitsPerWeight(),
              line.bytes() / 1000,
              100 * line.error()));
    }
    Footprint memory = Footprint.of(network);
    table
        .append("\\hline\n")
        .append(
            String.format(
                Locale.ROOT,
                "All parameters & & $%d$ & & $%.3g$ & $%.2f$ & \\\\\n",
                network.network().parameters(),
                memory.bitsPerWeight(),
                memory.compressedBytes() / 1000.0))
        .append("\\hline\n\\end{tabular}\n");
    return table.toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '\\' -> escaped.append("\\textbackslash{}");
            case '~' -> escaped.append("\\textasciitilde{}");
            case '^' -> escaped.append("\\textasciicircum{}");
            case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').append((char) point);
            case '×' -> escaped.append("$\\times$");
            default -> escaped.appendCodePoint(point < ' ' ? ' ' : point);
          }
        });
    return escaped.toString();
  }
}
