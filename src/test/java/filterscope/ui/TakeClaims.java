package filterscope.ui;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;

/// Draws the window with the paper's claim to PNG files, before it is measured and when it is, light and dark.
/// Arguments: `FOLDER WIDTHxHEIGHT NETWORK IMAGES`.
public final class TakeClaims extends Application {
  /// Not an application itself, so that it starts from the class path.
  public static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Application.launch(TakeClaims.class, arguments);
    }
  }

  @Override
  public void start(Stage stage) {
    List<String> arguments = getParameters().getRaw();
    Path folder = Path.of(arguments.get(0));
    String extents = arguments.get(1);
    int images = Integer.parseInt(arguments.get(3));
    ShownWindow shown = new ShownWindow(extents, arguments.get(2), images);
    shown.whenIdle(() -> {
      shown.window().showClaims(true);
      shown.draw(
          folder,
          extents + "-claims-before",
          () -> {
            shown.model().paperClaims().imagesProperty().set(images);
            shown.model().paperClaims().start();
            shown.whenIdle(() -> shown.draw(folder, extents + "-claims", () -> System.exit(0)));
          });
    });
  }
}
