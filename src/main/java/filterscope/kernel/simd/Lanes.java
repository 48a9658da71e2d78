package filterscope.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// The widest vectors of this machine; anything wider than preferred would be boxed.
final class Lanes {
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /// 32-bit lanes of a vector.
  static final int COUNT = INTS.length();

  /// Whether the processor has 16 vector registers, as those of 256-bit vectors do; others have 32. Sums that do not fit are
  /// spilled in every turn of a loop, which costs more than half of the speed.
  static final boolean FEW_REGISTERS = INTS.vectorBitSize() == 256;

  private Lanes() {}

  /// The next multiple of the lanes.
  static int roundUp(int count) {
    return (count + COUNT - 1) / COUNT * COUNT;
  }
}
