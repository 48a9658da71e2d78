package filterscope.ui.model;

import filterscope.train.Repair;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// A repair that can be made before a network is fine-tuned, and what it did to the accuracy when it was made last.
public final class RepairSwitch {
  private final Repair repair;
  private final BooleanProperty wanted = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper effect = new ReadOnlyStringWrapper("");

  RepairSwitch(Repair repair) {
    this.repair = repair;
  }

  public Repair repair() {
    return repair;
  }

  /// Whether it is to be made.
  public BooleanProperty wantedProperty() {
    return wanted;
  }

  /// The accuracy on held-out images before and after it; empty before it was measured.
  public ReadOnlyStringProperty effectProperty() {
    return effect.getReadOnlyProperty();
  }

  void say(String words) {
    effect.set(words);
  }
}
