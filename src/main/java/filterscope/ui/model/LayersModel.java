package filterscope.ui.model;

import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Weighted;
import filterscope.study.Figures;
import filterscope.study.LayerFigures;
import filterscope.study.OpenNetwork;
import filterscope.study.Study;
import filterscope.study.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// The list of layers: which there are, which are found by the search, which is on the stage and which are selected.
public final class LayersModel {
  private final Workspace workspace;
  private final ObservableList<LayerRow> all = FXCollections.observableArrayList();
  private final FilteredList<LayerRow> rows = new FilteredList<>(all);
  private final StringProperty search = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper chosen = new ReadOnlyStringWrapper("");
  private final ObservableList<String> selected = FXCollections.observableArrayList();
  private final ObjectProperty<LayerMeasure> colour =
      new SimpleObjectProperty<>(LayerMeasure.ERROR);
  private final ReadOnlyObjectWrapper<List<GraphRow>> graph =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
  private Optional<OpenNetwork> shown = Optional.empty();

  LayersModel(Workspace workspace) {
    this.workspace = workspace;
    search.subscribe(text -> rows.setPredicate(row -> row.matches(text)));
  }

  void show(Study study) {
    if (shown.isEmpty() || !shown.get().equals(study.opened())) {
      shown = Optional.of(study.opened());
      Network network = study.opened().network();
      search.set("");
      selected.clear();
      all.setAll(rows(network));
      graph.set(GraphRow.of(network));
      summary.set(
          Numbers.plural(network.layers().size(), "layer")
              + " · "
              + Numbers.count(network.parameters())
              + " parameters · "
              + Numbers.three(network.macs() / 1e6)
              + " M MACs");
    }
    chosen.set(study.layer());
  }

  void show(Figures figures) {
    for (LayerRow row : all) {
      LayerFigures layer = figures.layers().get(row.name());
      if (layer != null) {
        row.show(layer, figures.network().activations(row.name()));
      }
      figures
          .times()
          .map(times -> times.millis().get(row.name()))
          .ifPresent(millis -> row.measure(LayerMeasure.TIME, millis));
    }
    version.set(version.get() + 1);
  }

  /// Takes how much accuracy each layer costs alone, in points; of layers that are absent nothing is known any more.
  void showSensitivity(Map<String, Double> points) {
    for (LayerRow row : all) {
      Optional.ofNullable(points.get(row.name()))
          .ifPresentOrElse(
              lost -> row.measure(LayerMeasure.SENSITIVITY, lost),
              () -> row.forget(LayerMeasure.SENSITIVITY));
    }
    version.set(version.get() + 1);
  }

  /// What the layers are coloured by.
  public ObjectProperty<LayerMeasure> colourProperty() {
    return colour;
  }

  /// Grows whenever a number of any layer has changed.
  public ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /// The measures of which something is known.
  public List<LayerMeasure> measures() {
    return Stream.of(LayerMeasure.values())
        .filter(measure -> all.stream().anyMatch(row -> row.measured(measure).isPresent()))
        .toList();
  }

  /// Where a layer stands in the measure that layers are coloured by: 0 at nothing, 1 at the most that any layer has.
  public Optional<Double> share(LayerRow row) {
    double most = most();
    return row.measured(colour.get()).map(number -> most > 0 ? Math.max(0, number) / most : 0);
  }

  /// The most that any layer has of what layers are coloured by; 0 when nothing is known.
  public double most() {
    return all.stream()
        .flatMap(row -> row.measured(colour.get()).stream())
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }

  /// The layers and their figures as comma-separated values, a header first; numbers in full, empty where nothing is known.
  public String csv() {
    StringBuilder text = new StringBuilder("layer,operator,weights,macs");
    for (LayerMeasure measure : LayerMeasure.values()) {
      text.append(',').append(measure.column());
    }
    text.append(",activation_bits,group,scales");
    for (LayerRow row : all) {
      text.append('\n').append(quoted(row.name())).append(',').append(quoted(row.title()));
      text.append(',').append(row.weights()).append(',').append(row.macs());
      for (LayerMeasure measure : LayerMeasure.values()) {
        text.append(',').append(row.measured(measure).map(String::valueOf).orElse(""));
      }
      text.append(',').append(row.activationBits().map(String::valueOf).orElse(""));
      text.append(',').append(row.grouping().map(LayerRow::group).orElse(""));
      text.append(',').append(row.grouping().map(of -> Integer.toString(of.groups())).orElse(""));
    }
    return text.append('\n').toString();
  }

  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /// The rows of all layers with weights, whatever is searched for.
  public List<LayerRow> all() {
    return all;
  }

  /// The network as a graph: its layers with weights and where branches meet.
  public ReadOnlyObjectProperty<List<GraphRow>> graphProperty() {
    return graph.getReadOnlyProperty();
  }

  private static List<LayerRow> rows(Network network) {
    List<LayerRow> rows = new ArrayList<>();
    List<Layer> layers = network.layers();
    for (int index = 0; index < layers.size(); index++) {
      if (layers.get(index).operator() instanceof Weighted) {
        int end = index + 1;
        while (end < layers.size() && !(layers.get(end).operator() instanceof Weighted)) {
          end++;
        }
        rows.add(new LayerRow(network, layers.get(index), layers.subList(index + 1, end)));
      }
    }
    return rows;
  }

  /// The rows that the search finds.
  public ObservableList<LayerRow> rows() {
    return rows;
  }

  /// The text that is searched for; empty finds all.
  public StringProperty searchProperty() {
    return search;
  }

  /// What the network is, in a line.
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /// The layer on the stage.
  public ReadOnlyStringProperty chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /// Puts a layer on the stage.
  public void choose(String layer) {
    workspace.chooseLayer(layer);
  }

  /// The names of the layers that are selected in the list.
  public ObservableList<String> selected() {
    return selected;
  }
}
