package filterscope.ui;

import filterscope.method.FilterOrder;
import filterscope.ui.canvas.LayerPicture;
import filterscope.ui.canvas.ScaleMap;
import filterscope.ui.model.ConfigurationModel;
import filterscope.ui.model.Numbers;
import filterscope.ui.model.OrderModel;
import filterscope.ui.model.StageModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

/// The map of the scales of the layer on the stage, as the filters are stored and as they would be in another order, with the
/// price of each.
final class ScalesPage implements StagePage {
  private final ScaleMap map = new ScaleMap();
  private final ConfigurationModel configuration;
  private final OrderModel order;
  private final Segments<FilterOrder> orders;
  private final Button use = new Button("Use");
  private final Button prove = new Button("Prove");
  private final HBox tools = new HBox();

  ScalesPage(StageModel stage, ConfigurationModel configuration, OrderModel order) {
    this.configuration = configuration;
    this.order = order;
    map.highlightedGroupProperty().bindBidirectional(stage.highlightedGroupProperty());
    Map<FilterOrder, String> titles = new LinkedHashMap<>();
    for (FilterOrder each : FilterOrder.values()) {
      titles.put(each, title(each));
    }
    orders = new Segments<>("Order of the filters", titles, this::look);
    orders.setId("filter-orders");
    use.setId("use-order");
    use.getStyleClass().add("small");
    use.setAccessibleText("Use this order");
    use.setTooltip(Parts.tip("Group the filters of the layers in scope in this order"));
    use.setOnAction(_ -> map.orderProperty().get().ifPresent(configuration::setFilterOrder));
    prove.setId("prove-order");
    prove.getStyleClass().add("small");
    prove.setAccessibleText("Prove that the order changes nothing");
    prove.setTooltip(
        Parts.tip(
            "Is it the same function? Moves the filters of this layer, with everything behind them, in a copy of the float network, runs both and"
                + " compares their outputs"));
    prove.setOnAction(
        _ -> stage.figuresProperty().get().ifPresent(figures -> order.prove(shown(), figures)));
    tools.getChildren().addAll(orders, use, prove);
    tools.getStyleClass().add("page-tools");
    map.pricesProperty().subscribe(this::price);
    configuration.choiceProperty().subscribe(_ -> look(configuration.filterOrder()));
    stage.layerProperty().subscribe(_ -> look(configuration.filterOrder()));
  }

  private static String title(FilterOrder order) {
    return switch (order) {
      case AS_STORED -> "As stored";
      case SORTED -> "Sorted";
      case OPTIMAL -> "Best";
    };
  }

  private FilterOrder shown() {
    return map.orderProperty().get().orElse(configuration.filterOrder());
  }

  /// The order that the layer has is shown with its own scales, any other one with those it would have at one bit.
  private void look(FilterOrder wanted) {
    boolean own = wanted == configuration.filterOrder();
    map.orderProperty().set(own ? Optional.empty() : Optional.of(wanted));
    orders.show(Optional.of(wanted));
    use.setDisable(own || !configuration.takesOrder());
  }

  private void price(Map<FilterOrder, Double> prices) {
    for (FilterOrder each : FilterOrder.values()) {
      orders.rename(
          each,
          Optional.ofNullable(prices.get(each))
              .map(price -> title(each) + " " + Numbers.three(price))
              .orElse(title(each)));
    }
    orders.setDisable(prices.isEmpty());
    prove.setDisable(prices.isEmpty());
  }

  /// Shows a layer.
  void show(LayerPicture picture) {
    map.show(picture);
  }

  /// The drawn control.
  Node picture() {
    return map;
  }

  @Override
  public Node node() {
    return map;
  }

  @Override
  public ObservableValue<String> facts() {
    return order.verdictProperty();
  }

  @Override
  public Node tools() {
    return tools;
  }

  @Override
  public ObservableValue<String> readout() {
    return map.readoutProperty();
  }
}
