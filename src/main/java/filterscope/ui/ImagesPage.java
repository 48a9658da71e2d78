package filterscope.ui;

import filterscope.data.Picture;
import filterscope.ui.canvas.ClassBar;
import filterscope.ui.canvas.ConfusionMatrix;
import filterscope.ui.canvas.MatrixPicture;
import filterscope.ui.canvas.ProbabilityBars;
import filterscope.ui.model.Caption;
import filterscope.ui.model.Exhibit;
import filterscope.ui.model.ImageFilter;
import filterscope.ui.model.ImagesModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Which predictions flipped: confusion matrices of both networks on the left, the image that is looked at on the right.
final class ImagesPage implements StagePage {
  private static final double SIDE = 72;

  private final ImagesModel model;
  private final ConfusionMatrix matrix = new ConfusionMatrix();
  private final ProbabilityBars bars = new ProbabilityBars();
  private final ImageView view = new ImageView();
  private final Label title = wrapped("image-title");
  private final Label answers = wrapped("page-facts");
  private final Label origin = wrapped("page-facts");
  private final Hyperlink parting = new Hyperlink();
  private final Label alike = wrapped("page-facts");
  private final StringProperty facts = new SimpleStringProperty("");
  private final VBox content;
  private final Segments<ConfusionMatrix.Mode> modes;

  ImagesPage(ImagesModel model) {
    this.model = model;
    matrix.setId("confusion");
    bars.setId("probabilities");
    Map<ConfusionMatrix.Mode, String> titles = new LinkedHashMap<>();
    titles.put(ConfusionMatrix.Mode.FLOAT, "Float");
    titles.put(ConfusionMatrix.Mode.COMPRESSED, "Compressed");
    titles.put(ConfusionMatrix.Mode.DIFFERENCE, "Difference");
    modes = new Segments<>("Confusion matrix shown", titles, matrix.modeProperty()::set);
    matrix.modeProperty().subscribe(mode -> modes.show(Optional.of(mode)));
    matrix.setOnCell((label, predicted) -> model.showImages(filter(label, predicted)));
    matrix.setMinSize(0, 0);
    matrix.setPrefSize(200, 200);
    bars.setMinSize(0, 0);
    bars.setPrefSize(200, 100);
    parting.setId("parting");
    parting.getStyleClass().add("page-link");
    parting.setWrapText(true);
    parting.setMinHeight(Region.USE_PREF_SIZE);
    parting.setOnAction(_ -> model.goToParting());
    view.setFitWidth(SIDE);
    view.setFitHeight(SIDE);
    view.setPreserveRatio(true);
    VBox words = new VBox(title, answers);
    words.getStyleClass().add("image-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    HBox head = new HBox(view, words);
    head.getStyleClass().add("image-head");
    parting.managedProperty().bind(parting.visibleProperty());
    alike.managedProperty().bind(alike.visibleProperty());
    alike.setMinHeight(Region.USE_PREF_SIZE);
    VBox detail = new VBox(head, parting, alike, bars, origin);
    detail.getStyleClass().add("image-detail");
    VBox.setVgrow(bars, Priority.ALWAYS);
    HBox both = new HBox(matrix, detail);
    both.getStyleClass().add("images-both");
    HBox.setHgrow(matrix, Priority.ALWAYS);
    VBox.setVgrow(both, Priority.ALWAYS);
    content = new VBox(both);
    content.getStyleClass().add("page");
    model.countsProperty().subscribe(counts -> show(counts));
    model.trace().traceProperty().subscribe(_ -> showImage());
    model.picker().chosenProperty().subscribe(this::showPicture);
    model.picker().answersProperty().subscribe(_ -> showWords());
  }

  private static Label wrapped(String style) {
    Label label = Parts.label("", style);
    label.setWrapText(true);
    return label;
  }

  private ImageFilter filter(int label, int predicted) {
    return switch (matrix.modeProperty().get()) {
      case FLOAT -> new ImageFilter.Cell(label, predicted, false);
      case COMPRESSED -> new ImageFilter.Cell(label, predicted, true);
      case DIFFERENCE -> new ImageFilter.Moved(label, predicted);
    };
  }

  private void show(Optional<ImagesModel.Counts> counts) {
    facts.set(model.facts());
    counts.ifPresentOrElse(
        known ->
            matrix.show(
                new MatrixPicture(
                    known.names(), known.floating().counts(), known.compressed().counts())),
        () ->
            matrix.showNote(
                "No images are evaluated\nChoose images with Data in the toolbar to see which predictions flip."));
  }

  private void showPicture(Optional<Exhibit> chosen) {
    view.setImage(null);
    chosen.ifPresent(exhibit -> model.picker().small(exhibit, picture -> show(exhibit, picture)));
    showWords();
  }

  private void show(Exhibit of, Picture picture) {
    if (model.picker().chosenProperty().get().filter(of::equals).isPresent()) {
      view.setImage(ImageCell.image(picture));
      view.setSmooth(Math.max(picture.width(), picture.height()) > SIDE);
    }
  }

  private void showWords() {
    Optional<Caption> caption = model.picker().chosenProperty().get().map(model.picker()::caption);
    title.setText(
        caption.map(of -> of.title() + (of.label().isEmpty() ? "" : ": " + of.label())).orElse(""));
    answers.setText(
        caption
            .filter(of -> !of.floating().isEmpty())
            .map(of -> "float says " + of.floating() + "\ncompressed says " + of.compressed())
            .orElse(""));
  }

  private void showImage() {
    parting.setText(model.parting());
    parting.setVisible(model.isParting());
    alike.setText(model.parting());
    alike.setVisible(!model.isParting());
    origin.setText(model.thoughts().isEmpty() ? "" : model.origin());
    bars.show(
        model.thoughts().stream()
            .map(of -> new ClassBar(of.name(), of.floating(), of.compressed(), of.isLabel()))
            .toList());
    showWords();
  }

  @Override
  public Node node() {
    return content;
  }

  @Override
  public ObservableValue<String> facts() {
    return facts;
  }

  @Override
  public Node tools() {
    return modes;
  }

  @Override
  public ObservableValue<String> readout() {
    return matrix.readoutProperty();
  }
}
