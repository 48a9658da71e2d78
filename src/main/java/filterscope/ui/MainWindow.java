package filterscope.ui;

import filterscope.ui.canvas.Picture;
import filterscope.ui.model.WindowModel;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.NotificationPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Puts the panes together, takes what is dropped, listens to the keys and shows sentences.
public final class MainWindow {
  private static final double LAYERS_WIDTH = 324;
  private static final double CONFIGURATION_WIDTH = 316;

  /// What the table of layers takes beside the stage; where there is no room for both, it takes the stage's place.
  private static final double TABLE_WIDTH = 964;

  private static final double STAGE_WIDTH = 600;

  private final WindowModel model;
  private final FileDialogs dialogs;
  private final StagePane stage;
  private final LayersPane layers;
  private final BorderPane desk;
  private final FineTunePane fineTune;
  private final WindowToolbar toolbar;
  private final ConfigurationPane configuration;
  private final ExplorePane explore;
  private final ClaimsPane claims;
  private final PreparationPopover preparation;
  private final ExportPopover export;
  private final HelpPopover help = new HelpPopover();
  private final NotificationPane notifications;
  private final Scene scene;
  private Appearance appearance;
  private Runnable onAppearance = () -> {};

  /// @param dialogs ask the person for files
  public MainWindow(
      WindowModel model, FileDialogs dialogs, Appearance appearance, double width, double height) {
    this.model = model;
    this.dialogs = dialogs;
    this.appearance = appearance;
    this.stage = new StagePane(model);
    this.preparation = new PreparationPopover(model.preparation());
    this.export = new ExportPopover(model.export(), this::exportToFolder);
    this.fineTune = new FineTunePane(model.fineTune(), () -> showFineTune(false));
    this.toolbar = new WindowToolbar(model, new ToolbarActions());
    this.layers = new LayersPane(model.layers(), this::bringStage);
    layers.setMinWidth(LAYERS_WIDTH);
    layers.setPrefWidth(LAYERS_WIDTH);
    this.configuration = new ConfigurationPane(model.configuration(), model.layers());
    configuration.setMinWidth(CONFIGURATION_WIDTH);
    configuration.setPrefWidth(CONFIGURATION_WIDTH);
    fineTune.setVisible(false);
    fineTune.setManaged(false);
    BorderPane layersAndStage = new BorderPane(stage);
    layersAndStage.setLeft(layers);
    VBox.setVgrow(layersAndStage, Priority.ALWAYS);
    this.desk = new BorderPane(new VBox(layersAndStage, fineTune));
    this.explore = new ExplorePane(model.explore(), () -> showExplore(false));
    desk.setRight(new StackPane(configuration, explore));
    explore.setVisible(false);
    stage.managedProperty().bind(stage.visibleProperty());
    desk.widthProperty().subscribe(this::arrange);
    layers.formProperty().subscribe(this::arrange);
    this.claims =
        new ClaimsPane(
            model.paperClaims(),
            name -> {
              showClaims(false);
              model.open(name);
            },
            () -> showClaims(false));
    showClaims(false);
    desk.setBottom(new MetersPane(model.meters(), toolbar::showData));
    this.notifications = new NotificationPane(new StackPane(desk, claims));
    notifications.setShowFromTop(true);
    notifications.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    notifications.setCloseButtonVisible(true);
    notifications.setOnHidden(_ -> model.dismissSentence());
    BorderPane root = new BorderPane(notifications);
    root.getStyleClass().add("filterscope");
    root.setTop(toolbar);
    root.setBottom(new StatusPane(model.status()));
    this.scene = new Scene(root, width, height);
    appearance.apply(scene);
    toolbar.showAppearance(appearance);
    listen();
  }

