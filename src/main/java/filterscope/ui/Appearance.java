package filterscope.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.Optional;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Light or dark: AtlantaFX Primer, and our own style sheets on top.
public enum Appearance {
  LIGHT,
  DARK;

  private static final String ASSETS = "/filterscope/assets/";

  /// The other one.
  public Appearance other() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /// Makes all windows look like this, this scene in particular.
  void apply(Scene scene) {
    Application.setUserAgentStylesheet(
        this == LIGHT
            ? new PrimerLight().getUserAgentStylesheet()
            : new PrimerDark().getUserAgentStylesheet());
    scene.getRoot().getStyleClass().removeAll("light", "dark");
    scene.getRoot().getStyleClass().add(this == LIGHT ? "light" : "dark");
    if (scene.getStylesheets().isEmpty()) {
      asset("theme/filterscope.css")
          .map(URL::toExternalForm)
          .ifPresent(scene.getStylesheets()::add);
      asset("window/window.css").map(URL::toExternalForm).ifPresent(scene.getStylesheets()::add);
    }
  }

  /// The fonts of the window; without them the style sheets fall back to those of the system.
  static void loadFonts() {
    for (String weight : new String[] {"Regular", "Medium", "Bold"}) {
      asset("fonts/Roboto-" + weight + ".ttf")
          .ifPresent(url -> Font.loadFont(url.toExternalForm(), 12));
    }
  }

  private static Optional<URL> asset(String name) {
    return Optional.ofNullable(Appearance.class.getResource(ASSETS + name));
  }
}
