package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.data.Card;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.job.Progress;
import filterscope.tensor.Shape;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The images that a network is measured on, how many, how they are prepared, and on how many threads.
final class ImagesOptions {
  /// More would only take memory from one another.
  private static final int MOST_THREADS = 256;

  @Option(
      names = "--data",
      paramLabel = "SET",
      description =
          "idx:IMAGES,LABELS, cifar10:FOLDER, folder:FOLDER, list:FILE.tsv or a name from"
              + " 'filterscope data list'; what the network's card names where this is not given.")
  private Optional<String> data = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N images.")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that work on accuracy; one a processor where this is not given.")
  private Optional<Integer> threads = Optional.empty();

  @Mixin private final PreparationOptions preparations = new PreparationOptions();

  /// @throws ParameterException if a number is none that can be
  void requireRanges(CommandLine line) {
    requireRange("--limit", limit, Integer.MAX_VALUE, line);
    requireRange("--threads", threads, MOST_THREADS, line);
  }

  private static void requireRange(
      String option, Optional<Integer> number, int most, CommandLine line) {
    if (number.filter(given -> given < 1 || given > most).isPresent()) {
      throw new ParameterException(
          line,
          option
              + " takes a number from 1"
              + (most == Integer.MAX_VALUE ? "" : " to " + most)
              + ", not "
              + number.get());
    }
  }

  int threads() {
    return threads.orElse(Runtime.getRuntime().availableProcessors());
  }

  /// The images as the network wants to see them.
  ///
  /// @throws ParameterException if nobody says which
  /// @throws filterscope.job.BadInputException if they cannot be opened, or do not fit the network
  Inputs inputs(Opened opened, CommandLine line, Progress progress) {
    ImageSet images =
        data.map(reference -> ImageSets.open(reference, progress))
            .or(() -> fromCard(opened, progress))
            .orElseThrow(() ->
                new ParameterException(
                    line, "which images? The network has no card that names them; say --data SET"));
    Shape shape = opened.model().network().inputShape();
    Preparation card =
        opened.card().map(Card::preparation).orElseGet(() -> Preparation.plainFor(shape));
    return new Inputs(
        limit.map(images::limit).orElse(images), preparations.over(card, line), shape);
  }

  private static Optional<ImageSet> fromCard(Opened opened, Progress progress) {
    Path folder = opened.cardFolder();
    return opened
        .card()
        .flatMap(Card::data)
        .map(reference -> ImageSets.open(reference, folder, progress));
  }
}
