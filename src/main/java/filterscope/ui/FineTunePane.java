package filterscope.ui;

import filterscope.study.Tuning;
import filterscope.train.Learned;
import filterscope.train.Repair;
import filterscope.ui.canvas.LearningCurves;
import filterscope.ui.model.FineTuneModel;
import filterscope.ui.model.RepairSwitch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Fine-tuning under layers and stage: what is asked for on the left, the curves on the right. Everything else can be used meanwhile.
final class FineTunePane extends HBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final double WISH_WIDTH = 280;
  private static final double HEIGHT = 232;
  private static final double FIELD_WIDTH = 84;

  /// The settings, cut into what fits beside the curves.
  private enum Page {
    PLAN,
    REPAIRS,
    LEARN
  }

  private final FineTuneModel model;
  private final LearningCurves curves = new LearningCurves();

  /// @param close hides the pane; a fine-tuning that runs goes on
  FineTunePane(FineTuneModel model, Runnable close) {
    this.model = model;
    setId("fine-tune-pane");
    setAccessibleText("Fine-tune");
    getStyleClass().add("fine-tune");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    curves.setId("fine-tune-curves");
    HBox.setHgrow(curves, Priority.ALWAYS);
    getChildren().addAll(wish(close), curves);
    model.tuningProperty().subscribe(this::show);
  }

  private VBox wish(Runnable close) {
    Button hide = Parts.tool(Feather.X, "", "Hide this; what runs goes on", close);
    hide.setId("fine-tune-close");
    hide.getStyleClass().add("small");
    HBox heading = new HBox();
    heading.getStyleClass().add("fine-tune-heading");
    StackPane page = pages(heading);
    heading.getChildren().addAll(Parts.spring(), hide);
    Label words = Parts.label(model.wordsProperty(), "fine-tune-words");
    words.setId("fine-tune-words");
    words.setWrapText(true);
    model.wrongProperty().subscribe(wrong -> words.pseudoClassStateChanged(WRONG, wrong));
    VBox.setVgrow(words, Priority.ALWAYS);
    words.setMaxHeight(Double.MAX_VALUE);
    VBox wish = new VBox(heading, page, buttons(), words);
    wish.getStyleClass().add("fine-tune-wish");
    wish.setMinWidth(WISH_WIDTH);
    wish.setPrefWidth(WISH_WIDTH);
    wish.setMaxWidth(WISH_WIDTH);
    return wish;
  }

  /// What is asked for, a page at a time; its buttons go into the heading.
  private StackPane pages(HBox heading) {
    Map<Page, VBox> pages = new EnumMap<>(Page.class);
    pages.put(Page.PLAN, planPage());
    pages.put(Page.REPAIRS, repairsPage());
    pages.put(Page.LEARN, learnPage());
    pages.values().forEach(page -> page.getStyleClass().add("fine-tune-page"));
    Map<Page, String> words = new EnumMap<>(Page.class);
    words.put(Page.PLAN, "Plan");
    words.put(Page.REPAIRS, "Repairs");
    words.put(Page.LEARN, "Learn");
    Segments<Page> choice =
        new Segments<>(
            "Settings of fine-tuning",
            words,
            chosen -> pages.forEach((page, box) -> box.setVisible(page == chosen)));
    choice.setId("fine-tune-pages");
    choice.show(Optional.of(Page.PLAN));
    pages.forEach((page, box) -> box.setVisible(page == Page.PLAN));
    heading.getChildren().add(choice);
    return new StackPane(pages.values().toArray(VBox[]::new));
  }

  private VBox planPage() {
    HBox numbers =
        new HBox(
            8,
            field("Epochs", "fine-tune-epochs", model.epochsProperty(), "Passes over the images"),
            field(
                "Rate", "fine-tune-rate", model.rateProperty(), "The highest learning rate (Adam)"),
            field(
                "Seed", "fine-tune-seed", model.seedProperty(), "The same seed, the same weights"));
    return new VBox(
        data(),
        numbers,
        toggle(
            "Shift and mirror",
            "fine-tune-augmented",
            model.augmentedProperty(),
            "Training images are shifted by a pixel and mirrored at random"));
  }

  private VBox repairsPage() {
    VBox page = new VBox();
    for (RepairSwitch made : model.repairs()) {
      Repair repair = made.repair();
      Label effect = Parts.label(made.effectProperty(), "fine-tune-effect");
      effect.setId("fine-tune-effect-" + repair.id());
      HBox row =
          new HBox(
              toggle(
                  repair.title(),
                  "fine-tune-repair-" + repair.id(),
                  made.wantedProperty(),
                  help(repair)),
              Parts.spring(),
              effect);
      page.getChildren().add(row);
    }
    Label where =
        Parts.label(
            "Made before training; accuracy on held-out images, at most 500", "param-title");
    where.setWrapText(true);
    page.getChildren().add(where);
    return page;
  }

  private VBox learnPage() {
    HBox numbers =
        new HBox(
            8,
            field(
                "Weight",
                "fine-tune-teacher-weight",
                model.teacherWeightProperty(),
                "How much the teacher's answer counts beside the label: above 0, up to 1"),
            field(
                "Temperature",
                "fine-tune-temperature",
                model.temperatureProperty(),
                "Divides the scores of both: a higher one softens their answers"));
    return new VBox(
        toggle(
            "Distil from the float network",
            "fine-tune-distilled",
            model.distilledProperty(),
            "The network as it is open, in floats, sees the same images, and its answers count beside the labels (Hinton et al., arXiv 1503.02531)"),
        numbers,
        new HBox(
            12,
            learned(
                Learned.SCALES,
                "Scales of weights learn with the weights instead of being computed from them (LSQ, arXiv 1902.08153)"),
            learned(
                Learned.BOUNDS,
                "Bounds of activations of 2 to 8 bits learn with the weights instead of staying where images put them (LSQ)")));
  }

  private CheckBox learned(Learned what, String help) {
    return toggle(
        what.title(), "fine-tune-learned-" + what.id(), model.learnedProperty(what), help);
  }

  private static String help(Repair repair) {
    return switch (repair) {
      case EQUALISE ->
          "Scales filters against what takes their results, so that they share a scale better; the float network stays the same";
      case BATCH_NORM ->
          "Takes the statistics of every batch normalisation anew while the network computes with compressed weights";
      case BIAS -> "Gives every filter's output the mean back that it had in float";
    };
  }

  private CheckBox toggle(String title, String id, BooleanProperty selected, String help) {
    CheckBox toggle = new CheckBox(title);
    toggle.setId(id);
    toggle.setMinWidth(Region.USE_PREF_SIZE);
    toggle.setTooltip(Parts.tip(help));
    toggle.selectedProperty().bindBidirectional(selected);
    toggle.disableProperty().bind(model.runningProperty());
    return toggle;
  }

  private ComboBox<String> data() {
    ComboBox<String> data = new ComboBox<>();
    data.setId("fine-tune-data");
    data.getStyleClass().add("small");
    data.setEditable(true);
    data.setMaxWidth(Double.MAX_VALUE);
    data.setPromptText("Images to train on");
    data.setAccessibleText("Images to train on");
    data.setTooltip(
        Parts.tip(
            "Images to train on: a known set, idx:IMAGES,LABELS, cifar10:FOLDER, folder:FOLDER or list:FILE.tsv"));
    data.getItems().setAll(FineTuneModel.trainingSets());
    data.getEditor().textProperty().bindBidirectional(model.dataProperty());
    data.disableProperty().bind(model.runningProperty());
    return data;
  }

  private VBox field(String title, String id, StringProperty text, String help) {
    TextField field = new TextField();
    field.setId(id);
    field.getStyleClass().add("small");
    field.setAccessibleText(title);
    field.setTooltip(Parts.tip(help));
    field.setMinWidth(0);
    field.textProperty().bindBidirectional(text);
    field.disableProperty().bind(model.runningProperty());
    Label label = Parts.label(title, "param-title");
    label.setLabelFor(field);
    VBox box = new VBox(2, label, field);
    box.setMinWidth(FIELD_WIDTH);
    box.setPrefWidth(FIELD_WIDTH);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private HBox buttons() {
    Button start = button("Start", "fine-tune-start", Feather.PLAY, model::start);
    start.getStyleClass().add("accent");
    start.disableProperty().bind(model.runningProperty());
    Button pause = button("Pause", "fine-tune-pause", Feather.PAUSE, model::pauseOrGoOn);
    pause
        .textProperty()
        .bind(Bindings.when(model.pausedProperty()).then("Go on").otherwise("Pause"));
    pause.disableProperty().bind(model.runningProperty().not());
    Button stop = button("Stop", "fine-tune-stop", Feather.SQUARE, model::stop);
    stop.setTooltip(Parts.tip("Stop now and keep the best weights so far"));
    stop.disableProperty().bind(model.runningProperty().not());
    Button open = button("Open", "fine-tune-open", Feather.FOLDER, model::openResult);
    open.setTooltip(Parts.tip("Open the network that was fine-tuned meanwhile"));
    open.visibleProperty().bind(model.waitingProperty());
    open.managedProperty().bind(model.waitingProperty());
    return new HBox(8, start, pause, stop, open);
  }

  private static Button button(String text, String id, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private void show(Optional<Tuning> tuning) {
    curves.show(
        tuning
            .map(FineTunePane::drawn)
            .orElseGet(() -> new LearningCurves.Curves(1, List.of(), List.of())));
  }

  private static LearningCurves.Curves drawn(Tuning tuning) {
    return new LearningCurves.Curves(
        tuning.epochs(),
        tuning.losses().stream()
            .map(point -> new LearningCurves.Loss(point.epochs(), point.loss()))
            .toList(),
        tuning.heldOut().stream()
            .map(point ->
                new LearningCurves.Share(
                    point.epochs(),
                    point.accuracy().share(),
                    point.accuracy().low(),
                    point.accuracy().high(),
                    point.whole()))
            .toList());
  }
}
