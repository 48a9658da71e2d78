package filterscope.ui;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;
import org.controlsfx.control.SegmentedButton;

/// Draws the window with fine-tuning under layers and stage to PNG files, before it starts and after some seconds of it, light and dark.
/// Arguments: `FOLDER WIDTHxHEIGHT NETWORK TRAININGSET SECONDS [PAGE]`; the page of settings is named by the words of its button, and with
/// `Repairs` all of them are made.
public final class TakeFineTuneSnapshots extends Application {
  /// Not an application itself, so that it starts from the class path.
  public static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Application.launch(TakeFineTuneSnapshots.class, arguments);
    }
  }

  @Override
  public void start(Stage stage) {
    List<String> arguments = getParameters().getRaw();
    Path folder = Path.of(arguments.get(0));
    String extents = arguments.get(1);
    ShownWindow shown = new ShownWindow(extents, arguments.get(2), Integer.MAX_VALUE);
    shown.whenIdle(() -> {
      shown.window().showFineTune(true);
      shown.draw(
          folder,
          extents + "-before",
          () -> {
            if (arguments.size() > 5) {
              show(shown, arguments.get(5));
            }
            shown.model().fineTune().dataProperty().set(arguments.get(3));
            shown.model().fineTune().start();
            ShownWindow.after(
                Double.parseDouble(arguments.get(4)),
                () -> shown.draw(folder, extents, () -> System.exit(0)));
          });
    });
  }

  private static void show(ShownWindow shown, String page) {
    if (page.equals("Repairs")) {
      shown.model().fineTune().repairs().forEach(repair -> repair.wantedProperty().set(true));
    }
    SegmentedButton pages = (SegmentedButton) shown.window().scene().lookup("#fine-tune-pages");
    pages.getButtons().stream()
        .filter(button -> button.getText().equals(page))
        .forEach(button -> button.setSelected(true));
  }
}
