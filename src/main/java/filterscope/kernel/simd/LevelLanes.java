package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// [ActivationGrid#level] for a vector of activations, operation by operation the same.
///
/// @param lowest the lowest level that clamping leaves
record LevelLanes(boolean sign, float inverseStep, float lowest, float highest) {
  static LevelLanes of(ActivationGrid grid) {
    return switch (grid) {
      case ActivationGrid.Sign() -> new LevelLanes(true, 1, -1, 1);
      case ActivationGrid.Unsigned unsigned ->
          new LevelLanes(false, grid.largest() / unsigned.bound(), 0, grid.largest());
      case ActivationGrid.Signed signed ->
          new LevelLanes(false, grid.largest() / signed.bound(), -grid.largest(), grid.largest());
      case ActivationGrid.Floats() ->
          throw new IllegalArgumentException("float activations have no levels");
    };
  }

  /// Levels counted from the lowest, 0 on; not for signs.
  IntVector fromLowest(FloatVector values) {
    FloatVector clamped = values.mul(inverseStep).max(lowest).min(highest);
    return (IntVector) clamped.add(0.5f - lowest).convert(VectorOperators.F2I, 0);
  }

  /// Quantizes whole vectors to levels kept as float bits; returns how many activations it did. Written out: a vector that
  /// crosses a call may become an object.
  int quantize(float[] input, int from, int count, int[] levels, int to) {
    int whole = count / Lanes.COUNT * Lanes.COUNT;
    if (sign) {
      signs(input, from, whole, levels, to);
    } else {
      levels(input, from, whole, levels, to);
    }
    return whole;
  }

  private static void signs(float[] input, int from, int count, int[] levels, int to) {
    FloatVector below = FloatVector.broadcast(Lanes.FLOATS, -1);
    for (int done = 0; done < count; done += Lanes.COUNT) {
      FloatVector values = FloatVector.fromArray(Lanes.FLOATS, input, from + done);
      below
          .blend(1, values.compare(VectorOperators.GE, 0))
          .reinterpretAsInts()
          .intoArray(levels, to + done);
    }
  }

  private void levels(float[] input, int from, int count, int[] levels, int to) {
    float half = 0.5f - lowest;
    for (int done = 0; done < count; done += Lanes.COUNT) {
      FloatVector values = FloatVector.fromArray(Lanes.FLOATS, input, from + done);
      FloatVector clamped = values.mul(inverseStep).max(lowest).min(highest);
      IntVector counted = (IntVector) clamped.add(half).convert(VectorOperators.F2I, 0);
      ((FloatVector) counted.convert(VectorOperators.I2F, 0))
          .add(lowest)
          .reinterpretAsInts()
          .intoArray(levels, to + done);
    }
  }
}
