package filterscope.cli;

import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.PictureSize;
import filterscope.job.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Counts what is in an image set.
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Counts the images, classes and sizes of an image set, and hashes it.")
final class DataInfoCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "SET",
      description = "idx:IMAGES,LABELS, cifar10:FOLDER, folder:FOLDER, list:FILE.tsv or a name.")
  private String reference = "";

  @Option(names = "--training", description = "The part to train on, where a set has one.")
  private boolean training;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  DataInfoCommand(Console console) {
    this.console = console;
  }

  /// What was counted.
  private record Census(Map<Integer, Integer> labels, Map<PictureSize, Integer> sizes) {
    static Census of(ImageSet set, Progress progress) {
      Map<Integer, Integer> labels = new TreeMap<>();
      Map<PictureSize, Integer> sizes =
          new TreeMap<>(
              Comparator.comparingInt(PictureSize::width).thenComparingInt(PictureSize::height));
      for (int index = 0; index < set.size(); index++) {
        progress.checkCancelled();
        progress.report((double) index / set.size(), "looking at image " + (index + 1));
        labels.merge(set.label(index), 1, Integer::sum);
        sizes.merge(set.pictureSize(index), 1, Integer::sum);
      }
      return new Census(labels, sizes);
    }
  }

  @Override
  public Integer call() {
    Progress progress = console.progress();
    ImageSet set =
        training
            ? ImageSets.openTraining(reference, progress)
            : ImageSets.open(reference, progress);
    Census census = Census.of(set, progress);
    String hash = set.sha256();
    console.clearProgress();
    if (json) {
      console.json(document(set, census, hash));
    } else {
      print(set, census, hash);
    }
    return 0;
  }

  private ObjectNode document(ImageSet set, Census census, String hash) {
    ObjectNode document = Console.object();
    document.put("name", set.name());
    document.put("reference", reference);
    document.put("samples", set.size());
    document.put("sha256", hash);
    set.classes().forEach(document.putArray("classes")::add);
    ArrayNode labels = document.putArray("labels");
    census
        .labels()
        .forEach((label, count) -> {
          ObjectNode node = labels.addObject();
          node.put("label", label);
          if (label < set.classes().size()) {
            node.put("name", set.classes().get(label));
          }
          node.put("count", count);
        });
    ArrayNode sizes = document.putArray("sizes");
    census
        .sizes()
        .forEach((size, count) -> {
          ObjectNode node = sizes.addObject();
          node.put("width", size.width());
          node.put("height", size.height());
          node.put("count", count);
        });
    return document;
  }

  private void print(ImageSet set, Census census, String hash) {
    console.line(
        String.format(
            Locale.ROOT,
            "%s: %,d images, %d labels",
            set.name(),
            set.size(),
            census.labels().size()));
    console.line("sha256 " + hash);
    console.line("pixels " + sizes(census));
    console.line("");
    int most = census.labels().values().stream().mapToInt(Integer::intValue).max().orElse(1);
    Table table = new Table("#label", "class", "#images", "");
    census
        .labels()
        .forEach((label, count) ->
            table.row(
                Integer.toString(label),
                label < set.classes().size() ? set.classes().get(label) : "",
                String.format(Locale.ROOT, "%,d", count),
                "▇".repeat(Math.max(1, Math.round(24f * count / most)))));
    table.lines().forEach(console::line);
  }

  private static String sizes(Census census) {
    List<PictureSize> sizes = new ArrayList<>(census.sizes().keySet());
    return sizes.size() == 1
        ? sizes.getFirst() + ", all images"
        : sizes.size() + " sizes, from " + sizes.getFirst() + " to " + sizes.getLast();
  }
}
