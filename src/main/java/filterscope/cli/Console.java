package filterscope.cli;

import filterscope.job.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Where a command writes: results to standard output, everything else to standard error.
///
/// @param out results
/// @param err what a person reads meanwhile
/// @param live whether somebody watches standard error on a terminal
public record Console(PrintWriter out, PrintWriter err, boolean live) {
  private static final int LINE = 78;

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// Writes one JSON document.
  void json(JsonNode document) {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    out.println(mapper.writeValueAsString(document));
    out.flush();
  }

  void line(String text) {
    out.println(text);
  }

  /// One sentence about what went wrong; the full stop is added where it is missing.
  void complain(String sentence) {
    clearProgress();
    err.println("filterscope: " + sentence + (sentence.matches("(?s).*[.?!…]") ? "" : "."));
    err.flush();
  }

  /// Shows progress on one line of a terminal; stays silent elsewhere. The command line is cancelled by ending it.
  Progress progress() {
    return live ? new LiveProgress(this) : Progress.NONE;
  }

  /// Wipes the line of progress.
  void clearProgress() {
    if (live) {
      err.print("\r" + " ".repeat(LINE) + "\r");
      err.flush();
    }
  }

  private record LiveProgress(Console console) implements Progress {
    @Override
    public void report(double share, String what) {
      String percent = share < 0 ? "" : String.format(Locale.ROOT, "%3.0f %%  ", 100 * share);
      String text = percent + what;
      String line = text.length() > LINE ? text.substring(0, LINE) : text;
      synchronized (console.err) {
        console.err.print("\r" + line + " ".repeat(LINE - line.length()));
        console.err.flush();
      }
    }

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
