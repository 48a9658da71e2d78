package filterscope.ui.model;

import filterscope.data.Card;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.engine.Backend;
import filterscope.export.ClaimMeasurement;
import filterscope.export.Claims;
import filterscope.export.Subject;
import filterscope.job.Progress;
import filterscope.measure.Accuracy;
import filterscope.study.Figures;
import filterscope.study.Origin;
import filterscope.study.Study;
import java.util.Map;
import java.util.Optional;

/// What the window exports: the compressed network of the figures with what they say, measured to the end where they are not
/// complete.
record ExportSubject(Study study, Figures figures, int threads) {
  /// Opens the images, and measures what is missing.
  Subject subject(Progress progress) {
    Optional<Inputs> inputs =
        study
            .data()
            .map(reference ->
                new Inputs(
                    ImageSets.open(reference, study.opened().folder(), progress.part(0, 0.1)),
                    study.preparation(),
                    study.opened().network().inputShape()));
    return new Subject(
        name(), figures.network(), card(), claims(inputs, progress.part(0.1, 1)), inputs);
  }

  /// The name of the network's file without its ending.
  private String name() {
    return String.valueOf(study.opened().model().file().getFileName())
        .replaceFirst("\\.(onnx|fsc)$", "");
  }

  /// The card with the preparation and the images of the study.
  private Optional<Card> card() {
    Optional<Card> own = study.opened().card();
    return Optional.of(
        new Card(
            own.map(Card::title).orElse(name()),
            own.map(Card::task).orElse(""),
            study.preparation(),
            study.opened().classes(),
            study.data(),
            own.map(Card::provenance).orElse(Map.of())));
  }

  private Claims claims(Optional<Inputs> inputs, Progress progress) {
    String reference = study.data().orElse("");
    Optional<Accuracy> accuracy = figures.accuracy();
    Optional<Accuracy> floating = figures.floating();
    Origin origin = figures.origin();
    boolean complete =
        inputs.isPresent()
            && accuracy.isPresent()
            && floating.isPresent()
            && accuracy.get().samples() == inputs.get().size()
            && floating.get().samples() == inputs.get().size();
    if (!complete) {
      return new ClaimMeasurement(Backend.best(), threads)
          .of(
              figures.network(),
              name(),
              study.opened().model().sha256(),
              inputs,
              reference,
              progress);
    }
    return new Claims(
        name(),
        study.opened().model().sha256(),
        Optional.of(
            new Claims.Data(
                reference,
                inputs.get().images().name(),
                inputs.get().images().sha256(),
                inputs.get().size())),
        figures.memory().floatBytes(),
        figures.memory().compressedBytes(),
        Optional.of(accuracy.get().top1()),
        Optional.of(floating.get().top1()),
        Optional.of(accuracy.get().agreement()),
        origin.backend());
  }
}
