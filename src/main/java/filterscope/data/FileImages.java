package filterscope.data;

import filterscope.job.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Images in a file each, decoded when asked for; those decoded lately are remembered.
final class FileImages implements ImageSet {
  private static final long MOST_CACHED_BYTES = 128L << 20;

  private final String name;
  private final List<LabelledFile> files;
  private final List<String> classes;
  private final PictureCache cache =
      new PictureCache(Math.min(MOST_CACHED_BYTES, Runtime.getRuntime().maxMemory() / 16));
  private final AtomicReference<String> hash = new AtomicReference<>("");

  /// A picture's file and its class.
  record LabelledFile(Path file, int label) {}

  FileImages(String name, List<LabelledFile> files, List<String> classes) {
    this.name = name;
    this.files = List.copyOf(files);
    this.classes = List.copyOf(classes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public int label(int index) {
    return files.get(index).label();
  }

  @Override
  public Picture picture(int index) {
    return cache
        .find(index)
        .orElseGet(() -> {
          Picture decoded = PictureDecoder.decode(files.get(index).file());
          cache.put(index, decoded);
          return decoded;
        });
  }

  @Override
  public PictureSize pictureSize(int index) {
    return cache
        .find(index)
        .map(Picture::size)
        .orElseGet(() -> PictureDecoder.size(files.get(index).file()));
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  /// Over labels and the files' bytes: reads every file the first time.
  @Override
  public String sha256() {
    return hash.updateAndGet(known -> known.isEmpty() ? computeHash() : known);
  }

  private String computeHash() {
    Hash sum = new Hash();
    byte[] buffer = new byte[1 << 16];
    for (LabelledFile labelled : files) {
      try (InputStream in = Files.newInputStream(labelled.file())) {
        sum.number(labelled.label());
        sum.number(Files.size(labelled.file()));
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          sum.bytes(buffer, count);
        }
      } catch (IOException e) {
        throw new BadInputException(
            labelled.file() + " cannot be read (" + Reading.why(e) + ")", e);
      }
    }
    return sum.hex();
  }
}
