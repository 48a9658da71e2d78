package filterscope.onnx;

import filterscope.job.BadInputException;
import java.io.IOException;
import java.nio.file.Path;

/// How this package words what is wrong with a file.
final class Sentences {
  private Sentences() {}

  /// A name from a file, shortened, without control characters, in quotes.
  static String quoted(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= Limits.QUOTED_CHARACTERS
        ? "'" + clean + "'"
        : "'" + clean.substring(0, Limits.QUOTED_CHARACTERS) + "…'";
  }

  static String cause(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  static BadInputException about(Path file, String sentence) {
    return new BadInputException(name(file) + ": " + sentence + ".");
  }

  static BadInputException about(Path file, String sentence, Throwable cause) {
    return new BadInputException(name(file) + ": " + sentence + ".", cause);
  }

  /// The last part of a path.
  static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }
}
