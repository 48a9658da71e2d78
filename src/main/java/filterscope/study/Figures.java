package filterscope.study;

import filterscope.measure.Accuracy;
import filterscope.measure.Footprint;
import filterscope.measure.LayerTimes;
import filterscope.measure.MeasuredSpeed;
import filterscope.method.CompressedNetwork;
import java.util.Map;
import java.util.Optional;

/// All that is known about one configuration so far. Immutable; a later one of the same run knows more.
///
/// @param network the compressed network that the figures are about
/// @param layers by name, every layer with weights
/// @param theory how many times faster the speed model says it is
/// @param accuracy on the images seen so far
/// @param floating of the float network on the images seen so far
/// @param speed as measured, once it was
/// @param times of the layers of the compressed network, once they were taken
/// @param evidence what they were taken from, once the networks are ready to run; not kept with figures of the past
public record Figures(
    CompressedNetwork network,
    Map<String, LayerFigures> layers,
    Footprint memory,
    Theory theory,
    Optional<Accuracy> accuracy,
    Optional<Accuracy> floating,
    Optional<MeasuredSpeed> speed,
    Optional<LayerTimes> times,
    Optional<Evidence> evidence,
    Origin origin) {

  public Figures {
    layers = Map.copyOf(layers);
  }

  Figures withAccuracy(Accuracy other, Optional<Accuracy> floatOther, Origin from) {
    return new Figures(
        network,
        layers,
        memory,
        theory,
        Optional.of(other),
        floatOther,
        speed,
        times,
        evidence,
        from);
  }

  Figures withSpeed(MeasuredSpeed other, LayerTimes taken) {
    return new Figures(
        network,
        layers,
        memory,
        theory,
        accuracy,
        floating,
        Optional.of(other),
        Optional.of(taken),
        evidence,
        origin);
  }

  Figures withEvidence(Evidence other) {
    return new Figures(
        network,
        layers,
        memory,
        theory,
        accuracy,
        floating,
        speed,
        times,
        Optional.of(other),
        origin);
  }

  /// The same without what they were taken from, which takes much memory.
  Figures withoutEvidence() {
    return new Figures(
        network,
        layers,
        memory,
        theory,
        accuracy,
        floating,
        speed,
        times,
        Optional.empty(),
        origin);
  }

  Figures withOrigin(Origin from) {
    return new Figures(
        network, layers, memory, theory, accuracy, floating, speed, times, evidence, from);
  }
}
