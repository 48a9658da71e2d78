package filterscope.ui.model;

import filterscope.data.Picture;
import filterscope.job.BadInputException;
import filterscope.job.JobRunner;
import filterscope.job.RunningJob;
import filterscope.measure.AnsweredImages;
import filterscope.measure.Verdict;
import filterscope.study.Evidence;
import filterscope.study.Figures;
import filterscope.study.Study;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The image picker: the evaluation images and those that somebody dropped in, which of them are offered, and the one that is
/// looked at. Answers come in while the networks are measured.
public final class PickerModel {
  /// The longer side of a small picture.
  private static final int SMALL = 96;

  private static final int MOST_KEPT = 512;

  private final JobRunner jobs;
  private final Consumer<String> onFailure;
  private final ObservableList<Exhibit> exhibits = FXCollections.observableArrayList();
  private final List<Exhibit.Own> own = new ArrayList<>();
  private final ObjectProperty<ImageFilter> filter =
      new SimpleObjectProperty<>(new ImageFilter.All());
  private final ReadOnlyObjectWrapper<Optional<Exhibit>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<AnsweredImages>> images =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyIntegerWrapper answers = new ReadOnlyIntegerWrapper();
  private final Map<Exhibit, Picture> small = new LinkedHashMap<>(64, 0.75f, true);
  private ClassNames classes = new ClassNames(List.of());
  private Optional<Study> study = Optional.empty();
  private final Set<Object> coming = new HashSet<>();
  private int[] order = {};

  /// @param onFailure takes a sentence for a person
  PickerModel(JobRunner jobs, Consumer<String> onFailure) {
    this.jobs = jobs;
    this.onFailure = onFailure;
    filter.subscribe(_ -> offer());
  }

  void show(Study next) {
    boolean otherImages =
        study
            .filter(before ->
                before.opened().equals(next.opened()) && before.data().equals(next.data()))
            .isEmpty();
    study = Optional.of(next);
    if (otherImages) {
      small.keySet().removeIf(exhibit -> exhibit instanceof Exhibit.OfSet);
      images.set(Optional.empty());
      filter.set(new ImageFilter.All());
      offer();
    }
  }

  void show(Figures figures) {
    // Until the first answers of a new configuration the old ones stay in sight.
    figures.evidence().flatMap(Evidence::images).ifPresent(this::show);
  }

  private void show(AnsweredImages known) {
    if (images.get().filter(now -> now.inputs() == known.inputs()).isEmpty()) {
      order = known.order();
    }
    classes =
        ClassNames.of(
            study.map(now -> now.opened().classes()).orElse(List.of()),
            known.inputs().images().classes());
    images.set(Optional.of(known));
    offer();
    answers.set(answers.get() + 1);
  }

  private void offer() {
    List<Exhibit> offered = new ArrayList<>(own);
    images
        .get()
        .ifPresent(known -> {
          boolean all = filter.get() instanceof ImageFilter.All;
          for (int place = 0; place < known.inputs().size(); place++) {
            int image = all ? place : order[place];
            if (filter.get().takes(known, image)) {
              offered.add(new Exhibit.OfSet(image));
            }
          }
        });
    if (!offered.equals(exhibits)) {
      exhibits.setAll(offered);
    }
    if (chosen.get().filter(this::isThere).isEmpty()) {
      chosen.set(offered.stream().findFirst());
    }
  }

  private boolean isThere(Exhibit exhibit) {
    return switch (exhibit) {
      case Exhibit.Own mine -> own.contains(mine);
      case Exhibit.OfSet(int index) ->
          images.get().filter(known -> index < known.inputs().size()).isPresent();
    };
  }

  /// The pictures on offer, in order: first those that were dropped in.
  public ObservableList<Exhibit> exhibits() {
    return exhibits;
  }

  /// Which evaluation images are offered.
  public ObjectProperty<ImageFilter> filterProperty() {
    return filter;
  }

  /// The picture that is looked at; it stays when the filter no longer offers it.
  public ReadOnlyObjectProperty<Optional<Exhibit>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /// The evaluation images with the answers so far; nothing without images.
  public ReadOnlyObjectProperty<Optional<AnsweredImages>> imagesProperty() {
    return images.getReadOnlyProperty();
  }

  /// Changes whenever there are more answers: captions may read otherwise.
  public ReadOnlyIntegerProperty answersProperty() {
    return answers.getReadOnlyProperty();
  }

  /// What the classes are called.
  public ClassNames classes() {
    return classes;
  }

  /// Looks at a picture.
  public void choose(Exhibit exhibit) {
    chosen.set(Optional.of(exhibit));
  }

