package filterscope.ui;

import filterscope.ui.model.ClaimLine;
import filterscope.ui.model.ClaimsModel;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The paper's claim over the whole desk: the table of the sample networks that were trained with and without sharing, and in
/// sentences where the claim holds and where it does not.
final class ClaimsPane extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private static final double ROW_HEIGHT = 28;
  private static final double HEAD_HEIGHT = 44;

  private final ClaimsModel model;
  private final TableView<ClaimLine> table = new TableView<>();

  /// @param open puts a sample network on the desk, by its name
  /// @param close brings the desk back; what runs goes on
  ClaimsPane(ClaimsModel model, Consumer<String> open, Runnable close) {
    this.model = model;
    setId("claims-pane");
    getStyleClass().add("claims-pane");
    Button hide = Parts.tool(Feather.X, "", "Back to the desk; what runs goes on", close);
    hide.setId("claims-close");
    HBox heading =
        new HBox(
            Parts.label("The paper's claim, measured on the sample networks", "why-title"),
            Parts.spring(),
            hide);
    heading.getStyleClass().add("claims-line");
    Label account = Parts.label(model.accountProperty(), "claims-account");
    account.setId("claims-account");
    account.setWrapText(true);
    account.setMinHeight(Region.USE_PREF_SIZE);
    Label note =
        Parts.label(
            "Intervals are of 95 %, those of differences image by image. Memory is that of the compressed layers' weights, speed"
                + " that of the whole network at this moment: other work that runs meanwhile changes it. * stands for what a network's card has recorded.",
            "why-fact");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    fillTable(open);
    getChildren().addAll(heading, controls(open), table, account, note);
  }

  private HBox controls(Consumer<String> open) {
    ComboBox<Integer> images = new ComboBox<>();
    images.setId("claims-images");
    images.getStyleClass().add("small");
    images.getItems().setAll(ClaimsModel.imageCounts());
    images.valueProperty().bindBidirectional(model.imagesProperty());
    images.setAccessibleText("Images for each network");
    images.disableProperty().bind(model.runningProperty());
    Button start = button("Start", "claims-start", Feather.PLAY, model::start);
    start.getStyleClass().add("accent");
    start.disableProperty().bind(model.runningProperty());
    Button stop = button("Stop", "claims-stop", Feather.SQUARE, model::cancel);
    stop.disableProperty().bind(model.runningProperty().not());
    Button show =
        button("Open the network", "claims-open-network", Feather.FOLDER, () -> openChosen(open));
    show.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
    Label words = Parts.label(model.wordsProperty(), "fine-tune-words");
    words.setId("claims-words");
    model.wrongProperty().subscribe(wrong -> words.pseudoClassStateChanged(WRONG, wrong));
    HBox line =
        new HBox(
            Parts.label("Images for each network", "param-title"),
            images,
            start,
            stop,
            words,
            Parts.spring(),
            show);
    line.getStyleClass().add("claims-line");
    return line;
  }

  private static Button button(String text, String id, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private void openChosen(Consumer<String> open) {
    Optional.ofNullable(table.getSelectionModel().getSelectedItem())
        .ifPresent(line -> open.accept(line.network()));
  }

  private void fillTable(Consumer<String> open) {
    table.setId("claims-table");
    table.getStyleClass().addAll("compare-table", "claims-table");
    table.setAccessibleText("The paper's claim on the sample networks");
    table.setItems(model.lines());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    Label empty = Parts.label("Nothing is measured yet: press Start.", "why-fact");
    table.setPlaceholder(empty);
    table
        .prefHeightProperty()
        .bind(Bindings.size(model.lines()).multiply(ROW_HEIGHT).add(HEAD_HEIGHT));
    table.setMaxHeight(Region.USE_PREF_SIZE);
    column("Network", 168, ClaimLine::network);
    number("Bits w / a", 80, ClaimLine::bits);
    number("G", 52, ClaimLine::group);
    number("Top-1", 76, ClaimLine::accuracy);
    number("95 % of top-1", 116, ClaimLine::interval);
    number("Points to G = 1", 112, ClaimLine::difference);
    number("95 % of points", 116, ClaimLine::differenceInterval);
    column("Claim", 104, ClaimLine::verdict);
    number("Memory", 76, ClaimLine::memory);
    number("Theory", 76, ClaimLine::theory);
    number("Measured", 80, ClaimLine::measured);
    number("Seeds", 64, ClaimLine::seeds);
    table.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        openChosen(open);
      }
    });
  }

  private void number(String title, double width, Function<ClaimLine, String> words) {
    column(title, width, words).getStyleClass().add("compare-number");
  }

  private TableColumn<ClaimLine, String> column(
      String title, double width, Function<ClaimLine, String> words) {
    TableColumn<ClaimLine, String> column = new TableColumn<>(title);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(words.apply(row.getValue())));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    table.getColumns().add(column);
    return column;
  }
}
