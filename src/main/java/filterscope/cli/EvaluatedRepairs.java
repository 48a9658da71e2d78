package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.data.Card;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import filterscope.train.Repair;
import filterscope.train.Repairs;
import filterscope.train.TrainingKernels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The repairs that are made before a compressed network is measured, and the images they are made with. Fine-tuning repairs with
/// the images that it trains on, and takes [RepairOptions] alone.
final class EvaluatedRepairs {
  @Mixin private final RepairOptions repairs = new RepairOptions();

  @Option(
      names = "--repair-data",
      paramLabel = "SET",
      description =
          "Images to repair with, their training part; labels are not used (default: those that the"
              + " network's card names).")
  private Optional<String> data = Optional.empty();

  /// @throws BadInputException if one does not exist
  Set<Repair> wanted() {
    return repairs.wanted();
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
        .apply(network, recipe, repairs.wanted(), progress.part(0.1, 1));
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
