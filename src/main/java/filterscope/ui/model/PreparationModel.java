package filterscope.ui.model;

import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.study.Study;
import filterscope.study.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// How pictures become inputs of the network, for a person to read and to set. What it shows is always what the study says.
public final class PreparationModel {
  private final Workspace workspace;
  private final ReadOnlyObjectWrapper<Preparation> shown =
      new ReadOnlyObjectWrapper<>(Preparation.plain(Preparation.Channels.RGB));
  private final ReadOnlyStringWrapper source = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper restoring = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper usual = new ReadOnlyBooleanWrapper(true);

  PreparationModel(Workspace workspace) {
    this.workspace = workspace;
  }

  /// One thing that can be set: its words, the text of its present value, and the preparation that another text gives.
  public enum Field {
    MEAN(
        "Mean",
        "subtracted after scaling: one number for all channels or one for each, as 0.485, 0.456, 0.406"),
    STD("Std", "divides what is left: one number for all channels or one for each"),
    SCALE("Scale", "multiplies the samples from 0 to 255: 1/255 or 1, or another number"),
    RESIZE("Resize", "pixels of the shorter side, 0 to leave it"),
    CROP("Crop", "pixels of the square cut from the middle, 0 for none");

    private final String title;
    private final String help;

    Field(String title, String help) {
      this.title = title;
      this.help = help;
    }

    public String title() {
      return title;
    }

    public String help() {
      return help;
    }

    /// The value as a person types it.
    public String text(Preparation of) {
      return switch (this) {
        case MEAN -> numbers(of.mean());
        case STD -> numbers(of.std());
        case SCALE -> scale(of.scale());
        case RESIZE -> Integer.toString(of.resize());
        case CROP -> Integer.toString(of.crop());
      };
    }

    private Preparation in(Preparation of, String text) {
      return switch (this) {
        case MEAN -> with(of, of.scale(), list(text), of.std(), of.resize(), of.crop());
        case STD -> with(of, of.scale(), of.mean(), list(text), of.resize(), of.crop());
        case SCALE -> with(of, fraction(text), of.mean(), of.std(), of.resize(), of.crop());
        case RESIZE -> with(of, of.scale(), of.mean(), of.std(), whole(text), of.crop());
        case CROP -> with(of, of.scale(), of.mean(), of.std(), of.resize(), whole(text));
      };
    }

    private static Preparation with(
        Preparation of, double scale, List<Double> mean, List<Double> std, int resize, int crop) {
      return new Preparation(resize, crop, of.channels(), scale, mean, std);
    }

    private List<Double> list(String text) {
      List<Double> numbers = new ArrayList<>();
      for (String part : text.strip().split("[,;\\s]+", -1)) {
        numbers.add(fraction(part));
      }
      return numbers;
    }

    private double fraction(String text) {
      String[] parts = text.strip().split("/", -1);
      try {
        double number = Double.parseDouble(parts[0]);
        return switch (parts.length) {
          case 1 -> number;
          case 2 -> number / Double.parseDouble(parts[1]);
          default -> throw new BadInputException(refusal(text));
        };
      } catch (NumberFormatException e) {
        throw new BadInputException(refusal(text), e);
      }
    }

    private int whole(String text) {
      try {
        return Integer.parseInt(text.strip());
      } catch (NumberFormatException e) {
        throw new BadInputException(
            title + " takes a whole number of pixels, or 0 for none, not “" + text.strip() + "”",
            e);
      }
    }

    private String refusal(String text) {
      return switch (this) {
        case SCALE ->
            "Scale takes a number or a fraction such as 1/255, not “" + text.strip() + "”";
        case MEAN, STD ->
            title
                + " takes numbers with commas between them, such as 0.5, 0.5, 0.5; “"
                + text.strip()
                + "” is none";
        case RESIZE, CROP -> title + " takes a whole number";
      };
    }
  }

  /// `GREY, times 1/255, minus 0.286, over 0.354`.
  static String words(Preparation preparation) {
    return (switch (preparation.channels()) {
          case RGB -> "red, green, blue";
          case BGR -> "blue, green, red";
          case GREY -> "grey";
        })
        + (preparation.resize() > 0 ? ", shorter side " + preparation.resize() + " pixels" : "")
        + (preparation.crop() > 0 ? ", middle " + preparation.crop() + " pixels" : "")
        + ", times "
        + scale(preparation.scale())
        + ", minus "
        + numbers(preparation.mean()).replace(", ", " / ")
        + ", over "
        + numbers(preparation.std()).replace(", ", " / ");
  }

  private static String numbers(List<Double> numbers) {
    return numbers.stream().map(PreparationModel::number).collect(Collectors.joining(", "));
  }

  private static String scale(double scale) {
    double inverse = 1 / scale;
    boolean isFraction = inverse > 1.5 && Math.abs(inverse - Math.rint(inverse)) < 1e-9 * inverse;
    return isFraction ? "1/" + Math.round(inverse) : number(scale);
  }

  /// The shortest decimal that gives the number back.
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }

  void show(Study study) {
    shown.set(study.preparation());
    boolean isUsual = study.preparation().equals(Study.usualPreparation(study.opened()));
    boolean hasCard = study.opened().card().isPresent();
    usual.set(isUsual);
    restoring.set(hasCard ? "As the card says" : "Samples from 0 to 1");
    source.set(
        isUsual
            ? hasCard
                ? "As the card beside the network says."
                : "Assumed, because no card.json lies beside the network. Set what it was trained with."
            : "Set by hand. Ctrl+Z brings the one before back.");
  }

  public ReadOnlyObjectProperty<Preparation> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// Where the preparation comes from, in a sentence.
  public ReadOnlyStringProperty sourceProperty() {
    return source.getReadOnlyProperty();
  }

  /// What [#restore] comes to, in a few words.
  public ReadOnlyStringProperty restoringProperty() {
    return restoring.getReadOnlyProperty();
  }

  /// Whether it is the one that the network came with.
  public ReadOnlyBooleanProperty usualProperty() {
    return usual.getReadOnlyProperty();
  }

  /// Sets one field.
  ///
  /// @return what is wrong, in a sentence; nothing when it was taken
  public Optional<String> set(Field field, String text) {
    return change(present -> field.in(present, text));
  }

  /// Sets the order of channels. Means and deviations of each channel follow it, or fall back to one for all where the number
  /// of channels changes.
  ///
  /// @return what is wrong, in a sentence; nothing when it was taken
  public Optional<String> set(Preparation.Channels channels) {
    return change(present ->
        new Preparation(
            present.resize(),
            present.crop(),
            channels,
            present.scale(),
            ordered(present.mean(), present.channels(), channels),
            ordered(present.std(), present.channels(), channels)));
  }

  private static List<Double> ordered(
      List<Double> numbers, Preparation.Channels from, Preparation.Channels to) {
    if (numbers.size() == 1 || from == to) {
      return numbers;
    }
    return from.count() == to.count() ? numbers.reversed() : List.of(numbers.getFirst());
  }

  /// Goes back to the preparation that the network came with.
  public void restore() {
    workspace.study().ifPresent(study -> workspace.prepare(Study.usualPreparation(study.opened())));
  }

  private Optional<String> change(Function<Preparation, Preparation> change) {
    Optional<Study> study = workspace.study();
    if (study.isEmpty()) {
      return Optional.empty();
    }
    try {
      Preparation changed = change.apply(study.get().preparation());
      changed.checkFits(study.get().opened().network().inputShape());
      workspace.prepare(changed);
      return Optional.empty();
    } catch (BadInputException e) {
      return Optional.of(Sentences.sentence(e.sentence()));
    }
  }
}
