package filterscope.kernel.simd;

/// The step *accumulate* of the bit planes: for a tile of four outputs by some vectors of filters, how many bits of
/// activations and weights differ. Several designs do it; which is fastest depends on the processor.
interface BitCounter {
  /// The design, for people.
  String name();

  /// Stores the number of differing bits in a tile.
  ///
  /// @param vectors 1, 2 or 4 vectors of filters
  /// @param words packed activations, and from `tile` on the sums, `[pixel][vector]`
  /// @param b0 where the patch of the first output starts, `b1` the second and so on
  /// @param offsets the words of a patch, from its start; `depth` of them
  /// @param weights from `at` on `[depth][vectors]` vectors whose lanes are filters
  void accumulate(
      int vectors,
      int[] words,
      int b0,
      int b1,
      int b2,
      int b3,
      int[] offsets,
      int depth,
      int[] weights,
      int at,
      int tile);
}
