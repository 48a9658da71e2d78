package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.ui.model.LayerRow;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;

/// The layers as a list, a graph and a table in the real window, and what is done to several of them.
final class LayersWindowTest extends WindowRobot {
  @Test
  void walksThroughTheLayersWithTheArrows() throws Exception {
    ListView<LayerRow> list = lookup("#layers").queryListView();
    interact(list::requestFocus);
    type(KeyCode.DOWN);
    await(() -> model.stage().layerProperty().get().equals("conv3"));
    type(KeyCode.UP, 2);
    await(() -> model.stage().layerProperty().get().equals("conv1"));
    assertThat(shown().isFloat()).isTrue();
  }

  @Test
  void choosesAndSelectsLayersInTheGraph() throws Exception {
    clickOn(form("Graph"));
    Node graph = lookup("#graph").query();
    interact(graph::requestFocus);
    type(KeyCode.HOME);
    await(() -> model.stage().layerProperty().get().equals("conv1"));
    press(KeyCode.SHIFT).type(KeyCode.DOWN).release(KeyCode.SHIFT);
    assertThat(model.layers().selected()).containsExactly("conv1", "conv2");
    clickOn(scope("Selected 2"));
    clickOn(toggle("2"));
    await(() -> row("conv1").bitsProperty().get().equals("2"));
    assertThat(row("conv2").bitsProperty().get()).isEqualTo("2");
    assertThat(row("conv3").bitsProperty().get()).isEqualTo("4");
  }

  @Test
  void sortsTheTableAndChoosesLayersInIt() throws Exception {
    clickOn(form("Table"));
    TableView<LayerRow> table = lookup("#layer-table").queryTableView();
    assertThat(names(table)).containsExactly("conv1", "conv2", "conv3", "head");
    assertThat(table.getWidth()).isGreaterThan(900);
    assertThat(table.getSelectionModel().getSelectedItem()).isSameAs(row("conv2"));
    clickOn(header("size"));
    assertThat(names(table)).containsExactly("head", "conv1", "conv2", "conv3");
    clickOn(header("size"));
    // 16·16·9 weights in 4 bits; 16·8·9 in 4 bits; 8·9 floats; 4·16 floats.
    assertThat(names(table)).containsExactly("conv3", "conv2", "conv1", "head");
    assertThat(model.stage().layerProperty().get()).isEqualTo("conv2");
    assertThat(table.getSelectionModel().getSelectedItem()).isSameAs(row("conv2"));
    clickOn(cell("conv1"));
    await(() -> model.stage().layerProperty().get().equals("conv1"));
    press(KeyCode.SHIFT).type(KeyCode.UP, 2).release(KeyCode.SHIFT);
    await(() -> model.stage().layerProperty().get().equals("conv3"));
    assertThat(model.layers().selected()).containsExactlyInAnyOrder("conv1", "conv2", "conv3");
    clickOn(scope("Selected 3"));
    clickOn(toggle("2"));
    await(() -> row("conv1").bitsProperty().get().equals("2"));
    awaitAccuracy();
    assertThat(names(table)).containsExactly("conv3", "conv2", "head", "conv1");
    assertThat(model.layers().selected()).containsExactlyInAnyOrder("conv1", "conv2", "conv3");
    clickOn(header("size"));
    assertThat(names(table)).containsExactly("conv1", "conv2", "conv3", "head");
    doubleClickOn(cell("conv2"));
    assertThat(table.isVisible()).isFalse();
    assertThat(lookup("#layers").query().isVisible()).isTrue();
    await(() -> model.stage().layerProperty().get().equals("conv2"));
    assertThat(model.layers().selected()).containsExactly("conv2");
  }

  private static List<String> names(TableView<LayerRow> table) {
    return table.getItems().stream().map(LayerRow::name).toList();
  }

  private ToggleButton form(String words) {
    return lookup("#layer-forms .toggle-button")
        .lookup((ToggleButton button) -> button.getText().equals(words))
        .query();
  }

  private Node header(String title) {
    return lookup("#layer-table .column-header .label")
        .lookup((Labeled label) -> label.getText().equals(title))
        .query();
  }

  private Node cell(String layer) {
    return lookup("#layer-table .table-cell")
        .lookup((Labeled cell) -> cell.getText().equals(layer))
        .query();
  }

