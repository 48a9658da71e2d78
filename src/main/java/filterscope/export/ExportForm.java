package filterscope.export;

import filterscope.job.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The forms in which a compressed network leaves the program.
public enum ExportForm {
  RECIPE("recipe", "Recipe", ".recipe.json", "What every layer gets, as JSON; opens here again"),
  PACKED("packed", "Packed model", ".fsc", "Codes and scales, as large as the memory meter says"),
  ONNX("onnx", "ONNX, floats", ".restored.onnx", "Restored float weights; runs anywhere"),
  ONNX_QDQ(
      "onnx-qdq",
      "ONNX, integers",
      ".qdq.onnx",
      "8-bit integers behind DequantizeLinear where ONNX can say it"),
  NPZ("npz", "NumPy arrays", ".npz", "Codes, bit planes, scales, groups and restored weights"),
  C("c", "C header", ".h", "Packed words and scales for micro-controllers"),
  REPORT("report", "Report", ".html", "One self-contained page with every figure"),
  CSV("csv", "Table, CSV", ".csv", "Every layer in a line, for spreadsheets"),
  LATEX("latex", "Table, LaTeX", ".tex", "Every layer in a line, for papers");

  private final String key;
  private final String title;
  private final String ending;
  private final String summary;

  ExportForm(String key, String title, String ending, String summary) {
    this.key = key;
    this.title = title;
    this.ending = ending;
    this.summary = summary;
  }

  /// The word on the command line.
  public String key() {
    return key;
  }

  public String title() {
    return title;
  }

  /// What the file's name ends in.
  public String ending() {
    return ending;
  }

  /// What it is, in a few words.
  public String summary() {
    return summary;
  }

  /// @throws BadInputException if there is none of this name
  public static ExportForm byKey(String key) {
    return Arrays.stream(values())
        .filter(form -> form.key.equals(key))
        .findFirst()
        .orElseThrow(() ->
            new BadInputException(
                "there is no form '"
                    + key
                    + "' to export; there are "
                    + String.join(", ", keys())));
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(ExportForm::key).collect(Collectors.toList());
  }
}
