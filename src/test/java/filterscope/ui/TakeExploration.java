package filterscope.ui;

import filterscope.ui.model.ExploreModel;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;

/// Sweeps, measures sensitivities and searches in the real window, and draws it to PNG files, light and dark. Arguments:
/// `FOLDER WIDTHxHEIGHT NETWORK IMAGES`.
public final class TakeExploration extends Application {
  /// Not an application itself, so that it starts from the class path.
  public static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Application.launch(TakeExploration.class, arguments);
    }
  }

  @Override
  public void start(Stage stage) {
    List<String> arguments = getParameters().getRaw();
    Path folder = Path.of(arguments.get(0));
    String extents = arguments.get(1);
    ShownWindow shown =
        new ShownWindow(extents, arguments.get(2), Integer.parseInt(arguments.get(3)));
    shown.whenIdle(() -> {
      shown.window().showExplore(true);
      shown.model().explore().imagesProperty().set(500);
      shown.model().explore().start();
      shown.whenIdle(
          () -> shown.draw(folder, extents + "-sweep", () -> sensitivity(shown, folder, extents)));
    });
  }

  private static void sensitivity(ShownWindow shown, Path folder, String extents) {
    shown.window().showExplore(false);
    shown.window().show(StageView.SENSITIVITY);
    shown.model().sensitivity().measure();
    shown.whenIdle(
        () -> shown.draw(folder, extents + "-sensitivity", () -> search(shown, folder, extents)));
  }

  private static void search(ShownWindow shown, Path folder, String extents) {
    shown.window().showExplore(true);
    ExploreModel explore = shown.model().explore();
    explore.kindProperty().set(ExploreModel.Kind.SEARCH);
    explore.start();
    shown.whenIdle(() -> shown.draw(folder, extents + "-search", () -> System.exit(0)));
  }
}
