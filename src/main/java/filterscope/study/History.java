package filterscope.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The studies that led to the present one, and those that were undone. Immutable; one entry a gesture.
public record History(List<Study> past, Study present, List<Study> future) {
  private static final int LONGEST = 200;

  public History {
    past = List.copyOf(past);
    future = List.copyOf(future);
  }

  /// Nothing happened yet.
  public static History of(Study study) {
    return new History(List.of(), study, List.of());
  }

  /// A new present. The old one can be brought back; what was undone is forgotten.
  public History with(Study study) {
    return new History(appended(past, present), study, List.of());
  }

  /// A new present within the same gesture: the old one is forgotten.
  public History amended(Study study) {
    return new History(past, study, List.of());
  }

  /// The same present seen from elsewhere: nothing to undo, and nothing is forgotten.
  public History looking(Study study) {
    return new History(past, study, future);
  }

  /// One gesture back, or nothing when there is none.
  public Optional<History> undone() {
    return past.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new History(
                past.subList(0, past.size() - 1), past.getLast(), appended(future, present)));
  }

  /// The gesture that was undone last, again.
  public Optional<History> redone() {
    return future.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new History(
                appended(past, present), future.getLast(), future.subList(0, future.size() - 1)));
  }

  private static List<Study> appended(List<Study> studies, Study study) {
    List<Study> longer = new ArrayList<>(studies);
    longer.add(study);
    return longer.subList(Math.max(0, longer.size() - LONGEST), longer.size());
  }
}
