package filterscope.ui;

import filterscope.ui.model.AxisModel;
import filterscope.ui.model.ExploreModel;
import filterscope.ui.model.SearchTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Sweeps and searches, beside the stage in place of the configuration: which methods, which values of their parameters, how many
/// points that makes; start, progress, stop.
final class ExplorePane extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final double WIDTH = 316;

  private final ExploreModel model;
  private final VBox main = new VBox();
  private final VBox others = new VBox();
  private final TitledPane more = new TitledPane("More parameters", others);

  /// @param close brings the configuration back; what runs goes on
  ExplorePane(ExploreModel model, Runnable close) {
    this.model = model;
    setId("explore-pane");
    getStyleClass().add("explore-pane");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    Map<ExploreModel.Kind, String> kinds = new LinkedHashMap<>();
    for (ExploreModel.Kind kind : ExploreModel.Kind.values()) {
      kinds.put(kind, kind.title());
    }
    Segments<ExploreModel.Kind> kind =
        new Segments<>("What to measure", kinds, model.kindProperty()::set);
    kind.setId("explore-kind");
    model.kindProperty().subscribe(shown -> kind.show(Optional.of(shown)));
    Button hide = Parts.tool(Feather.X, "", "Back to the configuration; what runs goes on", close);
    hide.setId("explore-close");
    HBox heading = new HBox(kind, Parts.spring(), hide);
    heading.getStyleClass().add("explore-heading");
    main.getStyleClass().add("explore-axes");
    others.getStyleClass().add("explore-axes");
    more.setId("explore-more");
    more.setExpanded(false);
    more.setAnimated(false);
    VBox choices = new VBox(target(), methods(), main, more);
    choices.getStyleClass().add("explore-choices");
    ScrollPane scroll = new ScrollPane(choices);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("explore-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(heading, scroll, footer());
    model.wish().axes().addListener((ListChangeListener<AxisModel>) _ -> showAxes());
    showAxes();
  }

  private Node target() {
    Map<SearchTarget, String> targets = new LinkedHashMap<>();
    for (SearchTarget each : SearchTarget.values()) {
      targets.put(each, each.title());
    }
    Segments<SearchTarget> target = new Segments<>("What is given", targets, model::setTarget);
    target.setId("explore-target");
    model.targetProperty().subscribe(shown -> target.show(Optional.of(shown)));
    TextField number = new TextField();
    number.setId("explore-wanted");
    number.getStyleClass().add("small");
    number.setAccessibleText("Target");
    number.textProperty().bindBidirectional(model.wantedProperty());
    number.setOnAction(_ -> model.start());
    VBox box = new VBox(4, target, number);
    box.visibleProperty().bind(model.kindProperty().isEqualTo(ExploreModel.Kind.SEARCH));
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private Node methods() {
    VBox box = new VBox();
    box.getStyleClass().add("explore-methods");
    Hyperlink all = new Hyperlink("All");
    all.setId("explore-all");
    all.setOnAction(_ -> model.wish().chooseAll(true));
    Hyperlink one = new Hyperlink("One");
    one.setOnAction(_ -> model.wish().chooseAll(false));
    HBox head = new HBox(Parts.label("Methods", "param-title"), Parts.spring(), all, one);
    head.getStyleClass().add("param-line");
    box.getChildren().add(head);
    model
        .wish()
        .methods()
        .forEach((method, chosen) -> {
          CheckBox check = new CheckBox(method.title());
          check.setId("explore-method-" + method.id());
          check.getStyleClass().add("explore-method");
          check.setTooltip(Parts.tip(method.summary()));
          check.selectedProperty().bindBidirectional(chosen);
          box.getChildren().add(check);
        });
    return box;
  }

  private void showAxes() {
    main.getChildren().clear();
    others.getChildren().clear();
    for (AxisModel axis : model.wish().axes()) {
      boolean first =
          axis.key().equals("weight-bits")
              || axis.key().equals("activation-bits")
              || axis.key().equals("group");
      (first ? main : others).getChildren().add(axis(axis));
    }
    more.setVisible(!others.getChildren().isEmpty());
    more.setManaged(more.isVisible());
  }

  private static Node axis(AxisModel axis) {
    Label title = Parts.label(axis.title(), "param-title");
    title.setTooltip(Parts.tip(axis.help()));
    FlowPane values = new FlowPane(4, 4);
    for (AxisModel.Value value : axis.values()) {
      ToggleButton chip = new ToggleButton(value.title());
      chip.setId("explore-" + axis.key() + "-" + value.text());
      chip.getStyleClass().addAll("small", "chip");
      chip.setAccessibleText(axis.title() + " " + value.title());
      chip.setMinWidth(Region.USE_PREF_SIZE);
      chip.selectedProperty().bindBidirectional(value.chosen());
      values.getChildren().add(chip);
    }
    return new VBox(2, title, values);
  }

  private Node footer() {
    ComboBox<Integer> images = new ComboBox<>();
    images.setId("explore-images");
    images.getStyleClass().add("small");
    images.getItems().setAll(ExploreModel.imageCounts());
    images.valueProperty().bindBidirectional(model.imagesProperty());
    images.setAccessibleText("Images for each point");
    HBox measured =
        new HBox(8, Parts.label("Images for each point", "param-title"), Parts.spring(), images);
    measured.getStyleClass().add("param-line");
    Label plan = Parts.label(model.planProperty(), "param-note");
    plan.setId("explore-plan");
    Button start = new Button("Start", new FontIcon(Feather.PLAY));
    start.setId("explore-start");
    start.getStyleClass().addAll("small", "accent");
    start.setOnAction(_ -> model.start());
    start.disableProperty().bind(model.runningProperty());
    Button stop = new Button("Stop", new FontIcon(Feather.SQUARE));
    stop.setId("explore-stop");
    stop.getStyleClass().add("small");
    stop.setOnAction(_ -> model.cancel());
    stop.disableProperty().bind(model.runningProperty().not());
    Button use = new Button("Use the best", new FontIcon(Feather.CHECK));
    use.setId("explore-use");
    use.getStyleClass().add("small");
    use.setOnAction(_ -> model.useBest());
    use.visibleProperty().bind(model.foundProperty());
    ProgressBar progress = new ProgressBar();
    progress.progressProperty().bind(model.shareProperty());
    progress.setMaxWidth(Double.MAX_VALUE);
    progress
        .opacityProperty()
        .bind(Bindings.when(model.runningProperty()).then(1.0).otherwise(0.0));
    Label words = Parts.label(model.wordsProperty(), "explore-words");
    words.setId("explore-words");
    words.setWrapText(true);
    model.wrongProperty().subscribe(wrong -> words.pseudoClassStateChanged(WRONG, wrong));
    VBox footer = new VBox(measured, plan, new HBox(8, start, stop, use), progress, words);
    footer.getStyleClass().add("explore-footer");
    return footer;
  }
}
