package filterscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.method.GridConv;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;

/// The pictures of the layer on the stage of the real window.
final class PicturesWindowTest extends WindowRobot {
  @Test
  void lightsUpAGroupInEveryPicture() {
    interact(() -> model.stage().highlightedGroupProperty().set(1));
    assertThat(
            lookup(".fs-filter-wall")
                .<filterscope.ui.canvas.FilterWall>query()
                .getHighlightedGroup())
        .isEqualTo(1);
    push(KeyCode.SHORTCUT, KeyCode.DIGIT2);
    assertThat(
            lookup(".fs-scale-map").<filterscope.ui.canvas.ScaleMap>query().getHighlightedGroup())
        .isEqualTo(1);
  }

  @Test
  void savesEveryPictureFromItsMenu() throws Exception {
    for (KeyCode view : List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3)) {
      push(KeyCode.SHORTCUT, view);
      Node picture =
          lookup(".pictures .fs-drawing")
              .match((Node each) ->
                  each.isVisible()
                      && each.getBoundsInParent().getWidth() > 0
                      && each.getParent().isVisible())
              .query();
      String kind = ((filterscope.ui.canvas.Picture) picture).kind();
      clickOn(picture, MouseButton.SECONDARY).clickOn("#save-svg");
      Path vectors = folder.resolve("conv2-" + kind + ".svg");
      await(() -> Files.exists(vectors));
      assertThat(Files.readString(vectors)).startsWith("<?xml").contains("<text");
      clickOn(picture, MouseButton.SECONDARY).clickOn("#save-png");
      Path pixels = folder.resolve("conv2-" + kind + ".png");
      await(() -> Files.exists(pixels));
      assertThat(javax.imageio.ImageIO.read(pixels.toFile()).getWidth())
          .isEqualTo((int) Math.rint(picture.getLayoutBounds().getWidth() * 2));
    }
  }

  @Test
  void dragsTheBoundOfTheWeightsAsOneChange() throws Exception {
    push(KeyCode.SHORTCUT, KeyCode.DIGIT3);
    Node histogram = lookup(".fs-weight-histogram").query();
    interact(histogram::requestFocus);
    await(() -> shown().stored() instanceof GridConv);
    double before = shown().error();
    for (int step = 0; step < 12; step++) {
      press(KeyCode.SHIFT).type(KeyCode.LEFT).release(KeyCode.SHIFT);
    }
    await(() -> shown().error() != before);
    assertThat(model.configuration().choiceProperty().get().settings().asMap())
        .containsEntry("estimator", "percentile");
    awaitAccuracy();
    var bounds = histogram.localToScreen(histogram.getBoundsInLocal());
    double middle = (bounds.getMinX() + 64 + bounds.getMaxX() - 20) / 2;
    var undone = model.workspace().study().orElseThrow().configuration();
    double y = bounds.getMinY() + bounds.getHeight() / 2;
    double handle = middle;
    for (double x = middle; x < bounds.getMaxX() - 20; x += 2) {
      moveTo(x, y);
      if (javafx.scene.Cursor.H_RESIZE.equals(histogram.getCursor())) {
        handle = x;
        break;
      }
    }
    assertThat(handle).isGreaterThan(middle);
    drag(handle, y).moveBy(-20, 0).moveBy(-20, 0).moveBy(-10, 0).drop();
    await(() -> !model.workspace().study().orElseThrow().configuration().equals(undone));
    interact(model::undo);
    assertThat(model.workspace().study().orElseThrow().configuration()).isEqualTo(undone);
  }

  @Test
  void showsTheWeightsOfAllLayersAndChoosesOne() throws Exception {
    push(KeyCode.SHORTCUT, KeyCode.DIGIT3);
    clickOn(extent("All layers"));
    Node all = lookup(".fs-layer-histograms").query();
    await(() -> String.valueOf(all.getAccessibleText()).contains("4 layers"));
    interact(all::requestFocus);
    type(KeyCode.END).type(KeyCode.ENTER);
    await(() -> model.stage().layerProperty().get().equals("head"));
    assertThat(all.isVisible()).isFalse();
  }

  @Test
  void showsThePriceOfEveryOrderAndProvesThatTheFunctionStays() throws Exception {
    push(KeyCode.SHORTCUT, KeyCode.DIGIT2);
    ToggleButton best =
        lookup("#filter-orders .toggle-button")
            .lookup((ToggleButton button) -> button.getText().startsWith("Best"))
            .query();
    await(() -> best.getText().length() > "Best ".length());
    clickOn(best).clickOn("#prove-order");
    await(() -> model.order().verdictProperty().get().contains("the same function"));
    double before = shown().error();
    clickOn("#use-order");
    await(() -> shown().error() != before);
    assertThat(model.configuration().choiceProperty().get().settings().asMap())
        .containsEntry("order", "optimal");
    assertThat(shown().error()).isLessThan(before);
  }

  @Test
  void showsTheWeightsOfTheGroupsAndPinsOne() throws Exception {
    push(KeyCode.SHORTCUT, KeyCode.DIGIT3);
    clickOn(extent("Its groups"));
    Node groups = lookup(".fs-group-histograms").query();
    await(() -> String.valueOf(groups.getAccessibleText()).contains("2 groups"));
    interact(groups::requestFocus);
    type(KeyCode.END);
    assertThat(model.stage().highlightedGroupProperty().get()).isEqualTo(1);
    assertThat(lookup(".readout").<Labeled>query().getText())
        .startsWith("group 1 of 2 · filters 8–15 · α ")
        .contains(" · 576 weights · ");
    type(KeyCode.ENTER);
    assertThat(groups.isVisible()).isFalse();
    assertThat(lookup(".fs-weight-histogram").query().isVisible()).isTrue();
    assertThat(model.stage().highlightedGroupProperty().get()).isEqualTo(1);
  }

  private ToggleButton extent(String words) {
    return lookup("#weights-extent .toggle-button")
        .lookup((ToggleButton button) -> button.getText().equals(words))
        .query();
  }

  /// From the list of layers with Tab alone to everything a person can do with a picture.
  @Test
  void reachesEveryViewAndItsToolsWithoutAMouse() throws Exception {
    javafx.scene.Scene scene = window.orElseThrow().scene();
    int digit = 0;
    for (StageView view : StageView.values()) {
      digit++;
      push(KeyCode.SHORTCUT, KeyCode.valueOf("DIGIT" + digit));
      assertThat(window.orElseThrow().remembered()).containsEntry("view", view.key());
      await(() -> !model.isBusy());
      interact(() -> lookup("#layers").query().requestFocus());
      java.util.Set<Node> reached = new java.util.HashSet<>();
      for (int step = 0; step < 120 && reached.add(scene.getFocusOwner()); step++) {
        type(KeyCode.TAB);
      }
      assertThat(scene.getFocusOwner().isFocusVisible()).isTrue();
      List<Node> pictures =
          List.copyOf(
              lookup(".pictures .fs-drawing").match(PicturesWindowTest::isSeen).<Node>queryAll());
      assertThat(reached).as(view.title()).containsAll(pictures);
      assertThat(reached).as(view.title()).anyMatch(node -> node.getStyleClass().contains("why"));
    }
  }

  private static boolean isSeen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return node.getBoundsInParent().getWidth() > 0;
  }
}
