package filterscope.ui;

import filterscope.ui.model.StatusModel;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.controlsfx.control.StatusBar;
import org.kordamp.ikonli.feather.Feather;

/// What is running, how far it is, Cancel, and the backend in use.
final class StatusPane extends StatusBar {
  StatusPane(StatusModel model) {
    setId("status");
    textProperty().bind(model.textProperty());
    progressProperty().bind(model.shareProperty());
    Button cancel = Parts.tool(Feather.X, "Cancel", "Stop what is running (Esc)", model::cancel);
    cancel.setId("cancel");
    cancel.getStyleClass().add("small");
    // It keeps its place, so that nothing moves when work begins or ends.
    cancel.visibleProperty().bind(model.busyProperty());
    Label backend = Parts.label(model.backendProperty(), "status-backend");
    backend.setAlignment(Pos.CENTER_RIGHT);
    backend.setTooltip(Parts.tip("The kernels that compute, and on how many threads"));
    getRightItems().addAll(cancel, backend);
  }
}
