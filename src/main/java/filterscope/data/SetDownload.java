package filterscope.data;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Fetches a set of the catalogue into the folder where it is looked for.
public final class SetDownload {
  private static final String CIFAR_10 = "cifar10";
  private static final URI OFFICIAL = URI.create("https://www.cs.toronto.edu/~kriz/");
  private static final String ARCHIVE = "cifar-10-binary.tar.gz";

  private final KnownSet set;
  private final URI place;
  private final Path folder;

  private SetDownload(KnownSet set, URI place, Path folder) {
    this.set = set;
    this.place = place;
    this.folder = folder;
  }

  /// From the official address into the person's cache folder.
  ///
  /// @throws BadInputException if the set is not one that can be fetched; the sentence says where it is otherwise
  public static SetDownload of(KnownSet set) {
    if (!set.id().equals(CIFAR_10)) {
      throw new BadInputException(set.title() + " is not fetched by this program; " + set.remedy());
    }
    return new SetDownload(set, OFFICIAL, KnownPlaces.cached(set));
  }

  /// The same from another place, which has the same files: a mirror.
  ///
  /// @param other the folder of the archive, ending in a slash
  public SetDownload from(URI other) {
    return new SetDownload(set, other, folder);
  }

  /// Where the set will lie.
  public Path folder() {
    return folder;
  }

  /// Fetches, checks and unpacks. What an interrupted run fetched is not fetched again.
  ///
  /// @throws BadInputException if that fails; the sentence says what to do
  public void run(Progress progress) {
    run(set.sha256().getOrDefault(ARCHIVE, ""), progress);
  }

  void run(String sha256, Progress progress) {
    Path archive = folder.resolve(ARCHIVE);
    new Download(place.resolve(ARCHIVE), archive, sha256).run(progress.part(0, 0.9));
    TarArchive.unpack(archive, folder.resolve("cifar-10-batches-bin"), progress.part(0.9, 1));
    try {
      Files.delete(archive);
    } catch (IOException e) {
      throw new BadInputException(archive + " cannot be deleted (" + Reading.why(e) + ")", e);
    }
  }
}
