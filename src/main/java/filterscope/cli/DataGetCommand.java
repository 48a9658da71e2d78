package filterscope.cli;

import filterscope.data.Catalogue;
import filterscope.data.ImageSets;
import filterscope.data.KnownSet;
import filterscope.data.SetDownload;
import filterscope.data.Suggestion;
import filterscope.job.BadInputException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// Fetches an image set that is known by name.
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Fetches an image set from its official address, checks its SHA-256 and unpacks it where",
      "'--data NAME' looks for it. An interrupted run goes on where it was."
    })
final class DataGetCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "The set: cifar10.")
  private String name = "";

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "A mirror of the official address: the folder that holds the archive.")
  private Optional<URI> mirror = Optional.empty();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  DataGetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    KnownSet set =
        Catalogue.byId(name)
            .orElseThrow(() -> {
              List<String> names = Catalogue.all().stream().map(KnownSet::id).toList();
              return new BadInputException(
                  "there is no image set '%s'%s"
                      .formatted(
                          name,
                          Suggestion.forSentence(
                              name, names, "; there are " + String.join(", ", names))));
            });
    boolean here = ImageSets.isPresent(set, true) && ImageSets.isPresent(set, false);
    if (!here) {
      SetDownload official = SetDownload.of(set);
      SetDownload download =
          mirror.map(DataGetCommand::folder).map(official::from).orElse(official);
      download.run(console.progress());
      console.clearProgress();
    }
    if (json) {
      ObjectNode document = Console.object();
      document.put("id", set.id());
      document.put("fetched", !here);
      document.put("testIsHere", ImageSets.isPresent(set, false));
      document.put("trainingIsHere", ImageSets.isPresent(set, true));
      console.json(document);
    } else {
      console.line(
          set.title()
              + (here ? " is here already" : " is here now")
              + "; say --data "
              + set.id()
              + " to use it.");
    }
    return 0;
  }

  private static URI folder(URI given) {
    String text = given.toString();
    if (!text.matches("https?://.+")) {
      throw new BadInputException(
          "'" + text + "' is no address that begins with http:// or https://");
    }
    return text.endsWith("/") ? given : URI.create(text + "/");
  }
}
