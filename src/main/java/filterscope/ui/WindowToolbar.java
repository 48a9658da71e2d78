package filterscope.ui;

import filterscope.ui.model.WindowModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Open, samples and images on the left; what is open in the middle; search, theme and help on the right.
final class WindowToolbar extends HBox {
  private final CustomTextField search = new CustomTextField();
  private final MenuButton dataMenu = new MenuButton();
  private final MenuButton exportMenu = new MenuButton();
  private final Button theme;

  /// What the toolbar asks of the window.
  interface Actions {
    void open();

    void chooseImageFiles();

    void chooseImageFolder();

    void prepareImages(Node beside);

    void export(Node beside);

    void copyState();

    void pasteState();

    void fineTune();

    /// Shows or hides sweeps and searches.
    void explore();

    void otherTheme();

    /// Shows the paper's claim on the sample networks.
    void claims();

    void help(Button beside);
  }

  WindowToolbar(WindowModel model, Actions actions) {
    getStyleClass().add("window-toolbar");
    Button open =
        Parts.tool(Feather.FOLDER, "Open", "Open an ONNX network (Ctrl+O)", actions::open);
    open.setId("open");
    Button undo = Parts.tool(Feather.CORNER_UP_LEFT, "", "Undo (Ctrl+Z)", model::undo);
    undo.setId("undo");
    undo.disableProperty().bind(model.canUndoProperty().not());
    Button redo = Parts.tool(Feather.CORNER_UP_RIGHT, "", "Redo (Ctrl+Y)", model::redo);
    redo.setId("redo");
    redo.disableProperty().bind(model.canRedoProperty().not());
    Button sweep =
        Parts.tool(
            Feather.TRENDING_UP,
            "Sweep",
            "Measure many configurations, or search for one",
            actions::explore);
    sweep.setId("sweep");
    sweep.disableProperty().bind(model.openProperty().not());
    theme = Parts.tool(Feather.MOON, "", "Light or dark (Ctrl+D)", actions::otherTheme);
    theme.setId("theme");
    Button help = Parts.tool(Feather.HELP_CIRCLE, "", "Keys and manners (F1)", () -> {});
    help.setId("help");
    help.setOnAction(_ -> actions.help(help));
    Label title = Parts.label(model.titleProperty(), "window-title");
    title.setMinWidth(0);
    title.setTooltip(Parts.tip(model.titleProperty()));
    Label data = Parts.label(model.dataProperty(), "window-data");
    data.setTooltip(
        Parts.tip(model.dataProperty().map("The images that accuracy is measured on: "::concat)));
    getChildren()
        .addAll(
            open,
            samples(model, actions),
            images(model, actions),
            fineTune(model, actions),
            divider(),
            undo,
            redo,
            divider(),
            sweep,
            exports(model, actions),
            Parts.spring(),
            title,
            data,
            Parts.spring(),
            searchField(model),
            theme,
            help);
    // A long title gives way, not the words on the buttons.
    getChildren()
        .forEach(child -> {
          if (child instanceof ButtonBase button) {
            button.setMinWidth(USE_PREF_SIZE);
          }
        });
  }

  private static Button fineTune(WindowModel model, Actions actions) {
    Button tune =
        Parts.tool(
            Feather.ACTIVITY,
            "Fine-tune",
            "Train the network through its compression, so that it gets its accuracy back",
            actions::fineTune);
    tune.setId("fine-tune");
    tune.disableProperty().bind(model.openProperty().not());
    return tune;
  }

  private static MenuButton samples(WindowModel model, Actions actions) {
    MenuButton menu = new MenuButton("Samples", new FontIcon(Feather.GRID));
    menu.setId("samples");
    menu.getStyleClass().addAll("flat", "tool");
    menu.setTooltip(
        Parts.tip("Networks that come with Filterscope, and the paper's claim on them"));
    menu.getItems().setAll(none());
    menu.setOnShowing(_ -> {
      List<MenuItem> items = new ArrayList<>();
      model
          .samples()
          .forEach((name, title) -> {
            MenuItem item = new MenuItem(title.isEmpty() ? name : title + "  ·  " + name);
            item.setMnemonicParsing(false);
            item.setId("sample-" + name);
            item.setOnAction(_ -> model.open(name));
            items.add(item);
          });
      if (items.isEmpty()) {
        items.add(none());
      }
      MenuItem claims = new MenuItem("The paper's claim, measured on them …");
      claims.setId("claims");
      claims.setOnAction(_ -> actions.claims());
      items.add(new SeparatorMenuItem());
      items.add(claims);
      menu.getItems().setAll(items);
    });
    return menu;
  }

