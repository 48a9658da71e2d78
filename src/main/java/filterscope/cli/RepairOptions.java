package filterscope.cli;

import filterscope.data.Suggestion;
import filterscope.job.BadInputException;
import filterscope.train.Repair;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// Which repairs are made before a compressed network is measured or trained.
final class RepairOptions {
  @Option(
      names = "--repair",
      split = ",",
      paramLabel = "NAMES",
      description =
          "Mend the compressed network without training, in this order whatever the order here:"
              + " equalise, batch-norm, bias.")
  private List<String> repairs = new ArrayList<>();

  /// @throws BadInputException if one does not exist
  Set<Repair> wanted() {
    Set<Repair> wanted = EnumSet.noneOf(Repair.class);
    for (String name : repairs) {
      wanted.add(
          Repair.byId(name.strip())
              .orElseThrow(() ->
                  new BadInputException(
                      "there is no repair '%s'%s"
                          .formatted(
                              name,
                              Suggestion.forSentence(
                                  name,
                                  Repair.ids(),
                                  "; there are " + String.join(", ", Repair.ids()))))));
    }
    return wanted;
  }
}
