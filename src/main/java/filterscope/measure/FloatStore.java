package filterscope.measure;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Arrays of one length, one for each of as many images as a budget allows; first come, first kept. Different images may be used
/// by different threads.
final class FloatStore {
  private final float[][] arrays;
  private final int length;
  private final int capacity;
  private final AtomicInteger kept = new AtomicInteger();

  /// @param length floats of one image
  /// @param bytes what all arrays together may take
  FloatStore(int images, int length, long bytes) {
    this.arrays = new float[images][];
    this.length = length;
    this.capacity = length == 0 ? 0 : (int) Math.min(images, bytes / (4L * length));
  }

  /// What was kept of an image.
  Optional<float[]> get(int image) {
    return Optional.ofNullable(arrays[image]);
  }

  /// A new array of the right length, if the budget allows another.
  Optional<float[]> reserve() {
    int before = kept.getAndUpdate(count -> Math.min(capacity, count + 1));
    return before < capacity ? Optional.of(new float[length]) : Optional.empty();
  }

  /// Keeps a reserved array once it is filled.
  void keep(int image, float[] array) {
    arrays[image] = array;
  }
}
