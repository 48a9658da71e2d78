package filterscope.ui;

import filterscope.ui.canvas.PlotUnit;
import filterscope.ui.canvas.ResultTable;
import filterscope.ui.canvas.TradeOffPlot;
import filterscope.ui.model.TradeOffModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All measured configurations, as spots or as a table; under them the figures of those that a loop encloses.
final class TradeOffPage implements StagePage {
  private static final int MOST_ROWS = 8;
  private static final List<String> HEADINGS =
      List.of("Configuration", "Top-1", "Memory", "Time", "Theory");

  /// What is drawn.
  private enum Form {
    MEMORY("Memory"),
    TIME("Time"),
    THEORY("Theory"),
    TABLE("Table");

    private final String title;

    Form(String title) {
      this.title = title;
    }
  }

  private final TradeOffModel model;
  private final TradeOffPlot plot = new TradeOffPlot();
  private final ResultTable table = new ResultTable();
  private final GridPane selection = new GridPane();
  private final VBox content;
  private final HBox tools;

  TradeOffPage(TradeOffModel model) {
    this.model = model;
    plot.setId("trade-off-plot");
    table.setId("result-table");
    model.pictureProperty().subscribe(plot::show);
    model.tableProperty().subscribe(table::show);
    plot.setOnChosen(model::restore);
    table.setOnChosen(model::restore);
    plot.selectedProperty().subscribe(this::showSelection);
    selection.getStyleClass().add("comparison");
    StackPane pictures = new StackPane(plot, table);
    pictures.setMinHeight(0);
    VBox.setVgrow(pictures, Priority.ALWAYS);
    content = new VBox(pictures, selection);
    content.getStyleClass().add("page");
    Map<Form, String> titles = new LinkedHashMap<>();
    for (Form form : Form.values()) {
      titles.put(form, form.title);
    }
    Segments<Form> forms = new Segments<>("Accuracy over", titles, this::show);
    forms.setId("trade-off-forms");
    forms.show(Optional.of(Form.MEMORY));
    tools = new HBox(forms);
    tools.setAlignment(Pos.CENTER_RIGHT);
    show(Form.MEMORY);
  }

  private void show(Form form) {
    table.setVisible(form == Form.TABLE);
    plot.setVisible(form != Form.TABLE);
    switch (form) {
      case MEMORY -> model.unitProperty().set(PlotUnit.BYTES);
      case TIME -> model.unitProperty().set(PlotUnit.MILLIS);
      case THEORY -> model.unitProperty().set(PlotUnit.TIMES);
      case TABLE -> plot.selectNone();
    }
  }

  private void showSelection(List<Integer> selected) {
    selection.getChildren().clear();
    boolean any = !selected.isEmpty();
    selection.setVisible(any);
    selection.setManaged(any);
    if (!any) {
      return;
    }
    for (int column = 0; column < HEADINGS.size(); column++) {
      selection.add(cell(HEADINGS.get(column), column, "comparison-head"), column, 0);
    }
    List<List<String>> rows = model.rows(selected.subList(0, Math.min(MOST_ROWS, selected.size())));
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        selection.add(cell(rows.get(row).get(column), column, "comparison-cell"), column, row + 1);
      }
    }
    int more = selected.size() - rows.size();
    selection.add(
        Parts.label(
            (more > 0 ? "and " + more + " more · " : "") + "* timed through float weights",
            "comparison-head"),
        0,
        rows.size() + 1,
        HEADINGS.size(),
        1);
  }

  private static Label cell(String text, int column, String style) {
    Label cell = Parts.label(text, style);
    cell.setMinWidth(column == 0 ? 0 : 72);
    cell.setMaxWidth(Double.MAX_VALUE);
    cell.setAlignment(column == 0 ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT);
    GridPane.setHgrow(cell, column == 0 ? Priority.ALWAYS : Priority.NEVER);
    return cell;
  }

  @Override
  public Node node() {
    return content;
  }

  @Override
  public ObservableValue<String> facts() {
    return model.factsProperty();
  }

  @Override
  public Node tools() {
    return tools;
  }

  @Override
  public ObservableValue<String> readout() {
    return Bindings.createStringBinding(
        () -> table.isVisible() ? table.getReadout() : plot.getReadout(),
        table.visibleProperty(),
        table.readoutProperty(),
        plot.readoutProperty());
  }
}
