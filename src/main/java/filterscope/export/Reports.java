package filterscope.export;

import filterscope.job.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds in a report the recipe and the claims that it was written from.
final class Reports {
  static final String START = "<script type=\"application/json\" id=\"filterscope-recipe\">";
  static final String END = "</script>";

  private Reports() {}

  static ClaimedRecipe claims(Path file) {
    try {
      String page = Files.readString(file);
      int from = page.indexOf(START);
      int to = page.indexOf(END, Math.max(from, 0));
      if (from < 0 || to < 0) {
        throw new BadInputException(file + " is no report of Filterscope");
      }
      return ClaimedRecipe.of(page.substring(from + START.length(), to), "in " + file);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read as text", e);
    }
  }
}
