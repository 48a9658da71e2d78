package filterscope.ui.model;

import filterscope.study.Figures;
import filterscope.study.Study;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The three meters below the stage, and the answers to their "Why?".
public final class MetersModel {
  private final ReadOnlyObjectWrapper<AccuracyReading> accuracy =
      new ReadOnlyObjectWrapper<>(AccuracyReading.NOTHING);
  private final ReadOnlyObjectWrapper<MemoryReading> memory =
      new ReadOnlyObjectWrapper<>(MemoryReading.NOTHING);
  private final ReadOnlyObjectWrapper<SpeedReading> speed =
      new ReadOnlyObjectWrapper<>(SpeedReading.NOTHING);
  private Optional<Study> study = Optional.empty();
  private Optional<Figures> figures = Optional.empty();
  private Optional<String> measuredOn = Optional.empty();

  void show(Study newer) {
    study = Optional.of(newer);
  }

  /// Another network was opened: nothing is known of it yet.
  void clear() {
    figures = Optional.empty();
    measuredOn = Optional.empty();
    accuracy.set(AccuracyReading.NOTHING);
    memory.set(MemoryReading.NOTHING);
    speed.set(SpeedReading.NOTHING);
  }

  void show(Figures newer) {
    figures = Optional.of(newer);
    study.ifPresent(of -> {
      boolean sameImages = of.data().isPresent() && of.data().equals(measuredOn);
      boolean keepsAccuracy =
          sameImages && newer.accuracy().isEmpty() && accuracy.get().share().isPresent();
      boolean keepsSpeed =
          sameImages && newer.speed().isEmpty() && speed.get().measuredFactor().isPresent();
      measuredOn = newer.accuracy().isPresent() ? of.data() : measuredOn;
      SpeedReading speedNow = SpeedReading.of(of, newer);
      accuracy.set(keepsAccuracy ? accuracy.get().asOfBefore() : AccuracyReading.of(of, newer));
      memory.set(MemoryReading.of(of, newer));
      speed.set(keepsSpeed ? speedNow.withMeasurementOf(speed.get()) : speedNow);
    });
  }

  /// Nothing is running any more: what was not measured will not be.
  void rest() {
    accuracy.set(accuracy.get().atRest());
  }

  public ReadOnlyObjectProperty<AccuracyReading> accuracyProperty() {
    return accuracy.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<MemoryReading> memoryProperty() {
    return memory.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<SpeedReading> speedProperty() {
    return speed.getReadOnlyProperty();
  }

  /// Where the accuracy comes from; nothing before a network is open.
  public Optional<Explanation> whyAccuracy() {
    return study.flatMap(of -> figures.map(known -> AccuracyReading.why(of, known)));
  }

  public Optional<Explanation> whyMemory() {
    return study.flatMap(of -> figures.map(known -> MemoryReading.why(of, known)));
  }

  public Optional<Explanation> whySpeed() {
    return study.flatMap(of -> figures.map(known -> SpeedReading.why(of, known)));
  }
}
