package filterscope.ui.model;

import filterscope.study.Activity;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The status bar: what is running, how far it is, and how to stop it.
public final class StatusModel {
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("Ready");
  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper backend = new ReadOnlyStringWrapper("");
  private Optional<Activity> shown = Optional.empty();

  /// Shows the newest of what is under way.
  public void show(List<Activity> activities) {
    shown = activities.isEmpty() ? Optional.empty() : Optional.of(activities.getLast());
    busy.set(shown.isPresent());
    share.set(shown.map(Activity::share).orElse(0.0));
    text.set(shown.map(StatusModel::words).orElse("Ready"));
  }

  private static String words(Activity activity) {
    return activity.what().isEmpty()
        ? activity.title()
        : activity.title() + " · " + activity.what();
  }

  void showBackend(String words) {
    backend.set(words);
  }

  /// Stops what is shown.
  public void cancel() {
    shown.ifPresent(activity -> activity.cancel().run());
    show(List.of());
  }

  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  /// From 0 to 1, or negative when unknown.
  public ReadOnlyDoubleProperty shareProperty() {
    return share.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /// The kernels in use, and how many threads.
  public ReadOnlyStringProperty backendProperty() {
    return backend.getReadOnlyProperty();
  }
}
