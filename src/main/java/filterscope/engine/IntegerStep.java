package filterscope.engine;

/// A step of the integer-only part of a network: reads integers, or the floats that the part begins with, and leaves integers, or the
/// floats that it ends with. Values of that part live in integer storages beside the float ones.
interface IntegerStep extends Step {
  /// @param floats the float storages
  /// @param integers the integer storages, by the same numbers
  /// @param work at least [#workInts()] long
  void run(float[][] floats, int[][] integers, int[] work);

  @Override
  default void run(float[][] storages, float[] work) {
    throw new IllegalStateException("a step of integers runs with integer storages");
  }
}
