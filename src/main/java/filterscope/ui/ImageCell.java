package filterscope.ui;

import filterscope.data.Picture;
import filterscope.measure.Verdict;
import filterscope.ui.model.Caption;
import filterscope.ui.model.Exhibit;
import filterscope.ui.model.PickerModel;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// One image of the strip: the picture, what it shows, and what the networks say where they are wrong.
final class ImageCell extends ListCell<Exhibit> {
  static final double WIDTH = 84;
  private static final double SIDE = 44;
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass GAINED = PseudoClass.getPseudoClass("gained");

  private final PickerModel model;
  private final ImageView view = new ImageView();
  private final Label shows = Parts.label("", "image-label");
  private final Label says = Parts.label("", "image-answer");
  private final VBox box;
  private Optional<Runnable> coming = Optional.empty();
  private @Nullable Exhibit pictured;

  ImageCell(PickerModel model) {
    this.model = model;
    getStyleClass().add("image-cell");
    view.setFitWidth(SIDE);
    view.setFitHeight(SIDE);
    view.setPreserveRatio(true);
    StackPane frame = new StackPane(view);
    frame.setMinSize(SIDE, SIDE);
    frame.setMaxSize(SIDE, SIDE);
    shows.setMaxWidth(WIDTH - 12);
    says.setMaxWidth(WIDTH - 12);
    box = new VBox(frame, shows, says);
    box.getStyleClass().add("image-box");
    setPrefWidth(WIDTH);
    Subscription _ = model.answersProperty().subscribe(_ -> write());
  }

  @Override
  protected void updateItem(Exhibit item, boolean empty) {
    super.updateItem(item, empty);
    boolean gone = empty || item == null;
    setGraphic(gone ? null : box);
    if (gone || !item.equals(pictured)) {
      coming.ifPresent(Runnable::run);
      coming = Optional.empty();
      view.setImage(null);
      pictured = gone ? null : item;
      if (!gone) {
        coming = model.small(item, picture -> show(item, picture));
      }
    }
    write();
  }

  private void show(Exhibit of, Picture picture) {
    if (of.equals(getItem())) {
      view.setImage(image(picture));
      view.setSmooth(Math.max(picture.width(), picture.height()) > SIDE);
    }
  }

  private void write() {
    Exhibit item = getItem();
    if (item == null) {
      return;
    }
    Caption caption = model.caption(item);
    Optional<Verdict> verdict = caption.verdict();
    shows.setText(caption.label().isEmpty() ? caption.title() : caption.label());
    says.setText(verdict.map(known -> answer(known, caption)).orElse(" "));
    says.pseudoClassStateChanged(
        WRONG,
        verdict.filter(known -> known == Verdict.LOST || known == Verdict.OTHER_ERROR).isPresent());
    says.pseudoClassStateChanged(
        GAINED, verdict.filter(known -> known == Verdict.GAINED).isPresent());
    setAccessibleText(caption.sentence());
    setTooltip(Parts.tip(caption.sentence()));
  }

  private static String answer(Verdict verdict, Caption caption) {
    return switch (verdict) {
      case BOTH_RIGHT -> "✓";
      case LOST -> "✓ → " + caption.compressed();
      case GAINED -> "✓ was " + caption.floating();
      case SAME_ERROR -> "✗ " + caption.compressed();
      case OTHER_ERROR -> "✗ " + caption.floating() + " → " + caption.compressed();
    };
  }

  /// The samples as pixels.
  static Image image(Picture picture) {
    WritableImage image = new WritableImage(picture.width(), picture.height());
    PixelWriter writer = image.getPixelWriter();
    boolean grey = picture.channels() == 1;
    for (int row = 0; row < picture.height(); row++) {
      for (int column = 0; column < picture.width(); column++) {
        int red = picture.sample(row, column, 0);
        int green = grey ? red : picture.sample(row, column, 1);
        int blue = grey ? red : picture.sample(row, column, 2);
        writer.setArgb(column, row, 0xff000000 | red << 16 | green << 8 | blue);
      }
    }
    return image;
  }
}
