package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.data.Card;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Preparation;
import filterscope.data.Suggestion;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import filterscope.train.Repair;
import filterscope.train.Repairs;
import filterscope.train.TrainingKernels;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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

  @Option(
      names = "--repair-data",
      paramLabel = "SET",
      description =
          "Images to repair with, their training part; labels are not used (default: those that the"
              + " network's card names).")
  private Optional<String> data = Optional.empty();

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

  /// The network as it is, and what it becomes, repair by repair.
  List<Repairs.Repaired> apply(
      Opened opened,
      Network network,
      Recipe recipe,
      Preparation preparation,
      int threads,
      Progress progress) {
    ImageSet shown = images(opened, progress.part(0, 0.1));
    return new Repairs(shown, preparation, Methods::byId, TrainingKernels.ofThisMachine(), threads)
        .apply(network, recipe, wanted(), progress.part(0.1, 1));
  }

  private ImageSet images(Opened opened, Progress progress) {
    return data.map(reference -> ImageSets.openTraining(reference, progress))
        .or(() ->
            opened
                .card()
                .flatMap(Card::data)
                .map(reference -> ImageSets.absolute(reference, opened.cardFolder()))
                .map(reference -> ImageSets.openTraining(reference, progress)))
        .orElseThrow(() ->
            new BadInputException(
                "repair on which images? The network has no card that names any; say --repair-data SET"));
  }
}
