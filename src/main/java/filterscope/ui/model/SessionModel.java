package filterscope.ui.model;

import filterscope.data.Sample;
import filterscope.data.Samples;
import filterscope.export.ClaimedRecipe;
import filterscope.job.BadInputException;
import filterscope.study.Configuration;
import filterscope.study.Session;
import filterscope.study.Study;
import filterscope.study.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The whole state as one small JSON: kept between starts, copied, pasted; and recipes, which say only what layers get.
public final class SessionModel {
  private final Workspace workspace;
  private final Samples samples;
  private final CompareModel compare;
  private final TradeOffModel tradeOff;
  private final Consumer<String> complain;

  /// @param complain takes sentences for the person
  SessionModel(
      Workspace workspace,
      Samples samples,
      CompareModel compare,
      TradeOffModel tradeOff,
      Consumer<String> complain) {
    this.workspace = workspace;
    this.samples = samples;
    this.compare = compare;
    this.tradeOff = tradeOff;
    this.complain = complain;
  }

  /// What is on the desk, for the clipboard; nothing while no network is open.
  ///
  /// @param window what the window remembers of itself
  public Optional<String> text(Map<String, String> window) {
    return session(window).map(Session::text);
  }

  /// What is on the desk, to be kept; nothing while no network is open.
  ///
  /// @param window what the window remembers of itself
  public Optional<Session> session(Map<String, String> window) {
    return workspace
        .study()
        .map(
            study -> Session.of(study, window, compare.savedProperty().get(), tradeOff.measured()));
  }

  /// Brings a session back in the background; what cannot be is told in a sentence.
  ///
  /// @param otherwise the sample to open where the session's network is not there any more
  public void restore(Session session, Optional<String> otherwise) {
    workspace.restore(
        session,
        elsewhere(),
        otherwise.flatMap(samples::byName).map(Sample::onnx),
        restored -> {
          compare.recall(restored.saved());
          tradeOff.recall(restored.study().opened().network(), restored.measured());
        });
  }

  /// Where a network may lie that is not where the session says: samples, and what is open.
  private List<Path> elsewhere() {
    List<Path> files = new ArrayList<>();
    samples.names().forEach(name -> samples.byName(name).map(Sample::onnx).ifPresent(files::add));
    workspace.study().map(study -> study.opened().model().file()).ifPresent(files::add);
    return files;
  }

  /// Takes text that somebody copied: a state, or a recipe for the network that is open.
  public void paste(String text) {
    try {
      if (isRecipe(text)) {
        apply(ClaimedRecipe.of(text, "in the clipboard"));
      } else {
        restore(Session.parse(text, "The text in the clipboard"), Optional.empty());
      }
    } catch (BadInputException e) {
      complain.accept(e.sentence());
    }
  }

  private static boolean isRecipe(String text) {
    try {
      return JsonMapper.shared().readTree(text).has("layers");
    } catch (JacksonException e) {
      // What it is instead is told by whoever reads it next.
      return false;
    }
  }

  /// Configures the open network as a recipe in a file says, as far as that fits.
  public void openRecipe(Path file) {
    try {
      apply(ClaimedRecipe.read(file));
    } catch (BadInputException e) {
      complain.accept(e.sentence());
    }
  }

  private void apply(ClaimedRecipe recipe) {
    Optional<Study> study = workspace.study();
    if (study.isEmpty()) {
      complain.accept("A recipe needs a network; open the one that it is for first.");
      return;
    }
    ClaimedRecipe.Fit fit = recipe.on(study.get().opened().network());
    workspace.configure(_ -> Configuration.of(study.get().opened().network(), fit.recipe()), false);
    if (!fit.misfits().isEmpty()) {
      complain.accept(
          "%d of %d layers of the recipe fit; %s"
              .formatted(
                  fit.recipe().layers().size(),
                  recipe.recipe().layers().size(),
                  String.join("; ", fit.misfits().subList(0, Math.min(3, fit.misfits().size())))));
    }
  }
}