  /// Looks at the evaluation image of a number, if there is one.
  ///
  /// @return whether there is
  public boolean chooseIndex(int index) {
    Exhibit exhibit = new Exhibit.OfSet(index);
    boolean there = index >= 0 && isThere(exhibit);
    if (there) {
      if (!exhibits.contains(exhibit)) {
        filter.set(new ImageFilter.All());
      }
      choose(exhibit);
    }
    return there;
  }

  /// Takes a picture of somebody's own, which is prepared like the evaluation images.
  public void take(Path file) {
    jobs.<Picture>start(
        "Reading " + file.getFileName(),
        (_, results) -> results.accept(Picture.read(file)),
        picture -> {
          Exhibit.Own mine = new Exhibit.Own(file, picture);
          own.removeIf(before -> before.file().equals(file));
          own.addFirst(mine);
          offer();
          choose(mine);
        },
        failure ->
            onFailure.accept(
                failure instanceof BadInputException bad
                    ? bad.sentence()
                    : file + " cannot be read: " + failure.getMessage()));
  }

  /// Hands over a small picture, now or when it has been decoded.
  ///
  /// @return what to run when it is no longer wanted, where it has to be decoded
  public Optional<Runnable> small(Exhibit exhibit, Consumer<Picture> onPicture) {
    Picture known = small.get(exhibit);
    if (known != null) {
      onPicture.accept(known);
      return Optional.empty();
    }
    Optional<AnsweredImages> of = images.get();
    Object ticket = new Object();
    coming.add(ticket);
    RunningJob job =
        jobs.<Picture>start(
            "",
            (_, results) -> picture(exhibit, of).map(p -> p.within(SMALL)).ifPresent(results),
            picture -> {
              coming.remove(ticket);
              keep(exhibit, picture);
              onPicture.accept(picture);
            },
            // The evaluation says which picture is damaged; here its place stays empty.
            _ -> coming.remove(ticket));
    return Optional.of(() -> {
      coming.remove(ticket);
      job.cancel();
    });
  }

  /// Whether small pictures are on their way.
  boolean isBusy() {
    return !coming.isEmpty();
  }

  private void keep(Exhibit exhibit, Picture picture) {
    small.put(exhibit, picture);
    if (small.size() > MOST_KEPT) {
      small.remove(small.keySet().iterator().next());
    }
  }

  private static Optional<Picture> picture(Exhibit exhibit, Optional<AnsweredImages> of) {
    return switch (exhibit) {
      case Exhibit.Own mine -> Optional.of(mine.picture());
      case Exhibit.OfSet(int index) ->
          of.filter(known -> index < known.inputs().size())
              .map(known -> known.inputs().images().picture(index));
    };
  }

  /// What to write under a picture.
  public Caption caption(Exhibit exhibit) {
    return switch (exhibit) {
      case Exhibit.Own mine -> new Caption(mine.name(), "", "", "", Optional.empty());
      case Exhibit.OfSet(int index) -> {
        String title = "image " + Numbers.count(index);
        Optional<AnsweredImages> known = images.get().filter(now -> index < now.inputs().size());
        String label = known.map(now -> classes.name(now.inputs().label(index))).orElse("");
        yield known
            .filter(now -> now.isKnown(index))
            .map(now ->
                new Caption(
                    title,
                    label,
                    classes.name(now.ofFloat().predicted(index)),
                    classes.name(now.ofCompressed().predicted(index)),
                    Optional.of(now.verdict(index))))
            .orElse(new Caption(title, label, "", "", Optional.empty()));
      }
    };
  }

  /// How many known images a filter takes.
  public int count(ImageFilter of) {
    return images
        .get()
        .map(known -> {
          int count = 0;
          for (int image = 0; image < known.inputs().size(); image++) {
            count += of.takes(known, image) ? 1 : 0;
          }
          return count;
        })
        .orElse(0);
  }

  /// The words for a filter: `Flipped`, `cat taken for dog`.
  public String words(ImageFilter of) {
    return switch (of) {
      case ImageFilter.All() -> "All images";
      case ImageFilter.Flipped() -> "Flipped";
      case ImageFilter.Of(Verdict verdict) -> words(verdict);
      case ImageFilter.Cell(int label, int predicted, boolean compressed) ->
          classes.name(label)
              + (label == predicted ? " recognised" : " taken for " + classes.name(predicted))
              + (compressed ? ", compressed" : ", float");
      case ImageFilter.Moved(int label, int predicted) ->
          classes.name(label) + " taken for " + classes.name(predicted) + " by one of the two";
    };
  }

  /// The words for what became of an answer.
  public static String words(Verdict verdict) {
    return switch (verdict) {
      case BOTH_RIGHT -> "Both right";
      case LOST -> "Lost";
      case GAINED -> "Gained";
      case SAME_ERROR -> "Same error";
      case OTHER_ERROR -> "Another error";
    };
  }
}
