package filterscope.kernel.simd;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import jdk.incubator.vector.VectorMask;

/// A matrix product whose rows are gathered from an image: every output pixel sums, over some taps, neighbouring source
/// floats times weights. A convolution is one, the gradient of its input is one for each phase of the stride.
final class Gather {
  /// One tap: where its floats lie relative to a pixel's start, and its number among the kernel's taps.
  record Tap(int offset, int number) {}

  /// Where in the unpacked weights the factor of one product lies.
  @FunctionalInterface
  interface WeightIndex {
    int of(int group, int output, int tap, int source);
  }

  private final int[] source;
  private final int[] target;
  private final int[] runs;
  private final int runLength;
  private final int groups;
  private final int outputs;
  private final int sources;
  private final int[] weightOf;
  private final float[] packed;

  /// @param source for each output pixel where its taps start
  /// @param target for each output pixel where its results go
  /// @param outputs of one group
  /// @param sources of one group, which one tap reads
  Gather(
      int[] source,
      int[] target,
      List<Tap> taps,
      int groups,
      int outputs,
      int sources,
      WeightIndex index) {
    this.source = source;
    this.target = target;
    this.groups = groups;
    this.outputs = outputs;
    this.sources = sources;
    List<Tap> ordered = taps.stream().sorted(Comparator.comparingInt(Tap::offset)).toList();
    int merged = groups == 1 ? mergeable(ordered, sources) : 1;
    this.runLength = merged * sources;
    this.runs = new int[ordered.size() / merged];
    Arrays.setAll(runs, run -> ordered.get(run * merged).offset());
    this.weightOf = indices(ordered, index);
    this.packed = new float[weightOf.length];
  }

  /// How many taps follow one another without a gap in every run.
  private static int mergeable(List<Tap> taps, int sources) {
    int first = 1;
    while (first < taps.size() && follows(taps, first, sources)) {
      first++;
    }
    for (int tap = 0; tap < taps.size(); tap++) {
      if (tap % first != 0 && !follows(taps, tap, sources)) {
        return 1;
      }
    }
    return taps.size() % first == 0 ? first : 1;
  }

  private static boolean follows(List<Tap> taps, int tap, int sources) {
    return taps.get(tap).offset() == taps.get(tap - 1).offset() + sources;
  }

  private int blocks() {
    return (outputs + GatherTiles.BLOCK - 1) / GatherTiles.BLOCK;
  }

  private int blockFloats() {
    return runs.length * runLength * GatherTiles.BLOCK;
  }

  /// For each packed float the weight that goes there, −1 for the filling of a last block.
  private int[] indices(List<Tap> taps, WeightIndex index) {
    int[] indices = new int[groups * blocks() * blockFloats()];
    Arrays.fill(indices, -1);
    for (int group = 0; group < groups; group++) {
      for (int output = 0; output < outputs; output++) {
        int block = group * blocks() + output / GatherTiles.BLOCK;
        int at = block * blockFloats() + output % GatherTiles.BLOCK;
        for (Tap tap : taps) {
          for (int from = 0; from < sources; from++) {
            indices[at] = index.of(group, output, tap.number(), from);
            at += GatherTiles.BLOCK;
          }
        }
      }
    }
    return indices;
  }

  void load(float[] weights) {
    for (int i = 0; i < packed.length; i++) {
      int index = weightOf[i];
      packed[i] = index < 0 ? 0 : weights[index];
    }
  }

  /// @param x the (bordered) source image, from `xBase` on
  /// @param y the results, from `yBase` on
  void run(float[] x, int xBase, float[] y, int yBase) {
    if (runs.length == 0) {
      clear(y, yBase);
      return;
    }
    for (int group = 0; group < groups; group++) {
      int from = xBase + group * sources;
      for (int block = 0; block < blocks(); block++) {
        int to = yBase + group * outputs + block * GatherTiles.BLOCK;
        int weights = (group * blocks() + block) * blockFloats();
        int rest = outputs - block * GatherTiles.BLOCK;
        if (rest >= GatherTiles.BLOCK) {
          fullBlock(x, from, y, to, weights);
        } else {
          column(x, from, y, to, weights, Math.min(rest, GatherTiles.LANES));
          if (rest > GatherTiles.LANES) {
            int half = GatherTiles.LANES;
            column(x, from, y, to + half, weights + half, rest - half);
          }
        }
      }
    }
  }

  private void fullBlock(float[] x, int xBase, float[] y, int yBase, int weights) {
    int pixels = source.length;
    if (pixels < GatherTiles.PIXELS) {
      column(x, xBase, y, yBase, weights, GatherTiles.LANES);
      int half = GatherTiles.LANES;
      column(x, xBase, y, yBase + half, weights + half, GatherTiles.LANES);
      return;
    }
    for (int pixel = 0; pixel < pixels; pixel += GatherTiles.PIXELS) {
      int first = Math.min(pixel, pixels - GatherTiles.PIXELS);
      GatherTiles.fiveByTwo(
          x, xBase, source, first, runs, runLength, packed, weights, y, yBase, target);
    }
  }

  /// All pixels for at most one vector of outputs.
  private void column(float[] x, int xBase, float[] y, int yBase, int weights, int count) {
    VectorMask<Float> mask = GatherTiles.SPECIES.indexInRange(0, count);
    int pixels = source.length;
    if (pixels < GatherTiles.MORE_PIXELS) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        GatherTiles.oneByOne(
            x,
            xBase + source[pixel],
            runs,
            runLength,
            packed,
            weights,
            y,
            yBase + target[pixel],
            mask);
      }
      return;
    }
    for (int pixel = 0; pixel < pixels; pixel += GatherTiles.MORE_PIXELS) {
      int first = Math.min(pixel, pixels - GatherTiles.MORE_PIXELS);
      GatherTiles.tenByOne(
          x, xBase, source, first, runs, runLength, packed, weights, y, yBase, target, mask);
    }
  }

  private void clear(float[] y, int yBase) {
    for (int at : target) {
      Arrays.fill(y, yBase + at, yBase + at + groups * outputs, 0);
    }
  }
}
