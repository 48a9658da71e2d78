package filterscope.data;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the sets of the catalogue lie on a machine: among the sample models, where Debian's packages put data sets, or in the
/// person's cache folder.
final class KnownPlaces {
  private final List<Path> folders;

  /// @param folders each with a sub-folder for every set, tried in this order
  KnownPlaces(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  static KnownPlaces ofThisMachine() {
    return new KnownPlaces(
        List.of(
            Samples.home().resolve("sample-models"),
            Path.of("/usr/share/datasets"),
            cache().resolve("data")));
  }

  /// The folder that the desktop keeps for caches, or the one that the system property `filterscope.cache` names.
  private static Path cache() {
    String property = System.getProperty("filterscope.cache", "");
    if (!property.isEmpty()) {
      return Path.of(property);
    }
    String desktop = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse("");
    Path caches =
        desktop.isEmpty()
            ? Path.of(System.getProperty("user.home", "."), ".cache")
            : Path.of(desktop);
    return caches.resolve("filterscope");
  }

  /// Where a set goes that is fetched from the network.
  static Path cached(KnownSet set) {
    return cache().resolve("data").resolve(set.id());
  }

  ImageSet open(KnownSet set, boolean training, Progress progress) {
    return set.id().equals("cifar10") ? cifar10(set, training, progress) : idx(set, training);
  }

  /// Whether the test or the training part lies here.
  boolean has(KnownSet set, boolean training) {
    return set.id().equals("cifar10")
        ? cifar10Folder(set, training).isPresent()
        : idxFile(set, prefix(training) + "-images-idx3-ubyte").isPresent()
            && idxFile(set, prefix(training) + "-labels-idx1-ubyte").isPresent();
  }

  private ImageSet idx(KnownSet set, boolean training) {
    Path images =
        idxFile(set, prefix(training) + "-images-idx3-ubyte")
            .orElseThrow(() -> absent(set, training));
    Path labels =
        idxFile(set, prefix(training) + "-labels-idx1-ubyte")
            .orElseThrow(() -> absent(set, training));
    String name = set.id() + (training ? " (training)" : "");
    return IdxFile.images(name, images, labels, set.classes());
  }

  private static String prefix(boolean training) {
    return training ? "train" : "t10k";
  }

  private Optional<Path> idxFile(KnownSet set, String name) {
    return folders.stream()
        .map(folder -> folder.resolve(set.id()))
        .flatMap(folder -> Stream.of(folder.resolve(name + ".gz"), folder.resolve(name)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private ImageSet cifar10(KnownSet set, boolean training, Progress progress) {
    Path folder = cifar10Folder(set, training).orElseThrow(() -> absent(set, training));
    return training ? Cifar10Files.training(folder, progress) : Cifar10Files.test(folder, progress);
  }

  private Optional<Path> cifar10Folder(KnownSet set, boolean training) {
    String wanted = training ? "data_batch_1.bin" : "test_batch.bin";
    return folders.stream()
        .map(folder -> folder.resolve(set.id()))
        .flatMap(folder -> Stream.of(folder, folder.resolve("cifar-10-batches-bin")))
        .filter(folder -> Files.isRegularFile(folder.resolve(wanted)))
        .findFirst();
  }

  private static BadInputException absent(KnownSet set, boolean training) {
    return new BadInputException(
        "the "
            + (training ? "training" : "test")
            + " images of "
            + set.title()
            + " are not on this machine; "
            + set.remedy());
  }
}
