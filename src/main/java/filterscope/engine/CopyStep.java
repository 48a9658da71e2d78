package filterscope.engine;

import java.util.List;

/// Copies values into their places in another: a change of layout is one copy, a concatenation one for each input.
final class CopyStep implements Step {
  private final List<Copy> copies;
  private final int to;

  CopyStep(List<Copy> copies, int to) {
    this.copies = List.copyOf(copies);
    this.to = to;
  }

  /// One input.
  ///
  /// @param loops array 0 is the source, array 1 the target
  /// @param offset where it begins in the target
  record Copy(int from, Loops loops, int offset) {}

  List<Copy> copies() {
    return copies;
  }

  @Override
  public void run(float[][] storages, float[] work) {
    for (int index = 0; index < copies.size(); index++) {
      Copy copy = copies.get(index);
      walk(copy.loops, 0, storages[copy.from], 0, storages[to], copy.offset);
    }
  }

  /// Also used to hand values out of the engine.
  static void walk(Loops loops, int dimension, float[] from, int source, float[] to, int target) {
    int extent = loops.extent(dimension);
    int sourceStride = loops.stride(0, dimension);
    int targetStride = loops.stride(1, dimension);
    if (dimension == loops.dimensions() - 2) {
      int inner = loops.innerExtent();
      int innerSource = loops.innerStride(0);
      int innerTarget = loops.innerStride(1);
      boolean plain = innerSource == 1 && innerTarget == 1 && inner >= 8;
      for (int index = 0; index < extent; index++) {
        int f = source + index * sourceStride;
        int t = target + index * targetStride;
        if (plain) {
          System.arraycopy(from, f, to, t, inner);
        } else {
          for (int i = 0; i < inner; i++) {
            to[t + i * innerTarget] = from[f + i * innerSource];
          }
        }
      }
      return;
    }
    for (int index = 0; index < extent; index++) {
      walk(
          loops,
          dimension + 1,
          from,
          source + index * sourceStride,
          to,
          target + index * targetStride);
    }
  }
}
