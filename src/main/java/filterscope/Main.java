package filterscope;

import filterscope.cli.Commands;
import filterscope.cli.Console;
import filterscope.ui.FilterscopeApp;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;

/// Starts Filterscope: the window without arguments or with one network, otherwise a command without a display.
public final class Main {
  /// Held, because loggers that nobody holds forget their level.
  private static final Logger JAVAFX_START = Logger.getLogger("javafx");

  private Main() {}

  /// Opens the window and returns when it is closed.
  @FunctionalInterface
  interface Window {
    /// @param network an ONNX file or a packed model to open, or nothing for the sample network
    /// @return the exit status
    int open(Optional<Path> network);
  }

  /// @param arguments a command and its arguments, an ONNX file or a packed model, or none
  public static void main(String[] arguments) {
    System.exit(start(List.of(arguments), Main::openWindow));
  }

  private static int openWindow(Optional<Path> network) {
    // JavaFX warns of a start from the class path, which is how this program is meant to start.
    JAVAFX_START.setLevel(Level.SEVERE);
    try {
      Application.launch(
          FilterscopeApp.class, network.map(Path::toString).stream().toArray(String[]::new));
      return 0;
    } catch (UnsupportedOperationException | LinkageError e) {
      System.err.println(
          "filterscope: no window can be opened here ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "); start it on a desktop with GTK 3, or run a command: ./filterscope --help lists them");
      return 1;
    }
  }

  /// Decides between window and command; a command loads no class of the window unless it draws one.
  static int start(List<String> arguments, Window window) {
    if (arguments.isEmpty()) {
      return window.open(Optional.empty());
    }
    if (arguments.size() == 1 && isNetwork(arguments.getFirst())) {
      return window.open(Optional.of(Path.of(arguments.getFirst())));
    }
    System.setProperty("java.awt.headless", "true");
    return Commands.run(arguments, console());
  }

  private static boolean isNetwork(String argument) {
    return (argument.endsWith(".onnx") || argument.endsWith(".fsc"))
        && Files.isRegularFile(Path.of(argument));
  }

  private static Console console() {
    boolean live =
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
    return new Console(writer(System.out), writer(System.err), live);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, false, StandardCharsets.UTF_8);
  }
}
