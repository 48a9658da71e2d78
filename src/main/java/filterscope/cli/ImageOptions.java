package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.data.Card;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.job.Progress;
import filterscope.tensor.Shape;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Images that a command may use and can do without, and how they are prepared.
final class ImageOptions {
  @Option(
      names = "--data",
      paramLabel = "SET",
      description =
          "idx:IMAGES,LABELS, cifar10:FOLDER, folder:FOLDER, list:FILE.tsv or a name from"
              + " 'filterscope data list'; what the network's card names where this is not given.")
  private Optional<String> data = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N images.")
  private Optional<Integer> limit = Optional.empty();

  @Mixin private final PreparationOptions preparations = new PreparationOptions();

  /// The reference of the images: what was said, otherwise what a card names.
  Optional<String> reference(Optional<Card> card) {
    return data.or(() -> card.flatMap(Card::data));
  }

  /// The network's card with the preparation and the images that were used, or one that says no more than these.
  Optional<Card> card(Opened opened, Optional<Inputs> inputs) {
    return inputs
        .map(used ->
            new Card(
                opened.card().map(Card::title).orElse(opened.name()),
                opened.card().map(Card::task).orElse(""),
                used.preparation(),
                opened.card().map(Card::classes).orElse(used.images().classes()),
                reference(opened.card()),
                opened.card().map(Card::provenance).orElse(Map.of())))
        .or(opened::card);
  }

  /// The images as a network wants them; nothing where nobody names any.
  Optional<Inputs> inputs(Opened opened, CommandLine line, Progress progress) {
    if (limit.filter(given -> given < 1).isPresent()) {
      throw new ParameterException(line, "--limit takes a number from 1, not " + limit.get());
    }
    Shape shape = opened.model().network().inputShape();
    return images(opened, progress)
        .map(all -> limit.map(all::limit).orElse(all))
        .map(images -> {
          Preparation usual =
              opened.card().map(Card::preparation).orElseGet(() -> Preparation.plainFor(shape));
          return new Inputs(images, preparations.over(usual, line), shape);
        });
  }

  private Optional<ImageSet> images(Opened opened, Progress progress) {
    return data.map(reference -> ImageSets.open(reference, progress))
        .or(() ->
            opened
                .card()
                .flatMap(Card::data)
                .map(reference -> ImageSets.open(reference, opened.cardFolder(), progress)));
  }
}
