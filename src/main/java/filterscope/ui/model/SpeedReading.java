package filterscope.ui.model;

import filterscope.measure.MeasuredSpeed;
import filterscope.measure.SpeedModel;
import filterscope.measure.Timing;
import filterscope.study.Figures;
import filterscope.study.Study;
import filterscope.study.Theory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the speed meter shows: the theory and the stopwatch side by side, never mixed.
///
/// @param theory the speed-up of the model with float activations, large
/// @param binary the speed-up of the model if activations had one bit too
/// @param measured the speed-up of the stopwatch, or a dash
/// @param caveat "simulated" where no fast kernel ran, or empty
/// @param detail milliseconds per image and backend
/// @param factors the same numbers for the axis, once there are any
/// @param measuredFactor the speed-up of the stopwatch
/// @param stale whether the stopwatch's number is that of the configuration before
/// @param ghost the model's numbers before the last change
public record SpeedReading(
    String theory,
    String binary,
    String measured,
    String caveat,
    String detail,
    Optional<Theory> factors,
    Optional<Double> measuredFactor,
    boolean stale,
    Optional<Theory> ghost) {

  static final SpeedReading NOTHING =
      new SpeedReading(
          "–", "–", "–", "", "", Optional.empty(), Optional.empty(), false, Optional.empty());

  /// The same theory with the stopwatch's numbers from before the change, until there are new ones.
  SpeedReading withMeasurementOf(SpeedReading before) {
    return new SpeedReading(
        theory,
        binary,
        before.measured,
        before.caveat,
        "before the last change",
        factors,
        before.measuredFactor,
        true,
        ghost);
  }

  /// @param assumptions what the theory counts with
  static SpeedReading of(Study study, Figures figures, SpeedModel assumptions) {
    Theory theory = theory(figures, assumptions);
    Optional<MeasuredSpeed> speed = figures.speed();
    return new SpeedReading(
        Numbers.times(theory.speedup()),
        Numbers.times(theory.binary()),
        speed.map(known -> Numbers.times(known.speedup())).orElse("–"),
        speed.filter(MeasuredSpeed::simulated).isPresent() ? "simulated" : "",
        speed
            .map(known ->
                Numbers.millis(known.floating().medianMillis())
                    + " float → "
                    + Numbers.millis(known.compressed().medianMillis())
                    + known
                        .onnxRuntime()
                        .map(timing -> "; ONNX Runtime " + Numbers.millis(timing.medianMillis()))
                        .orElse(" per image"))
            .orElse(study.data().isEmpty() ? "needs images to measure" : "not measured yet"),
        Optional.of(theory),
        speed.map(MeasuredSpeed::speedup),
        false,
        study.before().map(before -> theory(before, assumptions)));
  }

  private static Theory theory(Figures figures, SpeedModel assumptions) {
    return assumptions.equals(SpeedModel.XNOR_NET)
        ? figures.theory()
        : new Theory(
            assumptions.networkSpeedup(figures.network()),
            assumptions.networkSpeedup(figures.network(), 1));
  }

  static Explanation why(Study study, Figures figures, SpeedModel assumptions) {
    Theory theory = theory(figures, assumptions);
    List<String> formula = new ArrayList<>();
    List<String> facts = new ArrayList<>();
    if (study.hasLayer()) {
      explain(study.layer(), figures, assumptions, SpeedModel.FLOAT_ACTIVATIONS, formula, facts);
      explain(study.layer(), figures, assumptions, 1, formula, facts);
    }
    formula.add(
        "network, by Amdahl's law over its multiply-accumulates:  "
            + Numbers.times(theory.speedup())
            + ";  with 1-bit activations "
            + Numbers.times(theory.binary()));
    figures
        .speed()
        .ifPresentOrElse(
            speed -> {
              formula.add("measured, float:  " + timing(speed.floating()));
              formula.add("measured, compressed:  " + timing(speed.compressed()));
              speed
                  .onnxRuntime()
                  .ifPresent(timing ->
                      formula.add(
                          "measured, float in ONNX Runtime:  "
                              + timing(timing)
                              + "  =  "
                              + Numbers.times(
                                  timing.medianMillis() / speed.compressed().medianMillis())
                              + " the compressed network"));
              facts.add(
                  "Medians of interleaved runs on "
                      + speed.backend()
                      + ", "
                      + Numbers.plural(speed.threads(), "thread")
                      + "; in brackets the quartiles.");
              if (speed.simulated()) {
                facts.add(
                    "Simulated: the compressed network runs through its restored float weights here, so the stopwatch"
                        + " shows no gain from fewer bits.");
              }
            },
            () -> facts.add("Not measured yet."));
    facts.add(
        "Theory and stopwatch are different things: the theory counts operations under the assumptions above, the"
            + " stopwatch includes memory, padding and everything else.");
    facts.add(
        "The paper on cross-filter compression claims 122× for convolutions by its own count (arXiv 2005.09034).");
    return new Explanation("Speed, in theory and by the stopwatch", formula, facts);
  }

  private static void explain(
      String layer,
      Figures figures,
      SpeedModel assumptions,
      int activationBits,
      List<String> formula,
      List<String> facts) {
    SpeedModel.Explanation why = assumptions.explain(figures.network(), layer, activationBits);
    String activations =
        activationBits == SpeedModel.FLOAT_ACTIVATIONS
            ? "float activations"
            : activationBits + "-bit activations";
    formula.add(layer + ", " + activations + ":  " + why.formula());
    formula.add("    " + why.numbers());
    why.assumptions().stream().filter(fact -> !facts.contains(fact)).forEach(facts::add);
  }

  private static String timing(Timing timing) {
    return Numbers.millis(timing.medianMillis())
        + "  ["
        + Numbers.millis(timing.lowMillis())
        + " … "
        + Numbers.millis(timing.highMillis())
        + "],  "
        + Numbers.plural(timing.runs(), "run");
  }
}
