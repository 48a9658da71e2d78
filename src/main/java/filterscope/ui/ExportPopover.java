package filterscope.ui;

import filterscope.export.ExportForm;
import filterscope.ui.model.ExportModel;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/// Chooses the forms in which the configuration on the desk leaves the program, and tells what was written.
final class ExportPopover {
  private final VBox content;
  private final PopOver popover;

  /// @param chooseFolder asks the person where to, and hands that to the model
  ExportPopover(ExportModel model, Runnable chooseFolder) {
    GridPane forms = new GridPane();
    forms.getStyleClass().add("export-forms");
    for (ExportForm form : ExportForm.values()) {
      CheckBox box = new CheckBox(form.title());
      box.setId("export-" + form.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      box.setMinWidth(Region.USE_PREF_SIZE);
      box.setAccessibleHelp(form.summary());
      box.selectedProperty().bindBidirectional(model.wantedProperty(form));
      // Everything else is verified against the recipe beside it.
      box.setDisable(form == ExportForm.RECIPE);
      Label summary = Parts.label(form.summary(), "why-fact");
      forms.addRow(forms.getRowCount(), box, summary);
      GridPane.setHgrow(summary, Priority.ALWAYS);
    }
    ProgressBar progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setMinHeight(Region.USE_PREF_SIZE);
    progress.setAccessibleText("Exporting");
    progress.visibleProperty().bind(model.runningProperty());
    HBox.setHgrow(progress, Priority.ALWAYS);
    Button export = new Button("Export to a folder …");
    export.setId("export-start");
    export.getStyleClass().addAll("small", "accent");
    export.setDefaultButton(true);
    export.setOnAction(_ -> chooseFolder.run());
    export.disableProperty().bind(model.runningProperty());
    Button cancel = new Button("Cancel");
    cancel.setId("export-cancel");
    cancel.getStyleClass().add("small");
    cancel.setOnAction(_ -> model.cancel());
    cancel.disableProperty().bind(model.runningProperty().not());
    HBox line = new HBox(export, cancel, progress);
    line.getStyleClass().add("export-line");
    Label account = Parts.label(model.accountProperty(), "why-fact");
    account.setId("export-account");
    account.setWrapText(true);
    account.setMinHeight(Region.USE_PREF_SIZE);
    Label note =
        Parts.label(
            "All files are written together, or none. 'filterscope verify FILE' holds each to what it says.",
            "why-fact");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    content =
        new VBox(Parts.label("Export this configuration", "why-title"), forms, line, account, note);
    content.getStyleClass().addAll("why-content", "export");
    popover = new PopOver(content);
    popover.setArrowLocation(PopOver.ArrowLocation.TOP_LEFT);
    popover.setDetachable(false);
    popover.setAutoHide(true);
    popover.setHideOnEscape(true);
  }

  void show(Node beside) {
    popover.getRoot().getStyleClass().add("why-popover");
    popover.show(beside);
  }
}
