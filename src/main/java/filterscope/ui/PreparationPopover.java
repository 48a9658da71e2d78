package filterscope.ui;

import filterscope.data.Preparation;
import filterscope.ui.model.PreparationModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/// How pictures become inputs of the network, to be set beside the live figures. A field counts with Enter or when it is left.
final class PreparationPopover {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final PreparationModel model;
  private final PopOver popover;
  private final Segments<Preparation.Channels> channels;
  private final List<Entry> entries = new ArrayList<>();
  private final Label refusal = Parts.label("", "preparation-refusal");

  PreparationPopover(PreparationModel model) {
    this.model = model;
    Map<Preparation.Channels, String> orders = new LinkedHashMap<>();
    orders.put(Preparation.Channels.RGB, "RGB");
    orders.put(Preparation.Channels.BGR, "BGR");
    orders.put(Preparation.Channels.GREY, "Grey");
    channels = new Segments<>("Channels", orders, this::choose);
    channels.setId("preparation-channels");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("preparation-grid");
    grid.addRow(0, Parts.label("Channels", "param-title"), channels);
    for (PreparationModel.Field field : PreparationModel.Field.values()) {
      Entry entry = new Entry(field);
      entries.add(entry);
      Label title = Parts.label(field.title(), "param-title");
      title.setLabelFor(entry.text);
      title.setTooltip(Parts.tip(field.help()));
      grid.addRow(grid.getRowCount(), title, entry.text);
      GridPane.setHgrow(entry.text, Priority.ALWAYS);
    }
    Label formula =
        wrapped("Each channel becomes (sample × scale − mean) / std, after resizing and cutting.");
    Label source = wrapped("");
    source.textProperty().bind(model.sourceProperty());
    refusal.setWrapText(true);
    Button restore = new Button();
    restore.setId("preparation-restore");
    restore.getStyleClass().add("small");
    restore.setMaxWidth(Double.MAX_VALUE);
    restore.textProperty().bind(model.restoringProperty());
    restore.disableProperty().bind(model.usualProperty());
    restore.setOnAction(_ -> model.restore());
    VBox content =
        new VBox(
            Parts.label("How images are prepared", "why-title"),
            formula,
            source,
            grid,
            refusal,
            restore);
    content.getStyleClass().addAll("why-content", "preparation");
    popover = new PopOver(content);
    popover.setArrowLocation(PopOver.ArrowLocation.TOP_LEFT);
    popover.setDetachable(false);
    popover.setAutoHide(true);
    popover.setHideOnEscape(true);
    model.shownProperty().subscribe(this::display);
  }

  private static Label wrapped(String text) {
    Label label = Parts.label(text, "why-fact");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  void show(Node beside) {
    display(model.shownProperty().get());
    popover.getRoot().getStyleClass().add("why-popover");
    popover.show(beside);
  }

  private void display(Preparation preparation) {
    channels.show(Optional.of(preparation.channels()));
    entries.forEach(entry -> entry.display(preparation));
    refuse(Optional.empty());
  }

  private void choose(Preparation.Channels order) {
    Optional<String> sentence = model.set(order);
    if (sentence.isPresent()) {
      display(model.shownProperty().get());
      refuse(sentence);
    }
  }

  private void refuse(Optional<String> sentence) {
    refusal.setText(sentence.orElse(""));
  }

  /// The text of one field.
  private final class Entry {
    private final PreparationModel.Field field;
    private final TextField text = new TextField();

    Entry(PreparationModel.Field field) {
      this.field = field;
      text.setId("preparation-" + field.title().toLowerCase(java.util.Locale.ROOT));
      text.getStyleClass().add("small");
      text.setAccessibleText(field.title());
      text.setAccessibleHelp(field.help());
      text.setTooltip(Parts.tip(field.title() + ": " + field.help()));
      text.setOnAction(_ -> typed());
      Consumer<Boolean> left =
          focused -> {
            if (!focused) {
              typed();
            }
          };
      text.focusedProperty().subscribe(left);
    }

    void display(Preparation preparation) {
      text.setText(field.text(preparation));
      text.pseudoClassStateChanged(WRONG, false);
    }

    private void typed() {
      if (!text.getText().equals(field.text(model.shownProperty().get()))) {
        Optional<String> sentence = model.set(field, text.getText());
        text.pseudoClassStateChanged(WRONG, sentence.isPresent());
        if (sentence.isPresent()) {
          refuse(sentence);
        } else {
          display(model.shownProperty().get());
        }
      } else {
        text.pseudoClassStateChanged(WRONG, false);
      }
    }
  }
}
