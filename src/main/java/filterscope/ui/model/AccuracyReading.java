package filterscope.ui.model;

import filterscope.measure.Accuracy;
import filterscope.measure.Confidence;
import filterscope.measure.Proportion;
import filterscope.study.Figures;
import filterscope.study.Study;
import java.util.List;
import java.util.Optional;

/// What the accuracy meter shows.
///
/// @param value the large number, or a dash
/// @param reach `± 0.5`, or empty
/// @param versus the difference to the float network, or empty
/// @param detail samples so far and agreement, or what to do when there are no images
/// @param share top-1 with the ends of its interval; nothing without images
/// @param ghost top-1 before the last change
/// @param floating top-1 of the float network
/// @param choosesImages whether the person is asked to choose images
/// @param confidence how sure the interval is
/// @param stale whether the number is that of the configuration before
public record AccuracyReading(
    String value,
    String reach,
    String versus,
    String detail,
    Optional<Proportion> share,
    Optional<Double> ghost,
    Optional<Double> floating,
    boolean choosesImages,
    Confidence confidence,
    boolean stale) {

  private static final String MEASURING = "measuring …";

  static final AccuracyReading NOTHING =
      new AccuracyReading(
          "–",
          "",
          "",
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Confidence.NINETY_FIVE,
          false);

  /// The same, when nothing is running any more.
  AccuracyReading atRest() {
    return detail.equals(MEASURING)
        ? new AccuracyReading(
            value,
            reach,
            versus,
            "not measured",
            share,
            ghost,
            floating,
            choosesImages,
            confidence,
            stale)
        : this;
  }

  /// The lower end of the interval; 0 without images.
  public double low() {
    return share.map(known -> known.low(confidence)).orElse(0.0);
  }

  /// The upper end of the interval; 0 without images.
  public double high() {
    return share.map(known -> known.high(confidence)).orElse(0.0);
  }

  /// What is shown from a change until the first estimate for it: the numbers from before it, called so.
  AccuracyReading asOfBefore() {
    return new AccuracyReading(
        value,
        reach,
        versus,
        "before the last change",
        share,
        ghost,
        floating,
        false,
        confidence,
        true);
  }

  /// @param figures those of the study so far
  static AccuracyReading of(Study study, Figures figures, Confidence confidence) {
    Optional<Double> ghost =
        study.before().flatMap(Figures::accuracy).map(accuracy -> accuracy.top1().share());
    if (figures.accuracy().isEmpty()) {
      boolean without = study.data().isEmpty();
      return new AccuracyReading(
          "–",
          "",
          "",
          without ? "Choose images to measure accuracy." : MEASURING,
          Optional.empty(),
          ghost,
          Optional.empty(),
          without,
          confidence,
          false);
    }
    Accuracy accuracy = figures.accuracy().get();
    Proportion top1 = accuracy.top1();
    boolean shadow = study.opened().trainedFor().isPresent();
    boolean packed = study.opened().packed().isPresent();
    Optional<Double> floating =
        figures.floating().filter(_ -> !shadow).map(known -> known.top1().share());
    return new AccuracyReading(
        Numbers.percent(top1.share()),
        reach(top1, confidence),
        floating
            .map(share ->
                Numbers.points(top1.share() - share)
                    + (packed ? " points to restored" : " points to float"))
            .orElse(""),
        "n = "
            + Numbers.count(top1.samples())
            + " of "
            + Numbers.count(figures.origin().images())
            + "   ·   "
            + (shadow
                ? ofShadows(study)
                : (packed ? "agrees with its restored floats on " : "agrees with float on ")
                    + Numbers.percent(accuracy.agreement().share())),
        Optional.of(top1),
        ghost,
        floating,
        false,
        confidence,
        false);
  }

  /// Half the interval in points; a level that is not the usual one is told.
  private static String reach(Proportion share, Confidence confidence) {
    return "± "
        + Numbers.fixed((share.high(confidence) - share.low(confidence)) * 50, 1)
        + (confidence == Confidence.NINETY_FIVE ? "" : " at " + confidence.percent() + "\u2009%");
  }

  /// What there is to say of a network whose float weights are only the shadow of what its recipe makes of them.
  private static String ofShadows(Study study) {
    return study.recipe().layers().isEmpty()
        ? "trained to be compressed: as floats it says little"
        : study.opened().trainedFor().filter(study.recipe()::equals).isPresent()
            ? "under the recipe it was trained for"
            : "not the recipe it was trained for";
  }

  /// Where the number comes from.
  ///
  /// @param points half the interval that is wished for, in points
  static Explanation why(Study study, Figures figures, Confidence confidence, double points) {
    if (figures.accuracy().isEmpty()) {
      return new Explanation(
          "Accuracy",
          List.of("accuracy = images classified right / images seen"),
          List.of(
              study.data().isEmpty()
                  ? "No labelled images were chosen for this network: Data in the toolbar takes a folder, a TSV list,"
                      + " an idx pair or CIFAR-10, and they can be dropped on the window."
                  : "The first images are being evaluated."));
    }
    Accuracy accuracy = figures.accuracy().get();
    Proportion top1 = accuracy.top1();
    return new Explanation(
        "Accuracy, measured",
        List.of(
            "p = "
                + Numbers.count(top1.hits())
                + " right / "
                + Numbers.count(top1.samples())
                + " seen = "
                + Numbers.percent(top1.share()),
            "Wilson "
                + confidence.percent()
                + " %:  (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n),  z = "
                + Numbers.fixed(confidence.z(), 2),
            "= "
                + Numbers.percent(top1.low(confidence))
                + " … "
                + Numbers.percent(top1.high(confidence))
                + "  with n = "
                + Numbers.count(top1.samples()),
            wish(top1, confidence, points),
            "top 5:  " + Numbers.percent(accuracy.top5().share()),
            study.opened().trainedFor().isPresent()
                ? "no agreement with float: its float weights are the shadow of compressed ones"
                : agreement(study, figures, accuracy)),
        List.of(
            "The images of "
                + figures.origin().data().orElse("the set")
                + " come in a fixed shuffled order; the interval takes those seen so far for a random sample of what the"
                + " network will meet.",
            preparation(study),
            "Ties go to the lowest class. Computed by Filterscope's own engine ("
                + figures.origin().backend()
                + ", "
                + Numbers.plural(figures.origin().threads(), "thread")
                + ").",
            "Network "
                + brief(figures.origin().networkSha256())
                + figures.origin().dataSha256().map(hash -> ", images " + brief(hash)).orElse("")
                + " (SHA-256)."));
  }

  /// How many images a narrower interval takes: `n = z²·p(1−p) / e²`.
  private static String wish(Proportion top1, Confidence confidence, double points) {
    double share = top1.share();
    double z = confidence.z();
    double images = z * z * share * (1 - share) / (points * points) * 10_000;
    return "± "
        + Numbers.brief(points)
        + " takes about  n = z²·p(1−p)/e² = "
        + Numbers.count((long) Math.ceil(images))
        + " images";
  }

  private static String agreement(Study study, Figures figures, Accuracy accuracy) {
    return "agreement with the float network:  "
        + Numbers.percent(accuracy.agreement().share())
        + figures
            .floating()
            .map(known -> ";  float top 1:  " + Numbers.percent(known.top1().share()))
            .orElse("")
        + (study.opened().packed().isPresent()
            ? ";  that float network has the restored weights: the packed model does not hold the original ones"
            : "");
  }

  /// What a picture goes through before the network sees it.
  private static String preparation(Study study) {
    boolean usual = study.preparation().equals(Study.usualPreparation(study.opened()));
    return "Pictures are prepared as "
        + PreparationModel.words(study.preparation())
        + (!usual
            ? ", as set by hand."
            : study.opened().card().isPresent()
                ? ", as the network's card says."
                : ". That is an assumption: no card.json lies beside the network. Data › How images are prepared sets another"
                    + " one.");
  }

  private static String brief(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }
}
