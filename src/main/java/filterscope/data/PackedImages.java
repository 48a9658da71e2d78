package filterscope.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// Images of one size that lie in memory one after another, `[image][row][column][channel]`, a byte a sample. The object
/// owns its arrays.
final class PackedImages implements ImageSet {
  private final String name;
  private final PictureSize size;
  private final int channels;
  private final byte[] samples;
  private final byte[] labels;
  private final List<String> classes;
  private final AtomicReference<String> hash = new AtomicReference<>("");

  /// @param labels one unsigned byte an image
  PackedImages(
      String name,
      PictureSize size,
      int channels,
      byte[] samples,
      byte[] labels,
      List<String> classes) {
    this.name = name;
    this.size = size;
    this.channels = channels;
    this.samples = samples;
    this.labels = labels;
    this.classes = List.copyOf(classes);
    if ((long) labels.length * pictureBytes() != samples.length) {
      throw new IllegalArgumentException(
          samples.length + " samples are not " + labels.length + " images of " + size);
    }
  }

  private int pictureBytes() {
    return size.height() * size.width() * channels;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int index) {
    return labels[index] & 0xFF;
  }

  @Override
  public Picture picture(int index) {
    int from = Objects.checkIndex(index, labels.length) * pictureBytes();
    return new Picture(
        size.height(),
        size.width(),
        channels,
        Arrays.copyOfRange(samples, from, from + pictureBytes()));
  }

  @Override
  public PictureSize pictureSize(int index) {
    return size;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public String sha256() {
    return hash.updateAndGet(known -> known.isEmpty() ? computeHash() : known);
  }

  private String computeHash() {
    Hash sum = new Hash();
    sum.number(size.height());
    sum.number(size.width());
    sum.number(channels);
    sum.bytes(labels);
    sum.bytes(samples);
    return sum.hex();
  }
}
