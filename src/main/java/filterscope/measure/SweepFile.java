package filterscope.measure;

import filterscope.job.BadInputException;
import filterscope.job.WholeFile;
import filterscope.method.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The points of a sweep as comma-separated values, one row each, which a later run of the same sweep goes on from. Every row says
/// which network and images it is about. The file is written whole after every point, so that killing the program leaves all
/// points before, and no half a row.
public final class SweepFile {
  private final Path file;
  private final SweepOrigin origin;
  private final List<String> rows = new ArrayList<>();
  private final Map<String, SweepRow> byRecipe = new HashMap<>();

  /// A file that will be written anew.
  public SweepFile(Path file, SweepOrigin origin) {
    this.file = file;
    this.origin = origin;
  }

  /// Reads the points of a file that is there; an empty or missing one has none.
  ///
  /// @throws BadInputException if it is no such file, or about another network or other images
  public void readBack() {
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = lines();
    if (lines.isEmpty()) {
      return;
    }
    require(
        lines.getFirst().equals(SweepRow.HEADER),
        "has other columns than a sweep of this version of Filterscope writes; choose another file");
    for (String line : lines.subList(1, lines.size())) {
      SweepRow row = read(line);
      require(
          row.origin().equals(origin),
          "holds a sweep of other images, another network or another preparation ("
              + row.origin().differences(origin)
              + "); choose another file");
      rows.add(line);
      byRecipe.put(row.recipeSha256(), row);
    }
  }

  private SweepRow read(String line) {
    try {
      return SweepRow.parse(line);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          file
              + " has a row that is no point of a sweep ("
              + e.getMessage()
              + "); remove that row or choose another file",
          e);
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read as text; choose another file", e);
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new BadInputException(file + " " + otherwise);
    }
  }

  /// What the file says about a recipe.
  public Optional<TradeOff> find(Recipe recipe) {
    return Optional.ofNullable(byRecipe.get(SweepRow.hash(recipe))).map(row -> row.figures(recipe));
  }

  /// Adds points that are not in it yet, and writes the file.
  ///
  /// @throws BadInputException if it cannot be written
  public void add(List<SweepPoint> points) {
    for (SweepPoint point : points) {
      SweepRow row = SweepRow.of(origin, point);
      if (byRecipe.put(row.recipeSha256(), row) == null) {
        rows.add(row.line());
      }
    }
    String text =
        SweepRow.HEADER + "\n" + String.join("", rows.stream().map(r -> r + "\n").toList());
    try {
      WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new BadInputException(
          "the sweep cannot be written to " + file + " (" + e.getMessage() + ")", e);
    }
  }
}
