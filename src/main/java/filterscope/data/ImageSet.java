package filterscope.data;

import java.util.List;

/// Labelled images, decoded when asked for. Thread-safe.
public interface ImageSet {
  /// For people: `fashion-mnist`, `cifar10 (test)`.
  String name();

  int size();

  /// The class of one image, from 0.
  int label(int index);

  /// One image.
  ///
  /// @throws filterscope.job.BadInputException if it cannot be decoded; names the file
  Picture picture(int index);

  /// How many pixels one image has; cheaper than [#picture] where a file's header says it.
  ///
  /// @throws filterscope.job.BadInputException if it cannot be read; names the file
  default PictureSize pictureSize(int index) {
    return picture(index).size();
  }

  /// Names of the classes in order, or an empty list where they are not known.
  List<String> classes();

  /// A hash over labels and images (or their files), lower-case hexadecimal: the same set gives the same hash.
  String sha256();

  /// The first `count` images; the whole set when it has no more.
  ///
  /// @throws IllegalArgumentException if `count` is not positive
  default ImageSet limit(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a limit is at least 1, not " + count);
    }
    return count >= size() ? this : new FirstImages(this, count);
  }
}
