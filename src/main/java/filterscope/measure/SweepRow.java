package filterscope.measure;

import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// One row of a sweep's file: where the point comes from, what it is, what was measured. Shares are shares of 1, sizes bytes or,
/// in the breakdown, bits; figures are not rounded.
final class SweepRow {
  private static final List<String> COLUMNS =
      List.of(
          "network",
          "network_sha256",
          "data",
          "data_sha256",
          "preparation",
          "samples",
          "method",
          "settings",
          "layers",
          "recipe_sha256",
          "top1",
          "top1_low",
          "top1_high",
          "top5",
          "agreement",
          "float_bytes",
          "compressed_bytes",
          "ratio",
          "bits_per_weight",
          "code_bits",
          "scale_bits",
          "codebook_bits",
          "bias_bits",
          "batch_norm_bits",
          "float_weight_bits",
          "other_bits",
          "weights",
          "theory_speedup",
          "float_ms",
          "float_ms_low",
          "float_ms_high",
          "compressed_ms",
          "compressed_ms_low",
          "compressed_ms_high",
          "timed_runs",
          "measured_speedup",
          "backend",
          "threads",
          "simulated");

  /// The first line of the file.
  static final String HEADER = String.join(",", COLUMNS);

  private final Map<String, String> cells;

  private SweepRow(Map<String, String> cells) {
    this.cells = cells;
  }

  static SweepRow of(SweepOrigin origin, SweepPoint point) {
    TradeOff figures = point.figures();
    SequencedMap<String, String> cells = new LinkedHashMap<>();
    cells.put("network", origin.network());
    cells.put("network_sha256", origin.networkSha256());
    cells.put("data", origin.data());
    cells.put("data_sha256", origin.dataSha256());
    cells.put("preparation", origin.preparation());
    cells.put("samples", Integer.toString(origin.samples()));
    cells.put("method", point.method());
    cells.put("settings", SweepPoint.text(point.choice()));
    cells.put("layers", Integer.toString(figures.recipe().layers().size()));
    cells.put("recipe_sha256", hash(figures.recipe()));
    accuracy(cells, figures.accuracy());
    memory(cells, figures.memory());
    cells.put("theory_speedup", Double.toString(figures.theory()));
    figures.speed().ifPresent(speed -> speed(cells, speed));
    return new SweepRow(cells);
  }

  private static void accuracy(Map<String, String> cells, Accuracy accuracy) {
    cells.put("top1", Double.toString(accuracy.top1().share()));
    cells.put("top1_low", Double.toString(accuracy.top1().low()));
    cells.put("top1_high", Double.toString(accuracy.top1().high()));
    cells.put("top5", Double.toString(accuracy.top5().share()));
    cells.put("agreement", Double.toString(accuracy.agreement().share()));
  }

  private static void memory(Map<String, String> cells, Footprint memory) {
    cells.put("float_bytes", Long.toString(memory.floatBytes()));
    cells.put("compressed_bytes", Long.toString(memory.compressedBytes()));
    cells.put("ratio", Double.toString(memory.ratio()));
    cells.put("bits_per_weight", Double.toString(memory.bitsPerWeight()));
    cells.put("code_bits", Long.toString(memory.codeBits()));
    cells.put("scale_bits", Long.toString(memory.scaleBits()));
    cells.put("codebook_bits", Long.toString(memory.codebookBits()));
    cells.put("bias_bits", Long.toString(memory.biasBits()));
    cells.put("batch_norm_bits", Long.toString(memory.batchNormBits()));
    cells.put("float_weight_bits", Long.toString(memory.floatWeightBits()));
    cells.put("other_bits", Long.toString(memory.otherBits()));
    cells.put("weights", Long.toString(memory.weights()));
  }

