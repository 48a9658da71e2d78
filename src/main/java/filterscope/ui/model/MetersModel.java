package filterscope.ui.model;

import filterscope.measure.Confidence;
import filterscope.measure.MemoryModel;
import filterscope.measure.SpeedModel;
import filterscope.study.Figures;
import filterscope.study.Study;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// The three meters below the stage, and the answers to their "Why?".
public final class MetersModel {
  private final ReadOnlyObjectWrapper<AccuracyReading> accuracy =
      new ReadOnlyObjectWrapper<>(AccuracyReading.NOTHING);
  private final ReadOnlyObjectWrapper<MemoryReading> memory =
      new ReadOnlyObjectWrapper<>(MemoryReading.NOTHING);
  private final ReadOnlyObjectWrapper<SpeedReading> speed =
      new ReadOnlyObjectWrapper<>(SpeedReading.NOTHING);
  private final ObjectProperty<SpeedModel> assumptions =
      new SimpleObjectProperty<>(SpeedModel.XNOR_NET);
  private final ObjectProperty<MemoryModel> counted =
      new SimpleObjectProperty<>(MemoryModel.AS_STORED);
  private final ObjectProperty<Confidence> confidence =
      new SimpleObjectProperty<>(Confidence.NINETY_FIVE);
  private final ObjectProperty<Double> wishedReach = new SimpleObjectProperty<>(0.5);
  private Optional<Study> study = Optional.empty();
  private Optional<Figures> figures = Optional.empty();
  private Optional<String> measuredOn = Optional.empty();

  MetersModel() {
    assumptions.subscribe(_ -> count());
    counted.subscribe(_ -> memory());
    confidence.subscribe(_ -> interval());
  }

  private void memory() {
    study.ifPresent(
        of -> figures.ifPresent(known -> memory.set(MemoryReading.of(of, known, counted.get()))));
  }

  /// The interval of what is measured already; one of the past keeps its own until the next is there.
  private void interval() {
    study.ifPresent(of ->
        figures
            .filter(known -> known.accuracy().isPresent())
            .ifPresent(known -> accuracy.set(AccuracyReading.of(of, known, confidence.get()))));
  }

  /// The theory again, under other assumptions; what was measured stays.
  private void count() {
    study.ifPresent(of ->
        figures.ifPresent(known -> {
          SpeedReading counted = SpeedReading.of(of, known, assumptions.get());
          speed.set(speed.get().stale() ? counted.withMeasurementOf(speed.get()) : counted);
        }));
  }

  /// What the theory of speed counts with; a person may change it.
  public ObjectProperty<SpeedModel> assumptionsProperty() {
    return assumptions;
  }

  /// What counts as memory; a person may change it.
  public ObjectProperty<MemoryModel> countedProperty() {
    return counted;
  }

  /// How sure the interval of the accuracy is; a person may change it.
  public ObjectProperty<Confidence> confidenceProperty() {
    return confidence;
  }

  /// Half the interval that a person wishes for, in points: the answer says how many images it takes.
  public ObjectProperty<Double> wishedReachProperty() {
    return wishedReach;
  }

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
      SpeedReading speedNow = SpeedReading.of(of, newer, assumptions.get());
      accuracy.set(
          keepsAccuracy
              ? accuracy.get().asOfBefore()
              : AccuracyReading.of(of, newer, confidence.get()));
      memory.set(MemoryReading.of(of, newer, counted.get()));
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
    return study.flatMap(of ->
        figures.map(known -> AccuracyReading.why(of, known, confidence.get(), wishedReach.get())));
  }

  public Optional<Explanation> whyMemory() {
    return study.flatMap(of -> figures.map(known -> MemoryReading.why(of, known, counted.get())));
  }

  public Optional<Explanation> whySpeed() {
    return study.flatMap(
        of -> figures.map(known -> SpeedReading.why(of, known, assumptions.get())));
  }
}
