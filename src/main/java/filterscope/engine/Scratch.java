package filterscope.engine;

/// The buffers of one thread for one [CompiledNetwork] and all networks of the same plan. Not thread-safe; reused for image
/// after image without allocation.
public final class Scratch {
  static final float[] NOTHING = {};

  private final Plan plan;
  private final float[][] storages;
  private final int[][] integers;
  private float[] work;
  private int[] ints = {};
  private final int[][] signs;
  private float[] image = NOTHING;

  Scratch(Plan plan, float[][] storages, int workFloats) {
    this.plan = plan;
    this.storages = storages;
    this.integers = new int[storages.length][0];
    this.work = new float[workFloats];
    this.signs = new int[storages.length][];
  }

  boolean isFor(Plan other) {
    return plan == other;
  }

  /// The array of every storage; that of the image is whatever the run put there.
  float[][] storages() {
    return storages;
  }

  /// Scratch memory for kernels. Networks of one plan can need different amounts; it grows once for the largest.
  float[] work(int floats) {
    if (work.length < floats) {
      work = new float[floats];
    }
    return work;
  }

  /// Scratch memory of low-bit kernels; grows as that of the others.
  int[] ints(int count) {
    if (ints.length < count) {
      ints = new int[count];
    }
    return ints;
  }

  /// The integer storages of a network that has some; those of one plan share them.
  int[][] integers(java.util.Set<Integer> wanted) {
    for (int storage : wanted) {
      int floats = plan.floats(storage);
      if (integers[storage].length < floats) {
        integers[storage] = new int[floats];
      }
    }
    return integers;
  }

  /// The packed signs that take the place of a storage's floats.
  int[] signs(int storage, int words) {
    int[] packed = signs[storage];
    if (packed == null || packed.length < words) {
      packed = new int[words];
      signs[storage] = packed;
    }
    return packed;
  }

  /// An array of our own for the image, for runs that start from saved values.
  float[] ownImage(int floats) {
    if (image.length < floats) {
      image = new float[floats];
    }
    return image;
  }
}
