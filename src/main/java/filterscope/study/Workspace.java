package filterscope.study;

import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.JobRunner;
import filterscope.job.Progress;
import filterscope.method.LayerRecipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desk: opens networks, holds the study and its history, and keeps the figures live. Whatever fails is told in a sentence,
/// and what was open stays open. Lives on its owner's thread.
public final class Workspace {
  private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);

  private final JobRunner jobs;
  private final Optional<LayerRecipe> firstChoice;
  private final Listener listener;
  private final LiveFigures live;
  private Optional<History> history = Optional.empty();

  /// @param firstChoice what the layers of a network just opened get
  public Workspace(
      JobRunner jobs, Machine machine, Optional<LayerRecipe> firstChoice, Listener listener) {
    this.jobs = jobs;
    this.firstChoice = firstChoice;
    this.listener = listener;
    this.live = new LiveFigures(jobs, machine, listener::figuresChanged, this::failed);
  }

  /// Hears what happens, on the owner's thread.
  public interface Listener {
    void studyChanged(Study study);

    void figuresChanged(Figures figures);

    /// @param sentence for a person: what failed, where, and what to do; or what there is to know of what was opened
    void failed(String sentence);
  }

  /// Opens an ONNX file with the card beside it, or a packed model, in the background; what a packed model is, is told.
  public void open(Path file) {
    jobs.<Study>startLatest(
        "open",
        "Opening " + file.getFileName(),
        (progress, results) ->
            results.accept(Study.of(OpenNetwork.read(file, progress), firstChoice)),
        study -> {
          opened(study);
          if (study.opened().packed().isPresent()) {
            listener.failed(String.join(" ", study.opened().model().notes()));
          }
        },
        this::failed);
  }

  /// Brings a saved session back, in the background.
  ///
  /// @param elsewhere where its network may lie if it is not where it was
  /// @param otherwise what to open when it cannot be found or read
  /// @param onRestored takes what was kept beside the study, once its network is open
  public void restore(
      Session session,
      List<Path> elsewhere,
      Optional<Path> otherwise,
      Consumer<? super Session.Restored> onRestored) {
    jobs.<Session.Restored>startLatest(
        "open",
        "Opening " + session.network().getFileName(),
        (progress, results) -> results.accept(restored(session, elsewhere, otherwise, progress)),
        restored -> {
          opened(restored.study());
          onRestored.accept(restored);
          if (!restored.notes().isEmpty()) {
            listener.failed(String.join("; ", restored.notes()));
          }
        },
        this::failed);
  }

  private Session.Restored restored(
      Session session, List<Path> elsewhere, Optional<Path> otherwise, Progress progress) {
    try {
      return session.restore(elsewhere, progress);
    } catch (BadInputException e) {
      Path file = otherwise.orElseThrow(() -> e);
      return new Session.Restored(
          Study.of(OpenNetwork.read(file, progress), firstChoice),
          List.of(),
          List.of(),
          List.of(e.sentence()));
    }
  }

  /// Puts another study on the desk, as if its network had just been opened: a saved one, or one made by a command.
  public void open(Study study) {
    opened(study);
  }

  /// Goes on with another study, for example one of a network that was made from this one; the study before is one gesture back.
  public void adopt(Study study) {
    if (history.isEmpty()) {
      opened(study);
      return;
    }
    become(history.get().with(study));
  }

  private void opened(Study study) {
    live.forget();
    history = Optional.of(History.of(study));
    listener.studyChanged(study);
    study().ifPresent(live::show);
  }

  /// The study, once a network is open.
  public Optional<Study> study() {
    return history.map(History::present);
  }

  public LiveFigures figures() {
    return live;
  }

  /// Puts another layer on the stage; no entry in the history, and the figures stay.
  public void chooseLayer(String layer) {
    history
        .filter(known -> canChoose(known.present(), layer))
        .ifPresent(known -> {
          history = Optional.of(known.looking(known.present().withLayer(layer)));
          listener.studyChanged(known.present().withLayer(layer));
        });
  }

  private static boolean canChoose(Study study, String layer) {
    return !study.layer().equals(layer) && study.opened().weightedLayers().contains(layer);
  }

  /// Chooses the images to evaluate, or none.
  public void chooseData(Optional<String> reference) {
    history.ifPresent(known -> become(known.with(known.present().withData(reference))));
  }

  /// Prepares the images in another way; nothing happens when it is the present one.
  public void prepare(Preparation preparation) {
    history
        .filter(known -> !known.present().preparation().equals(preparation))
        .ifPresent(
            known -> become(known.with(known.present().withPreparation(preparation, replaced()))));
  }

  /// Changes the configuration.
  ///
  /// @param continuing whether this goes on with the gesture of the change before: no new entry in the history, and the ghost
  ///     marks stay where they are
  public void configure(UnaryOperator<Configuration> change, boolean continuing) {
    history.ifPresent(known -> {
      Study present = known.present();
      Configuration changed = change.apply(present.configuration());
      if (!changed.equals(present.configuration())) {
        Optional<Figures> before = continuing ? present.before() : replaced();
        Study next = present.withConfiguration(changed, before);
        become(continuing ? known.amended(next) : known.with(next));
      }
    });
  }

  /// The figures that a change is about to replace, as they are remembered.
  private Optional<Figures> replaced() {
    return live.latest().map(Figures::withoutEvidence);
  }

  /// One gesture back.
  public void undo() {
    history.flatMap(History::undone).ifPresent(this::become);
  }

  /// One gesture forward again.
  public void redo() {
    history.flatMap(History::redone).ifPresent(this::become);
  }

  public boolean canUndo() {
    return history.flatMap(History::undone).isPresent();
  }

  public boolean canRedo() {
    return history.flatMap(History::redone).isPresent();
  }

  private void become(History next) {
    history = Optional.of(next);
    listener.studyChanged(next.present());
    study().ifPresent(live::show);
  }

  private void failed(Exception failure) {
    if (failure instanceof BadInputException bad) {
      listener.failed(bad.sentence());
    } else if (failure instanceof IllegalArgumentException || failure.getCause() instanceof Error) {
      listener.failed(String.valueOf(failure.getMessage()));
    } else {
      LOG.error("unexpected", failure);
      listener.failed(
          "Something went wrong inside Filterscope ("
              + failure.getClass().getSimpleName()
              + "); the log has the details, and what was open stays open.");
    }
  }
}
