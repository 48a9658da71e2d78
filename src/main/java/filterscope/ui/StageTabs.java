package filterscope.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;

/// The tabs of the stage: as many as there is room for, the others in a menu behind them.
final class StageTabs extends HBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final String MORE = "More";

  private final Segments<StageView> tabs;
  private final MenuButton more = new MenuButton(MORE);
  private final List<StageView> views = List.of(StageView.values());
  private StageView chosen = StageView.FILTERS;
  private int fitting = views.size();

  StageTabs(Consumer<StageView> onChoice) {
    tabs = new Segments<>("Picture", titles(), onChoice);
    tabs.setId("views");
    more.setId("more-views");
    more.setMinWidth(USE_PREF_SIZE);
    more.getStyleClass().addAll("small", "more-views");
    more.setAccessibleText("More pictures");
    for (StageView view : views) {
      MenuItem item = new MenuItem(view.title());
      item.setOnAction(_ -> onChoice.accept(view));
      more.getItems().add(item);
    }
    getChildren().addAll(tabs, more);
    setSpacing(4);
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    setMaxWidth(Double.MAX_VALUE);
    widthProperty().subscribe(_ -> requestLayout());
  }

  private static Map<StageView, String> titles() {
    Map<StageView, String> titles = new LinkedHashMap<>();
    for (StageView each : StageView.values()) {
      titles.put(each, each.title());
    }
    return titles;
  }

  /// Presses the tab of a view.
  void show(StageView view) {
    chosen = view;
    tabs.show(Optional.of(view));
    nameMenu();
  }

  private void nameMenu() {
    boolean beyond = views.indexOf(chosen) >= fitting;
    more.setText(beyond ? chosen.title() : MORE);
    more.pseudoClassStateChanged(CHOSEN, beyond);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 200;
  }

  @Override
  protected void layoutChildren() {
    fit();
    super.layoutChildren();
  }

  /// Decides which tabs stand in the row. The menu keeps room for the longest name, so that nothing jumps when it is chosen.
  private void fit() {
    double[] widths = tabs.widths();
    double all = 0;
    for (double width : widths) {
      all += width;
    }
    int count = widths.length;
    if (all > getWidth()) {
      double room = getWidth() - 112;
      count = 0;
      while (count < widths.length && room >= widths[count]) {
        room -= widths[count];
        count++;
      }
      count = Math.max(1, count);
    }
    if (count != fitting) {
      fitting = count;
      tabs.offer(count);
      for (int view = 0; view < views.size(); view++) {
        more.getItems().get(view).setVisible(view >= count);
      }
      nameMenu();
    }
    more.setVisible(count < widths.length);
    more.setManaged(count < widths.length);
  }
}