  @Test
  void coloursLayersByWhatIsKnown() {
    assertThat(model.layers().measures())
        .contains(filterscope.ui.model.LayerMeasure.ERROR, filterscope.ui.model.LayerMeasure.TIME)
        .doesNotContain(filterscope.ui.model.LayerMeasure.SENSITIVITY);
    interact(() -> model.layers().colourProperty().set(filterscope.ui.model.LayerMeasure.BYTES));
    assertThat(model.layers().share(row("conv3")))
        .hasValueSatisfying(share -> assertThat(share).isBetween(0.1, 1.0));
  }

  @Test
  void changesOneLayerOrAll() throws Exception {
    clickOn(scope("This layer"));
    clickOn(toggle("2"));
    await(() -> row("conv2").bitsProperty().get().equals("2"));
    assertThat(row("conv3").bitsProperty().get()).isEqualTo("4");
    clickOn(scope("All layers"));
    clickOn(toggle("3"));
    await(() -> row("conv3").bitsProperty().get().equals("3"));
    assertThat(row("conv2").bitsProperty().get()).isEqualTo("3");
    assertThat(row("conv1").bitsProperty().get()).isEqualTo("float");
  }

  @Test
  void findsLayersFromTheKeyboard() {
    push(KeyCode.SHORTCUT, KeyCode.F);
    write("head");
    assertThat(lookup("#layers").<LayerRow>queryListView().getItems()).hasSize(1);
  }

  @Test
  void selectsSeveralRowsOfTheTableWithTheMouse() throws Exception {
    clickOn(form("Table"));
    clickOn(cell("conv1"));
    await(() -> model.layers().selected().equals(List.of("conv1")));
    clickWith(KeyCode.SHIFT, cell("conv3"));
    await(() -> model.layers().selected().size() == 3);
    assertThat(model.layers().selected()).containsExactlyInAnyOrder("conv1", "conv2", "conv3");
    clickWith(KeyCode.CONTROL, cell("conv2"));
    await(() -> model.layers().selected().size() == 2);
    assertThat(model.layers().selected()).containsExactlyInAnyOrder("conv1", "conv3");
    clickWith(KeyCode.CONTROL, cell("head"));
    await(() -> model.layers().selected().size() == 3);
    assertThat(model.layers().selected()).containsExactlyInAnyOrder("conv1", "conv3", "head");
    clickOn(scope("Selected 3"));
    clickOn(toggle("2"));
    await(() -> row("conv1").bitsProperty().get().equals("2"));
    assertThat(row("conv3").bitsProperty().get()).isEqualTo("2");
    assertThat(row("conv2").bitsProperty().get()).isEqualTo("4");
  }

  @Test
  void selectsSeveralLayersOfTheListWithTheMouse() throws Exception {
    clickOn(line("conv1"));
    clickWith(KeyCode.CONTROL, line("conv3"));
    await(() -> model.layers().selected().size() == 2);
    assertThat(model.layers().selected()).containsExactly("conv1", "conv3");
    clickWith(KeyCode.SHIFT, line("head"));
    await(() -> model.layers().selected().contains("head"));
    clickWith(KeyCode.CONTROL, line("head"));
    await(() -> !model.layers().selected().contains("head"));
  }

  /// A click with a key held down. The robot of the platform without a display forgets the keys when it moves the mouse: they are
  /// added to its events on their way.
  private void clickWith(KeyCode held, Node target) {
    Scene scene = window.orElseThrow().scene();
    EventHandler<MouseEvent> adding =
        event -> {
          if (!event.isShiftDown() && !event.isControlDown()) {
            event.consume();
            Event.fireEvent(event.getTarget(), with(held, event));
          }
        };
    interact(() -> scene.addEventFilter(MouseEvent.ANY, adding));
    clickOn(target);
    interact(() -> scene.removeEventFilter(MouseEvent.ANY, adding));
  }

  private static MouseEvent with(KeyCode held, MouseEvent event) {
    return new MouseEvent(
        event.getEventType(),
        event.getSceneX(),
        event.getSceneY(),
        event.getScreenX(),
        event.getScreenY(),
        event.getButton(),
        event.getClickCount(),
        held == KeyCode.SHIFT,
        held == KeyCode.CONTROL,
        false,
        false,
        event.isPrimaryButtonDown(),
        event.isMiddleButtonDown(),
        event.isSecondaryButtonDown(),
        event.isSynthesized(),
        event.isPopupTrigger(),
        event.isStillSincePress(),
        event.getPickResult());
  }

  private Node line(String layer) {
    return lookup("#layers .layer-name")
        .lookup((Labeled name) -> name.getText().equals(layer))
        .query();
  }
}
