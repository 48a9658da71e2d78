package filterscope.study;

import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.measure.Calibrator;
import filterscope.measure.Evaluator;
import filterscope.method.Calibration;
import filterscope.method.Recipe;
import filterscope.method.catalog.Methods;
import java.util.Optional;

/// The images of a study as its network wants to see them, and the evaluator that remembers them. An image set that cannot be
/// opened is remembered too, so that it is refused once and not at every move of a slider.
final class ImageBench {
  private final OpenNetwork opened;
  private final Optional<String> reference;
  private final Preparation preparation;
  private final Optional<Inputs> inputs;
  private final Optional<Evaluator> evaluator;
  private final Optional<BadInputException> refusal;
  private final String sha256;
  private Optional<Calibration> calibration = Optional.empty();

  private ImageBench(
      Study study,
      Optional<Inputs> inputs,
      Optional<Evaluator> evaluator,
      Optional<BadInputException> refusal) {
    this.opened = study.opened();
    this.reference = study.data();
    this.preparation = study.preparation();
    this.inputs = inputs;
    this.evaluator = evaluator;
    this.refusal = refusal;
    this.sha256 = inputs.map(present -> present.images().sha256()).orElse("");
  }

  static ImageBench open(Study study, CompiledNetwork network, int threads, Progress progress) {
    String reference = study.data().orElseThrow();
    progress.report(-1, "opening " + reference);
    try {
      ImageSet images = ImageSets.open(reference, study.opened().folder(), progress);
      Inputs inputs = new Inputs(images, study.preparation(), network.inputShape());
      return new ImageBench(
          study,
          Optional.of(inputs),
          Optional.of(new Evaluator(inputs, threads)),
          Optional.empty());
    } catch (BadInputException e) {
      return new ImageBench(study, Optional.empty(), Optional.empty(), Optional.of(e));
    }
  }

  boolean isOf(Study study) {
    return opened.equals(study.opened())
        && reference.equals(study.data())
        && preparation.equals(study.preparation());
  }

  boolean isUsable() {
    return inputs.isPresent();
  }

  Optional<BadInputException> refusal() {
    return refusal;
  }

  Inputs inputs() {
    return inputs.orElseThrow();
  }

  Evaluator evaluator() {
    return evaluator.orElseThrow();
  }

  /// What the images say about the layers of the float network, as far as a recipe asks for it; found once.
  Calibration calibration(CompiledNetwork floating, Recipe recipe, Progress progress) {
    Calibration seen =
        Calibrator.calibrate(
            floating,
            recipe,
            Methods::byId,
            inputs(),
            calibration.orElse(Calibration.NONE),
            progress);
    calibration = Optional.of(seen);
    return seen;
  }

  String sha256() {
    return sha256;
  }

  void close() {
    evaluator.ifPresent(Evaluator::close);
  }
}