  private static MenuItem none() {
    MenuItem none = new MenuItem("No samples in the folder sample-models");
    none.setDisable(true);
    return none;
  }

  private MenuButton images(WindowModel model, Actions actions) {
    MenuItem folder = new MenuItem("Folder of images, one sub-folder a class …");
    folder.setOnAction(_ -> actions.chooseImageFolder());
    MenuItem files = new MenuItem("TSV list, idx pair or CIFAR-10 file …");
    files.setOnAction(_ -> actions.chooseImageFiles());
    MenuItem prepare = new MenuItem("How images are prepared …");
    prepare.setId("prepare");
    dataMenu.setText("Data");
    dataMenu.setGraphic(new FontIcon(Feather.IMAGE));
    dataMenu.getItems().setAll(folder, files, new SeparatorMenuItem(), prepare);
    prepare.setOnAction(_ -> actions.prepareImages(dataMenu));
    dataMenu.setId("data");
    dataMenu.getStyleClass().addAll("flat", "tool");
    dataMenu.setTooltip(Parts.tip("Labelled images to measure accuracy on"));
    dataMenu.disableProperty().bind(model.openProperty().not());
    return dataMenu;
  }

  private MenuButton exports(WindowModel model, Actions actions) {
    MenuItem export = new MenuItem("Export this configuration …");
    export.setId("export-open");
    export.setAccelerator(new KeyCodeCombination(KeyCode.E, KeyCombination.SHORTCUT_DOWN));
    export.setOnAction(_ -> actions.export(exportMenu));
    export.disableProperty().bind(model.openProperty().not());
    MenuItem copy = new MenuItem("Copy the whole state as JSON");
    copy.setId("copy-state");
    copy.setAccelerator(withShift(KeyCode.C));
    copy.setOnAction(_ -> actions.copyState());
    copy.disableProperty().bind(model.openProperty().not());
    MenuItem paste = new MenuItem("Paste a state or a recipe");
    paste.setId("paste-state");
    paste.setAccelerator(withShift(KeyCode.V));
    paste.setOnAction(_ -> actions.pasteState());
    exportMenu.setText("Export");
    exportMenu.setGraphic(new FontIcon(Feather.SHARE));
    exportMenu.setId("export");
    exportMenu.getStyleClass().addAll("flat", "tool");
    exportMenu.setTooltip(
        Parts.tip("Packed model, ONNX, arrays, C, tables, report (Ctrl+E); the state as JSON"));
    exportMenu.getItems().setAll(export, new SeparatorMenuItem(), copy, paste);
    return exportMenu;
  }

  private static KeyCombination withShift(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
  }

  private static Label divider() {
    return Parts.label("", "toolbar-divider");
  }

  private CustomTextField searchField(WindowModel model) {
    search.setId("search");
    search.setPromptText("Search layers");
    search.setTooltip(Parts.tip("Search layers by name or kind (Ctrl+F)"));
    search.setAccessibleText("Search layers");
    search.setLeft(new FontIcon(Feather.SEARCH));
    search.getStyleClass().addAll("small", "search-field");
    search
        .prefWidthProperty()
        .bind(widthProperty().map(room -> Math.clamp(room.doubleValue() - 996, 104, 208)));
    search.textProperty().bindBidirectional(model.layers().searchProperty());
    return search;
  }

  /// What exports appear beside.
  Node exportButton() {
    return exportMenu;
  }

  /// Unfolds the ways to choose images.
  void showData() {
    dataMenu.show();
  }

  void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  void showAppearance(Appearance appearance) {
    theme.setGraphic(new FontIcon(appearance == Appearance.LIGHT ? Feather.MOON : Feather.SUN));
  }
}
