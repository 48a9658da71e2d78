package filterscope.ui.model;

import filterscope.method.LayerRecipe;
import filterscope.method.MethodChoice;
import filterscope.study.Visited;
import filterscope.ui.canvas.TablePicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts measured configurations into the table of methods × weight bits × activation bits. Only those that give all their layers
/// the same choice have a place in it; of several in one place the most accurate one is shown.
final class ResultBlocks {
  private static final String NONE = "–";

  private ResultBlocks() {}

  static TablePicture of(List<Visited> points) {
    Map<String, List<Entry>> byMethod = new LinkedHashMap<>();
    for (int index = 0; index < points.size(); index++) {
      int at = index;
      uniform(points.get(index))
          .ifPresent(choice ->
              byMethod
                  .computeIfAbsent(RecipeWords.methods(choice), _ -> new ArrayList<>())
                  .add(new Entry(at, choice, points.get(at).figures().accuracy().top1().share())));
    }
    return new TablePicture(
        byMethod.entrySet().stream()
            .map(entry -> block(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static Optional<LayerRecipe> uniform(Visited point) {
    Set<LayerRecipe> choices = Set.copyOf(point.figures().recipe().layers().values());
    return choices.size() == 1 ? choices.stream().findFirst() : Optional.empty();
  }

  private static TablePicture.Block block(String title, List<Entry> entries) {
    List<String> rows = sorted(entries.stream().map(Entry::weightBits).toList());
    List<String> columns = sorted(entries.stream().map(Entry::activationBits).toList());
    List<TablePicture.Cell> cells = new ArrayList<>();
    for (String row : rows) {
      for (String column : columns) {
        entries.stream()
            .filter(entry -> entry.weightBits().equals(row))
            .filter(entry -> entry.activationBits().equals(column))
            .max(Comparator.comparingDouble(Entry::accuracy))
            .ifPresent(best ->
                cells.add(
                    new TablePicture.Cell(
                        rows.indexOf(row),
                        columns.indexOf(column),
                        best.accuracy(),
                        best.index(),
                        RecipeWords.of(best.choice()))));
      }
    }
    return new TablePicture.Block(title, rows, columns, cells);
  }

  private static List<String> sorted(List<String> bits) {
    return bits.stream()
        .distinct()
        .sorted(Comparator.comparingInt(text -> text.equals(NONE) ? 0 : Integer.parseInt(text)))
        .toList();
  }

  /// One configuration with its place.
  private record Entry(int index, LayerRecipe choice, double accuracy) {
    String weightBits() {
      return setting("weight-bits");
    }

    String activationBits() {
      String bits = setting("activation-bits");
      return bits.equals(NONE) ? "32" : bits;
    }

    private String setting(String key) {
      return choice.chain().reversed().stream()
          .map(MethodChoice::settings)
          .map(settings -> settings.asMap().getOrDefault(key, NONE))
          .filter(value -> value.matches("\\d+"))
          .findFirst()
          .orElse(NONE);
    }
  }
}
