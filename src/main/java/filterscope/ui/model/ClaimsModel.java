package filterscope.ui.model;

import filterscope.data.Samples;
import filterscope.job.BadInputException;
import filterscope.job.JobRunner;
import filterscope.job.RunningJob;
import filterscope.study.Claims;
import filterscope.study.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The paper's claim in the window: the sample networks that were trained for a recipe are evaluated one after the other, and each
/// appears in the table when it is known.
public final class ClaimsModel {
  private static final List<Integer> IMAGE_COUNTS = List.of(500, 2000, 10_000);

  private final JobRunner jobs;
  private final Samples samples;
  private final Machine machine;
  private final ObjectProperty<Integer> images = new SimpleObjectProperty<>(2000);
  private final ObservableList<ClaimLine> lines = FXCollections.observableArrayList();
  private final ObservableList<ClaimLine> shownLines =
      FXCollections.unmodifiableObservableList(lines);
  private final ReadOnlyStringWrapper account = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper wrong = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private Optional<RunningJob> job = Optional.empty();

  ClaimsModel(JobRunner jobs, Samples samples, Machine machine, StatusModel status) {
    this.jobs = jobs;
    this.samples = samples;
    this.machine = machine;
    show(new Claims(List.of(), List.of()));
    say("Start evaluates every sample network that was trained for a recipe.");
    // Escape and the status bar stop jobs without asking this model.
    status.textProperty().subscribe(_ -> noticeEnd());
  }

  /// What is known so far.
  private record News(Claims claims, boolean ended) {}

  /// Evaluates them anew.
  public void start() {
    if (running.get()) {
      return;
    }
    int limit = images.get();
    lines.clear();
    running.set(true);
    say("evaluating on up to " + Numbers.plural(limit, "image") + " a network");
    job =
        Optional.of(
            jobs.<News>startLatest(
                "claims",
                "Measuring the paper's claim",
                (progress, results) -> {
                  Claims all =
                      Claims.measure(
                          samples.list(),
                          limit,
                          machine.threads(),
                          progress,
                          claims -> results.accept(new News(claims, false)));
                  results.accept(new News(all, true));
                },
                this::hear,
                this::failed));
  }

  private void hear(News news) {
    show(news.claims());
    if (news.ended()) {
      running.set(false);
      say(
          news.claims().rows().isEmpty()
              ? "No sample network was trained for a recipe."
              : "measured " + Numbers.plural(news.claims().rows().size(), "network"));
    }
  }

  private void show(Claims claims) {
    lines.setAll(ClaimLine.of(claims));
    List<String> sentences = new ArrayList<>(claims.account());
    sentences.addAll(claims.notes());
    // A real minus sign before numbers, as everywhere in the window.
    account.set(String.join("\n", sentences).replaceAll(" -(?=\\d)", " −"));
  }

  private void failed(Exception failure) {
    running.set(false);
    wrong.set(true);
    words.set(
        Sentences.sentence(
            failure instanceof BadInputException bad
                ? bad.sentence()
                : "it failed inside Filterscope: " + failure.getMessage()));
  }

  private void noticeEnd() {
    if (running.get() && job.filter(RunningJob::isDone).isPresent()) {
      stopped();
    }
  }

  private void stopped() {
    running.set(false);
    say("stopped; what was measured stays");
  }

  /// Stops; the networks that were measured stay in the table.
  public void cancel() {
    job.ifPresent(RunningJob::cancel);
    if (running.get()) {
      stopped();
    }
  }

  private void say(String text) {
    wrong.set(false);
    words.set(text);
  }

  /// How many images there are to choose from.
  public static List<Integer> imageCounts() {
    return IMAGE_COUNTS;
  }

  /// On how many images of its set a network is evaluated, at most.
  public ObjectProperty<Integer> imagesProperty() {
    return images;
  }

  /// A line a network that is known.
  public ObservableList<ClaimLine> lines() {
    return shownLines;
  }

  /// What the paper claims, and where that holds and where it does not: a sentence a line.
  public ReadOnlyStringProperty accountProperty() {
    return account.getReadOnlyProperty();
  }

  /// What it does, how it ended, or what is wrong.
  public ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }

  /// Whether the words say what is wrong.
  public ReadOnlyBooleanProperty wrongProperty() {
    return wrong.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }
}