  private void listen() {
    scene.setOnDragOver(this::dragOver);
    scene.setOnDragDropped(this::dropped);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    PictureMenu pictures = new PictureMenu(model, dialogs);
    scene.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, pictures::show);
    accelerator(KeyCode.O, this::open);
    accelerator(KeyCode.Z, model::undo);
    accelerator(KeyCode.Y, model::redo);
    accelerator(KeyCode.F, toolbar::focusSearch);
    accelerator(KeyCode.D, this::otherTheme);
    KeyCode[] digits = {
      KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5,
      KeyCode.DIGIT6, KeyCode.DIGIT7, KeyCode.DIGIT8, KeyCode.DIGIT9, KeyCode.DIGIT0
    };
    StageView[] views = StageView.values();
    for (int tab = 0; tab < Math.min(digits.length, views.length); tab++) {
      StageView view = views[tab];
      accelerator(digits[tab], () -> show(view));
    }
    model.sentenceProperty().subscribe(this::showSentence);
    // Whoever opens a network wants to see it.
    model.titleProperty().subscribe(_ -> showClaims(false));
  }

  private void accelerator(KeyCode code, Runnable action) {
    scene.getAccelerators().put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN), action);
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.F1) {
      help.toggle(scene.lookup("#help"));
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      model.status().cancel();
    }
  }

  private void showSentence(Optional<String> sentence) {
    if (sentence.isPresent()) {
      notifications.setText(sentence.get());
      notifications.show();
    } else if (notifications.isShowing()) {
      notifications.hide();
    }
  }

  private void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void dropped(DragEvent event) {
    List<Path> files = event.getDragboard().getFiles().stream().map(File::toPath).toList();
    if (!files.isEmpty()) {
      model.take(files);
    }
    event.setDropCompleted(!files.isEmpty());
    event.consume();
  }

  private void open() {
    dialogs.chooseNetwork(scene.getWindow()).ifPresent(model::open);
  }

  private void chooseImageFolder() {
    dialogs.chooseImageFolder(scene.getWindow()).ifPresent(folder -> model.take(List.of(folder)));
  }

  private void chooseImageFiles() {
    List<Path> files = dialogs.chooseImageFiles(scene.getWindow());
    if (!files.isEmpty()) {
      model.take(files);
    }
  }

  private void exportToFolder() {
    dialogs
        .chooseExportFolder(scene.getWindow())
        .ifPresent(folder -> {
          model.export().export(folder);
          export.show(toolbar.exportButton());
        });
  }

  private void copyState() {
    model
        .session()
        .text(remembered())
        .ifPresent(text -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(text);
          Clipboard.getSystemClipboard().setContent(content);
        });
  }

  private void pasteState() {
    Optional.ofNullable(Clipboard.getSystemClipboard().getString())
        .ifPresent(text -> model.session().paste(text));
  }

  /// What the window itself remembers in a session.
  public Map<String, String> remembered() {
    return Map.of("theme", appearance.name(), "view", stage.viewProperty().get().key());
  }

  /// Looks again as a session says; words that are not known change nothing.
  public void recall(Map<String, String> window) {
    for (Appearance known : Appearance.values()) {
      if (known.name().equals(window.get("theme"))) {
        show(known);
      }
    }
    for (StageView known : StageView.values()) {
      if (known.key().equals(window.get("view"))) {
        show(known);
      }
    }
  }

  /// Calls whenever what [#remembered] says may have changed.
  public void onRemembered(Runnable action) {
    stage.viewProperty().subscribe(_ -> action.run());
    onAppearance = action;
  }

  /// Unfolds fine-tuning under layers and stage, or folds it away; what runs goes on.
  public void showFineTune(boolean shown) {
    fineTune.setVisible(shown);
    fineTune.setManaged(shown);
    if (shown) {
      model.fineTune().prepare();
    }
  }

  /// Gives the table of layers its room.
  private void arrange() {
    boolean table = layers.formProperty().get() == LayersForm.TABLE;
    double room = desk.getWidth() - CONFIGURATION_WIDTH;
    boolean both = room >= TABLE_WIDTH + STAGE_WIDTH;
    stage.setVisible(both || !table);
    layers.setPrefWidth(table ? (both ? TABLE_WIDTH : Math.max(LAYERS_WIDTH, room)) : LAYERS_WIDTH);
  }

  /// Shows the layers as a list again where the table has taken the stage's place.
  private void bringStage() {
    if (!stage.isVisible()) {
      layers.formProperty().set(LayersForm.LIST);
    }
  }

  /// Puts sweeps and searches in the place of the configuration, beside the trade-off; or brings the configuration back.
  public void showExplore(boolean shown) {
    explore.setVisible(shown);
    configuration.setVisible(!shown);
    if (shown) {
      show(StageView.TRADE_OFF);
    }
  }

  /// Puts the paper's claim in the place of the desk, or brings the desk back; what runs goes on.
  public void showClaims(boolean shown) {
    claims.setVisible(shown);
    desk.setVisible(!shown);
  }

  private void otherTheme() {
    show(appearance.other());
  }

  /// Changes between light and dark.
  public void show(Appearance other) {
    appearance = other;
    other.apply(scene);
    toolbar.showAppearance(other);
    onAppearance.run();
  }

  /// Shows another picture of the layer.
  public void show(StageView view) {
    bringStage();
    showClaims(false);
    stage.viewProperty().set(view);
  }

  /// Shows the weights of something else where weights are in view.
  void show(WeightsExtent extent) {
    stage.show(extent);
  }

  /// Shows the layers otherwise.
  void show(LayersForm form) {
    layers.formProperty().set(form);
  }

  /// The picture in view on the stage, where the stage shows one that is drawn.
  Optional<Picture> picture() {
    return stage.picture() instanceof Picture picture ? Optional.of(picture) : Optional.empty();
  }

  /// Whether the window is light or dark.
  public Appearance appearance() {
    return appearance;
  }

  public Scene scene() {
    return scene;
  }

  /// What the toolbar asks for.
  private final class ToolbarActions implements WindowToolbar.Actions {
    @Override
    public void open() {
      MainWindow.this.open();
    }

    @Override
    public void chooseImageFiles() {
      MainWindow.this.chooseImageFiles();
    }

    @Override
    public void chooseImageFolder() {
      MainWindow.this.chooseImageFolder();
    }

    @Override
    public void prepareImages(Node beside) {
      preparation.show(beside);
    }

    @Override
    public void export(Node beside) {
      export.show(beside);
    }

    @Override
    public void copyState() {
      MainWindow.this.copyState();
    }

    @Override
    public void pasteState() {
      MainWindow.this.pasteState();
    }

    @Override
    public void fineTune() {
      showFineTune(!fineTune.isVisible() || claims.isVisible());
      showClaims(false);
    }

    @Override
    public void explore() {
      showExplore(!explore.isVisible() || claims.isVisible());
      showClaims(false);
    }

    @Override
    public void claims() {
      showClaims(true);
    }

    @Override
    public void otherTheme() {
      MainWindow.this.otherTheme();
    }

    @Override
    public void help(Button beside) {
      help.toggle(beside);
    }
  }
}