  private static void speed(Map<String, String> cells, MeasuredSpeed speed) {
    cells.put("float_ms", Double.toString(speed.floating().medianMillis()));
    cells.put("float_ms_low", Double.toString(speed.floating().lowMillis()));
    cells.put("float_ms_high", Double.toString(speed.floating().highMillis()));
    cells.put("compressed_ms", Double.toString(speed.compressed().medianMillis()));
    cells.put("compressed_ms_low", Double.toString(speed.compressed().lowMillis()));
    cells.put("compressed_ms_high", Double.toString(speed.compressed().highMillis()));
    cells.put("timed_runs", Integer.toString(speed.compressed().runs()));
    cells.put("measured_speedup", Double.toString(speed.speedup()));
    cells.put("backend", speed.backend());
    cells.put("threads", Integer.toString(speed.threads()));
    cells.put("simulated", Boolean.toString(speed.simulated()));
  }

  /// The row of a line.
  ///
  /// @throws IllegalArgumentException if it is none; the message says why
  static SweepRow parse(String line) {
    List<String> texts = split(line);
    if (texts.size() != COLUMNS.size()) {
      throw new IllegalArgumentException(texts.size() + " cells in place of " + COLUMNS.size());
    }
    Map<String, String> cells = new LinkedHashMap<>();
    for (int column = 0; column < COLUMNS.size(); column++) {
      cells.put(COLUMNS.get(column), texts.get(column));
    }
    SweepRow row = new SweepRow(cells);
    row.origin();
    row.figures(Recipe.FLOAT);
    return row;
  }

  String line() {
    return String.join(
        ",", COLUMNS.stream().map(column -> quoted(cells.getOrDefault(column, ""))).toList());
  }

  SweepOrigin origin() {
    return new SweepOrigin(
        text("network"),
        text("network_sha256"),
        text("data"),
        text("data_sha256"),
        text("preparation"),
        Integer.parseInt(text("samples")));
  }

  String recipeSha256() {
    return text("recipe_sha256");
  }

  TradeOff figures(Recipe recipe) {
    Accuracy accuracy =
        new Accuracy(proportion("top1"), proportion("top5"), proportion("agreement"));
    Footprint memory =
        new Footprint(
            whole("code_bits"),
            whole("scale_bits"),
            whole("codebook_bits"),
            whole("bias_bits"),
            whole("batch_norm_bits"),
            whole("float_weight_bits"),
            whole("other_bits"),
            whole("weights"),
            8 * whole("float_bytes"));
    return new TradeOff(recipe, accuracy, memory, real("theory_speedup"), speed());
  }

  private Optional<MeasuredSpeed> speed() {
    if (text("compressed_ms").isEmpty()) {
      return Optional.empty();
    }
    int runs = Integer.parseInt(text("timed_runs"));
    return Optional.of(
        new MeasuredSpeed(
            new Timing(real("float_ms"), real("float_ms_low"), real("float_ms_high"), runs),
            new Timing(
                real("compressed_ms"), real("compressed_ms_low"), real("compressed_ms_high"), runs),
            Optional.empty(),
            text("backend"),
            Map.of(),
            Integer.parseInt(text("threads")),
            Boolean.parseBoolean(text("simulated"))));
  }

  private Proportion proportion(String column) {
    long samples = whole("samples");
    return new Proportion(Math.round(real(column) * samples), samples);
  }

  private String text(String column) {
    return cells.getOrDefault(column, "");
  }

  private long whole(String column) {
    return Long.parseLong(text(column));
  }

  private double real(String column) {
    return Double.parseDouble(text(column));
  }

  /// What tells one recipe from another.
  static String hash(Recipe recipe) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(RecipeJson.toTree(recipe).toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String quoted(String cell) {
    String text = cell.replaceAll("\\R", " ");
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private static List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean inside = false;
    for (int index = 0; index < line.length(); index++) {
      char letter = line.charAt(index);
      boolean doubled = inside && letter == '"' && line.startsWith("\"\"", index);
      if (doubled) {
        cell.append('"');
        index++;
      } else if (letter == '"') {
        inside = !inside;
      } else if (letter == ',' && !inside) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(letter);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
