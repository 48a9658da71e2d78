package filterscope.study;

import filterscope.data.Card;
import filterscope.data.Preparation;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.measure.TradeOff;
import filterscope.method.LayerRecipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A study without its numbers: all that it takes to work on it again, here or elsewhere.
///
/// @param network the file of the network
/// @param sha256 of that file
/// @param data the image set as on the command line
/// @param window what the window remembers: theme, view
/// @param saved the configurations that the person keeps for this network, in the order of saving
/// @param measured what was measured of configurations of this network on these images: the points of the trade-off
public record Session(
    Path network,
    String sha256,
    Preparation preparation,
    Optional<String> data,
    String layer,
    Configuration configuration,
    Map<String, String> window,
    List<SavedConfiguration> saved,
    List<TradeOff> measured) {

  public Session {
    window = Map.copyOf(new TreeMap<>(window));
    saved = List.copyOf(saved);
    measured = List.copyOf(measured);
  }

  /// What a study and the window come to.
  public static Session of(Study study, Map<String, String> window) {
    return of(study, window, List.of(), List.of());
  }

  /// What a study, the window, the configurations that are kept and those that were measured come to.
  public static Session of(
      Study study,
      Map<String, String> window,
      List<SavedConfiguration> saved,
      List<TradeOff> measured) {
    return new Session(
        study.opened().model().file().toAbsolutePath().normalize(),
        study.opened().model().sha256(),
        study.preparation(),
        study.data(),
        study.layer(),
        study.configuration(),
        window,
        saved,
        measured);
  }

  /// Reads a session.
  ///
  /// @param source what a person calls the text
  /// @throws BadInputException if it is none, or one of a newer version
  public static Session parse(String text, String source) {
    return SessionJson.read(text, source);
  }

  /// As indented JSON.
  public String text() {
    return SessionJson.write(this);
  }

  /// A study that was brought back.
  ///
  /// @param saved the configurations kept for its network, as far as they fit
  /// @param measured the figures of the same network's configurations on its images; nothing where it is another network
  /// @param notes sentences about what could not be
  public record Restored(
      Study study, List<SavedConfiguration> saved, List<TradeOff> measured, List<String> notes) {
    public Restored {
      saved = List.copyOf(saved);
      measured = List.copyOf(measured);
      notes = List.copyOf(notes);
    }
  }

  /// Opens the network again, and puts everything as it was as far as it fits.
  ///
  /// @param elsewhere where a network of this name may lie if its file is not where it was
  /// @throws BadInputException if the network cannot be found or read
  public Restored restore(List<Path> elsewhere, Progress progress) {
    Path file = found(elsewhere);
    OpenNetwork opened = OpenNetwork.read(file, progress);
    List<String> notes = new ArrayList<>();
    boolean same = opened.model().sha256().equals(sha256);
    if (!same) {
      notes.add(file.getFileName() + " is another network than the saved one was");
    }
    Configuration fitting = fitting(configuration, opened, notes);
    List<SavedConfiguration> kept = new ArrayList<>();
    for (SavedConfiguration one : saved) {
      List<String> misfits = new ArrayList<>();
      kept.add(new SavedConfiguration(one.name(), fitting(one.configuration(), opened, misfits)));
      misfits.forEach(misfit -> notes.add("of the kept '" + one.name() + "': " + misfit));
    }
    Study plain = Study.of(opened, Optional.empty());
    return new Restored(
        new Study(
            opened,
            preparation,
            data,
            opened.weightedLayers().contains(layer) ? layer : plain.layer(),
            fitting,
            Optional.empty()),
        kept,
        same ? measured.stream().filter(point -> fits(point, opened)).toList() : List.of(),
        notes);
  }

  private static boolean fits(TradeOff point, OpenNetwork opened) {
    return opened.weightedLayers().containsAll(point.recipe().layers().keySet());
  }

  private static Configuration fitting(
      Configuration configuration, OpenNetwork opened, List<String> notes) {
    Map<String, Optional<LayerRecipe>> overrides = new LinkedHashMap<>();
    configuration
        .overrides()
        .forEach((name, choice) -> {
          if (opened.weightedLayers().contains(name)) {
            overrides.put(name, choice);
          } else {
            notes.add("it has no layer '" + name + "', whose settings are left out");
          }
        });
    return new Configuration(
        configuration.everywhere(), overrides, configuration.keepFirst(), configuration.keepLast());
  }

  private Path found(List<Path> elsewhere) {
    if (Files.isRegularFile(network)) {
      return network;
    }
    return elsewhere.stream()
        .filter(Files::isRegularFile)
        .filter(file ->
            String.valueOf(file.getFileName()).equals(String.valueOf(network.getFileName())))
        .findFirst()
        .orElseThrow(() ->
            new BadInputException(
                "the network "
                    + network
                    + " of the saved session is not there any more; open it where it is now"));
  }

  /// The card that says how images are prepared and which they are, as JSON has it.
  Card images() {
    return new Card("", "", preparation, List.of(), data, Map.of());
  }
}
