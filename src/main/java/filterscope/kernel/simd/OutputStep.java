package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;

/// The steps *pad correction* and *scale*: tiles of sums become floats of the output image, as [Scaling] has it.
///
/// A tile comes in parts: with several blocks of channels those of the first block are first.
abstract class OutputStep {
  private final ConvGeometry geometry;
  private final int parts;
  private final int filtersOfGroup;
  private final Scaling scaling;
  private final float[] factors;
  private final float[] offsets;

  /// @param parts tiles that make a sum
  OutputStep(ConvGeometry geometry, Scaling scaling, int parts) {
    this.geometry = geometry;
    this.parts = parts;
    this.scaling = scaling;
    this.filtersOfGroup = Lanes.roundUp(geometry.filtersPerGroup());
    this.factors = new float[scaling.blocks() * places()];
    this.offsets = new float[places()];
    for (int filter = 0; filter < geometry.filters(); filter++) {
      offsets[place(filter)] = scaling.offset(filter);
      for (int block = 0; block < scaling.blocks(); block++) {
        factors[block * places() + place(filter)] = scaling.factor(block, filter);
      }
    }
  }

  /// Filters of all groups, each group rounded up to whole vectors.
  final int places() {
    return geometry.groups() * filtersOfGroup;
  }

  /// The place of a filter among them.
  final int place(int filter) {
    int group = filter / geometry.filtersPerGroup();
    return group * filtersOfGroup + filter % geometry.filtersPerGroup();
  }

  final Scaling scaling() {
    return scaling;
  }

  final ConvGeometry geometry() {
    return geometry;
  }

  /// Factors by place, block after block; read only.
  final float[] factors() {
    return factors;
  }

  /// Offsets by place; read only.
  final float[] offsets() {
    return offsets;
  }

  /// Tiles that make a sum.
  final int parts() {
    return parts;
  }

  /// Writes `vectors` vectors of filters from `filter` (of its group) on, for `pixels` outputs.
  ///
  /// @param tile where the sums start, `[part][pixel][vector]`
  /// @param part integers from one part to the next
  /// @param map where the [InputMap] starts, if there is one
  final void write(
      int[] sums,
      int tile,
      int part,
      int map,
      int group,
      int filter,
      int vectors,
      int firstOutput,
      int pixels,
      float[] output,
      int outputOffset) {
    int to =
        outputOffset
            + firstOutput * geometry.filters()
            + group * geometry.filtersPerGroup()
            + filter;
    int step = vectors * Lanes.COUNT;
    for (int vector = 0; vector < vectors; vector++) {
      int inGroup = filter + vector * Lanes.COUNT;
      write(
          sums,
          tile + vector * Lanes.COUNT,
          part,
          step,
          map + firstOutput,
          group * filtersOfGroup + inGroup,
          firstOutput,
          pixels,
          output,
          to,
          geometry.filtersPerGroup() - inGroup);
      to += Lanes.COUNT;
    }
  }

  /// Writes one vector of filters for `pixels` outputs.
  ///
  /// @param from where the vector's sums of the first output are; each output's are `step` after the one before, each part's
  ///     `part`
  /// @param map where the map of the first output is
  /// @param place the first filter
  /// @param to where the first output goes
  /// @param real filters that are left, at least those of the vector that exist
  abstract void write(
      int[] sums,
      int from,
      int part,
      int step,
      int map,
      int place,
      int firstOutput,
      int pixels,
      float[] output,
      int to,
      int real);
}
