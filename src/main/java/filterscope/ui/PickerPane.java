package filterscope.ui;

import filterscope.measure.Verdict;
import filterscope.ui.model.Exhibit;
import filterscope.ui.model.ImageFilter;
import filterscope.ui.model.Numbers;
import filterscope.ui.model.PickerModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The strip of images: which are offered on the left, then one after another with what they show and what the networks say. The
/// arrow keys walk through them; the number of an image can be typed.
final class PickerPane extends HBox {
  private static final double HEIGHT = 96;

  private final PickerModel model;
  private final ListView<Exhibit> strip;
  private final ComboBox<ImageFilter> filter = new ComboBox<>();
  private final TextField number = new TextField();
  private final Label total = Parts.label("", "picker-total");
  private boolean following;

  PickerPane(PickerModel model) {
    this.model = model;
    this.strip = new ListView<>(model.exhibits());
    getStyleClass().add("picker");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    strip.setId("images");
    strip.setOrientation(Orientation.HORIZONTAL);
    strip.setFixedCellSize(ImageCell.WIDTH);
    strip.setCellFactory(_ -> new ImageCell(model));
    strip.setAccessibleText("Images");
    strip.getStyleClass().addAll("image-strip", "edge-to-edge");
    strip.setPlaceholder(
        Parts.label(
            "No image here. Choose images with Data, or drop a PNG or JPEG file.", "empty-note"));
    HBox.setHgrow(strip, Priority.ALWAYS);
    filter.setId("image-filter");
    filter.setMaxWidth(Double.MAX_VALUE);
    filter.setAccessibleText("Which images are offered");
    filter.setCellFactory(_ -> new FilterCell(true));
    filter.setButtonCell(new FilterCell(false));
    number.setId("image-number");
    number.setAccessibleText("Number of the image");
    number.setTooltip(Parts.tip("The number of an image, counted from 0"));
    number.getStyleClass().add("exact");
    number.setOnAction(_ -> typed());
    HBox exact = new HBox(number, total);
    exact.getStyleClass().add("picker-exact");
    VBox left = new VBox(filter, exact);
    left.getStyleClass().add("picker-left");
    getChildren().addAll(left, strip);
    strip
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(chosen -> {
          if (chosen != null && !following) {
            model.choose(chosen);
          }
        });
    model.chosenProperty().subscribe(_ -> follow());
    model.exhibits().addListener((ListChangeListener<Exhibit>) _ -> follow());
    model.filterProperty().subscribe(_ -> showFilters());
    model.answersProperty().subscribe(_ -> showFilters());
    model.imagesProperty().subscribe(_ -> showFilters());
    filter
        .valueProperty()
        .subscribe(wanted -> {
          if (wanted != null && !following) {
            model.filterProperty().set(wanted);
          }
        });
  }

  /// The filters that make sense for everybody, and the present one.
  private void showFilters() {
    following = true;
    try {
      List<ImageFilter> offered =
          new ArrayList<>(
              List.of(
                  new ImageFilter.All(),
                  new ImageFilter.Flipped(),
                  new ImageFilter.Of(Verdict.LOST),
                  new ImageFilter.Of(Verdict.GAINED),
                  new ImageFilter.Of(Verdict.OTHER_ERROR),
                  new ImageFilter.Of(Verdict.SAME_ERROR),
                  new ImageFilter.Of(Verdict.BOTH_RIGHT)));
      ImageFilter present = model.filterProperty().get();
      if (!offered.contains(present)) {
        offered.add(present);
      }
      if (!filter.isShowing() && !offered.equals(filter.getItems())) {
        filter.getItems().setAll(offered);
      }
      filter.setValue(present);
      filter.setButtonCell(new FilterCell(false));
      total.setText(
          model
              .imagesProperty()
              .get()
              .map(known -> "of " + Numbers.count(known.inputs().size()))
              .orElse(""));
    } finally {
      following = false;
    }
  }

  private String words(ImageFilter of) {
    String count =
        of instanceof ImageFilter.All
            ? model
                .imagesProperty()
                .get()
                .map(known -> Numbers.count(known.inputs().size()))
                .orElse("0")
            : Numbers.count(model.count(of));
    return model.words(of) + " · " + count;
  }

  private void typed() {
    boolean there;
    try {
      there = model.chooseIndex(Integer.parseInt(number.getText().strip().replace("\u2009", "")));
    } catch (NumberFormatException e) {
      there = false;
    }
    number.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("wrong"), !there);
  }

  private void follow() {
    following = true;
    try {
      Optional<Exhibit> chosen = model.chosenProperty().get();
      number.setText(
          chosen
              .map(exhibit ->
                  switch (exhibit) {
                    case Exhibit.OfSet(int index) -> Integer.toString(index);
                    case Exhibit.Own _ -> "";
                  })
              .orElse(""));
      number.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("wrong"), false);
      int place = chosen.map(model.exhibits()::indexOf).orElse(-1);
      if (place < 0) {
        strip.getSelectionModel().clearSelection();
      } else if (strip.getSelectionModel().getSelectedIndex() != place) {
        strip.getSelectionModel().clearAndSelect(place);
        strip.getFocusModel().focus(place);
        strip.scrollTo(Math.max(0, place - 2));
      }
    } finally {
      following = false;
    }
  }

  /// A filter with how many images it takes.
  private final class FilterCell extends ListCell<ImageFilter> {
    private final boolean inList;

    FilterCell(boolean inList) {
      this.inList = inList;
    }

    @Override
    protected void updateItem(ImageFilter item, boolean empty) {
      super.updateItem(item, empty);
      setText(empty || item == null ? "" : words(item));
      setTooltip(empty || item == null || inList ? null : Parts.tip(words(item)));
    }
  }
}
