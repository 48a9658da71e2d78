package filterscope.cli;

import filterscope.data.Catalogue;
import filterscope.data.ImageSets;
import filterscope.data.KnownSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Lists the image sets that are known by name.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists the image sets that are known by name, and whether they are here.")
final class DataListCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  DataListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (json) {
      ObjectNode document = Console.object();
      ArrayNode sets = document.putArray("sets");
      Catalogue.all().forEach(set -> describe(sets.addObject(), set));
      ArrayNode forms = document.putArray("references");
      ImageSets.forms().forEach(forms::add);
      console.json(document);
    } else {
      print();
    }
    return 0;
  }

  private static void describe(ObjectNode node, KnownSet set) {
    node.put("id", set.id());
    node.put("title", set.title());
    node.put("contents", set.contents());
    node.put("licence", set.licence());
    node.put("address", set.address());
    node.put("testIsHere", ImageSets.isPresent(set, false));
    node.put("trainingIsHere", ImageSets.isPresent(set, true));
    ObjectNode sums = node.putObject("sha256");
    Map<String, String> sorted = new TreeMap<>(set.sha256());
    sorted.forEach(sums::put);
  }

  private void print() {
    Table table = new Table("name", "test images", "training images", "licence", "contents");
    for (KnownSet set : Catalogue.all()) {
      table.row(
          set.id(),
          ImageSets.isPresent(set, false) ? "here" : "absent",
          ImageSets.isPresent(set, true) ? "here" : "absent",
          set.licence(),
          set.contents());
    }
    table.lines().forEach(console::line);
    console.line("");
    Catalogue.all()
        .forEach(set -> console.line(set.id() + ": " + set.address() + "; " + set.remedy()));
    console.line("");
    console.line("Any image set: " + String.join("  ", ImageSets.forms()));
  }
}
