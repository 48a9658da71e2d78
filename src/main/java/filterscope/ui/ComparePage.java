package filterscope.ui;

import filterscope.ui.model.CompareModel;
import filterscope.ui.model.ComparedLayer;
import filterscope.ui.model.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Two configurations, layer by layer in a table and image by image in sentences.
final class ComparePage implements StagePage {
  private final CompareModel model;
  private final TableView<ComparedLayer> table = new TableView<>();
  private final Label images = Parts.label("", "compare-images");
  private final StringProperty facts = new SimpleStringProperty("");
  private final TextField name = new TextField();
  private final VBox content;
  private final HBox tools;

  ComparePage(CompareModel model) {
    this.model = model;
    table.setId("compare-table");
    table.setAccessibleText("Layers under two configurations");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getStyleClass().add("compare-table");
    table.setMinHeight(0);
    table.setPlaceholder(
        Parts.label(
            "Open a network: its layers are compared here, once both sides are measured.",
            "empty-note"));
    table.getColumns().add(text());
    table.getColumns().add(pair("bits a weight", side -> side.bits(), Numbers::three));
    table.getColumns().add(group());
    table.getColumns().add(pair("size", side -> side.bytes(), Numbers::bytes));
    table.getColumns().add(pair("error", side -> side.error(), ComparePage::error));
    table
        .getColumns()
        .add(pair("SQNR, dB", side -> side.sqnr().orElse(Double.NaN), ComparePage::decibels));
    VBox.setVgrow(table, Priority.ALWAYS);
    images.setWrapText(true);
    images.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
    ComboBox<String> first = choice("compare-first", model.firstProperty());
    ComboBox<String> second = choice("compare-second", model.secondProperty());
    Button restore = new Button("Restore");
    restore.setId("compare-restore");
    restore.getStyleClass().add("small");
    restore.setTooltip(Parts.tip("Brings the saved configuration on the left back"));
    restore.setOnAction(_ -> model.restore(model.firstProperty().get()));
    model
        .firstProperty()
        .subscribe(chosen -> restore.setDisable(!model.isSaved(chosen == null ? "" : chosen)));
    HBox parties = new HBox(first, Parts.label("against", "page-facts"), second, restore);
    parties.getStyleClass().add("compare-parties");
    content = new VBox(parties, table, images);
    content.getStyleClass().add("page");
    name.setId("compare-name");
    name.setAccessibleText("Name for this configuration");
    name.getStyleClass().add("small");
    name.setOnAction(_ -> save());
    Button save = new Button("Save");
    save.setTooltip(Parts.tip("Keeps the present configuration under this name"));
    save.setAccessibleText("Save this configuration");
    save.setId("compare-save");
    save.getStyleClass().add("small");
    save.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    save.setOnAction(_ -> save());
    tools = new HBox(name, save);
    tools.getStyleClass().add("compare-save");
    model.comparisonProperty().subscribe(this::show);
  }

  private void save() {
    model.save(name.getText());
    name.clear();
  }

  private ComboBox<String> choice(String id, ObjectProperty<String> of) {
    ComboBox<String> box = new ComboBox<>(model.names());
    box.setId(id);
    box.setAccessibleText("Configuration");
    box.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(box, Priority.ALWAYS);
    box.valueProperty().bindBidirectional(of);
    return box;
  }

  private static TableColumn<ComparedLayer, String> text() {
    TableColumn<ComparedLayer, String> column = new TableColumn<>("layer");
    column.setCellValueFactory(row -> new SimpleStringProperty(row.getValue().name()));
    return column;
  }

  private static TableColumn<ComparedLayer, String> group() {
    TableColumn<ComparedLayer, String> column = new TableColumn<>("G");
    column.setCellValueFactory(row -> {
      ComparedLayer layer = row.getValue();
      return new SimpleStringProperty(arrow(layer, side -> side.group()));
    });
    column.setMinWidth(64);
    column.getStyleClass().add("compare-number");
    return column;
  }

  private static String arrow(ComparedLayer layer, Function<ComparedLayer.Side, String> words) {
    String before = words.apply(layer.first());
    String after = words.apply(layer.second());
    return before.equals(after) ? before : before + " → " + after;
  }

  /// A column of numbers of both sides, sorted by how far they are apart.
  private static TableColumn<ComparedLayer, ComparedLayer> pair(
      String title, ToDoubleFunction<ComparedLayer.Side> value, Function<Double, String> words) {
    TableColumn<ComparedLayer, ComparedLayer> column = new TableColumn<>(title);
    column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
    column.setMinWidth(title.equals("size") ? 140 : 96);
    column.setComparator(
        Comparator.comparingDouble(
            layer -> value.applyAsDouble(layer.second()) - value.applyAsDouble(layer.first())));
    column.setCellFactory(_ ->
        new TableCell<>() {
          @Override
          protected void updateItem(ComparedLayer item, boolean empty) {
            super.updateItem(item, empty);
            setText(
                empty || item == null
                    ? ""
                    : arrow(item, side -> words.apply(value.applyAsDouble(side))));
          }
        });
    column.getStyleClass().add("compare-number");
    return column;
  }

  private static String error(double share) {
    return share == 0 ? "0" : Numbers.three(share * 100) + "\u2009%";
  }

  private static String decibels(double value) {
    return Double.isInfinite(value) ? "∞" : Numbers.three(value);
  }

  private void show(Optional<CompareModel.Comparison> known) {
    name.setPromptText(model.proposal());
    facts.set(known.map(CompareModel.Comparison::facts).orElse(""));
    images.setText(
        known
            .map(CompareModel.Comparison::images)
            .map(lines -> String.join("\n", lines))
            .orElse(""));
    List<ComparedLayer> layers = known.map(CompareModel.Comparison::layers).orElse(List.of());
    if (!layers.equals(table.getItems())) {
      table.getItems().setAll(layers);
      table.sort();
    }
  }

  @Override
  public Node node() {
    return content;
  }

  @Override
  public Node tools() {
    return tools;
  }

  @Override
  public ObservableValue<String> facts() {
    return facts;
  }

  @Override
  public ObservableValue<String> readout() {
    return new SimpleStringProperty(
        "SQNR: activations after the layer, for the image that is chosen under Activations, Bits or Images");
  }
}
