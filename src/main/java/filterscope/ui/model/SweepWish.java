package filterscope.ui.model;

import filterscope.measure.SweepAxes;
import filterscope.measure.SweepGrid;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.catalog.Methods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Which methods take part in a sweep or a search, and which values of their parameters.
public final class SweepWish {
  private final Function<Param.Whole, Integer> most;
  private final Runnable onChange;
  private final Map<Method, BooleanProperty> methods = new LinkedHashMap<>();
  private final ObservableList<AxisModel> axes = FXCollections.observableArrayList();

  /// @param most the largest value of a whole number that means something for the open network
  /// @param onChange called whenever something else is chosen
  SweepWish(Function<Param.Whole, Integer> most, Runnable onChange) {
    this.most = most;
    this.onChange = onChange;
    for (Method method : Methods.all()) {
      methods.put(method, new SimpleBooleanProperty(methods.isEmpty()));
    }
    methods.values().forEach(chosen -> chosen.subscribe(this::update));
  }

  private List<Method> chosen() {
    return methods.entrySet().stream()
        .filter(entry -> entry.getValue().get())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The parameters of the chosen methods, each once; values that were chosen before stay so.
  void update() {
    Map<String, AxisModel> before = new LinkedHashMap<>();
    axes.forEach(axis -> before.put(axis.key(), axis));
    Map<String, AxisModel> now = new LinkedHashMap<>();
    for (Method method : chosen()) {
      for (Param param : method.params()) {
        int top = param instanceof Param.Whole whole ? most.apply(whole) : 0;
        now.computeIfAbsent(param.key(), _ -> AxisValues.of(param, top));
      }
    }
    now.forEach((key, axis) -> {
      AxisModel old = before.get(key);
      for (AxisModel.Value value : axis.values()) {
        if (old != null) {
          old.values().stream()
              .filter(same -> same.text().equals(value.text()))
              .forEach(same -> value.chosen().set(same.chosen().get()));
        }
        value.chosen().subscribe(_ -> onChange.run());
      }
    });
    axes.setAll(now.values());
    onChange.run();
  }

  /// The configurations that this makes.
  SweepGrid grid() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    axes.forEach(axis -> {
      if (!axis.chosen().isEmpty()) {
        values.put(axis.key(), axis.chosen());
      }
    });
    return SweepAxes.of(chosen(), values).grid();
  }

  /// Every method, and whether it takes part.
  public Map<Method, BooleanProperty> methods() {
    return methods;
  }

  /// Lets all methods take part, or only the first.
  public void chooseAll(boolean all) {
    BooleanProperty first = methods.values().iterator().next();
    methods.values().forEach(chosen -> chosen.set(all || chosen.equals(first)));
  }

  /// The parameters of the methods that take part.
  public ObservableList<AxisModel> axes() {
    return axes;
  }
}
