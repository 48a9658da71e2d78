package filterscope.data;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Opens labelled images by reference, a text as on the command line:
/// - `idx:IMAGES,LABELS`, two files in the form of MNIST, gzip or not;
/// - `cifar10:FOLDER` or `cifar10:FILE.bin`, the official binary form;
/// - `folder:FOLDER`, a sub-folder of PNG and JPEG files for each class;
/// - `list:FILE.tsv`, a path and the number of a class a line;
/// - the name of a set of the [Catalogue].
public final class ImageSets {
  private static final List<String> KINDS = List.of("idx", "cifar10", "folder", "list");
  private static final String FORMS =
      "say idx:IMAGES,LABELS, cifar10:FOLDER, folder:FOLDER, list:FILE.tsv or a name from 'data list'";

  private ImageSets() {}

  /// The images to evaluate on: the test part of a set that has one.
  ///
  /// @throws BadInputException if the reference is not understood, or its files are absent, damaged or too large
  public static ImageSet open(String reference, Progress progress) {
    return open(reference, Path.of(""), progress);
  }

  /// The same, with paths that are relative to a folder: that of the card which has the reference.
  public static ImageSet open(String reference, Path base, Progress progress) {
    return open(reference, base, false, progress);
  }

  /// The images to train on: the training part of a set that has one, otherwise all.
  ///
  /// @throws BadInputException as [#open]
  public static ImageSet openTraining(String reference, Progress progress) {
    return open(reference, Path.of(""), true, progress);
  }

  /// A reference that means the same from everywhere: its paths, relative to a folder, made absolute.
  ///
  /// @throws BadInputException if it names no path
  public static String absolute(String reference, Path base) {
    int colon = reference.indexOf(':');
    if (colon < 0 || !KINDS.contains(reference.substring(0, colon).strip())) {
      return reference;
    }
    String kind = reference.substring(0, colon).strip();
    String rest = reference.substring(colon + 1).strip();
    try {
      if (kind.equals("idx")) {
        int comma = comma(rest, base);
        return "idx:"
            + path(rest.substring(0, comma), base).toAbsolutePath()
            + ","
            + path(rest.substring(comma + 1), base).toAbsolutePath();
      }
      return kind + ":" + path(rest, base).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new BadInputException("'" + reference + "' is not a path", e);
    }
  }

  /// Whether a set of the catalogue lies on this machine.
  public static boolean isPresent(KnownSet set, boolean training) {
    return KnownPlaces.ofThisMachine().has(set, training);
  }

  private static ImageSet open(String reference, Path base, boolean training, Progress progress) {
    try {
      int colon = reference.indexOf(':');
      return colon < 0
          ? known(reference.strip(), training, progress)
          : ofKind(
              reference.substring(0, colon).strip(),
              reference.substring(colon + 1).strip(),
              base,
              training,
              progress);
    } catch (InvalidPathException e) {
      throw new BadInputException("'" + reference + "' is not a path", e);
    }
  }

  private static ImageSet known(String name, boolean training, Progress progress) {
    KnownSet set =
        Catalogue.byId(name)
            .orElseThrow(() -> {
              List<String> names = Catalogue.all().stream().map(KnownSet::id).toList();
              return new BadInputException(
                  "there is no image set '"
                      + name
                      + "'"
                      + Suggestion.forSentence(name, names, "; " + FORMS));
            });
    return KnownPlaces.ofThisMachine().open(set, training, progress);
  }

  private static ImageSet ofKind(
      String kind, String rest, Path base, boolean training, Progress progress) {
    if (KINDS.contains(kind) && rest.isEmpty()) {
      throw new BadInputException("'" + kind + ":' lacks its file or folder; " + FORMS);
    }
    return switch (kind) {
      case "idx" -> idx(rest, base);
      case "cifar10" ->
          training
              ? Cifar10Files.training(path(rest, base), progress)
              : Cifar10Files.test(path(rest, base), progress);
      case "folder" -> ImageFolder.open(path(rest, base), progress);
      case "list" -> ImageList.open(path(rest, base), progress);
      default ->
          throw new BadInputException(
              "'"
                  + kind
                  + ":' is not a kind of image set"
                  + Suggestion.forSentence(kind, KINDS, "; " + FORMS));
    };
  }

  private static ImageSet idx(String rest, Path base) {
    int comma = comma(rest, base);
    Path images = path(rest.substring(0, comma), base);
    Path labels = path(rest.substring(comma + 1), base);
    return IdxFile.images(images.getFileName().toString(), images, labels, List.of());
  }

  /// Where the images end and the labels begin: paths may have commas in them.
  private static int comma(String rest, Path base) {
    List<Integer> commas =
        IntStream.range(0, rest.length()).filter(at -> rest.charAt(at) == ',').boxed().toList();
    if (commas.isEmpty()) {
      throw new BadInputException(
          "idx: takes two files, idx:IMAGES,LABELS, but there is no comma in '" + rest + "'");
    }
    return commas.stream()
        .filter(at -> Files.exists(path(rest.substring(0, at), base)))
        .findFirst()
        .orElse(commas.getFirst());
  }

  private static Path path(String text, Path base) {
    String stripped = text.strip();
    if (stripped.startsWith("~/")) {
      return Path.of(System.getProperty("user.home", "."), stripped.substring(2));
    }
    return base.resolve(stripped);
  }

  /// The ways to write a reference, for a help text.
  public static List<String> forms() {
    return Stream.concat(
            Catalogue.all().stream().map(KnownSet::id),
            Stream.of(
                "idx:IMAGES,LABELS",
                "cifar10:FOLDER",
                "cifar10:FILE.bin",
                "folder:FOLDER",
                "list:FILE.tsv"))
        .toList();
  }
}
