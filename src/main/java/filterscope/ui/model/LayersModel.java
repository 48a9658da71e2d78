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
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
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
        row.show(layer);
      }
    }
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
