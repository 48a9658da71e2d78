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

  /// Names of the classes in order, or an empty list where they are not known.
  List<String> classes();

  /// A hash over labels and images (or their files), lower-case hexadecimal: the same set gives the same hash.
  String sha256();

  /// The first `count` images.
  default ImageSet limit(int count) {
    throw new UnsupportedOperationException();
  }
}
