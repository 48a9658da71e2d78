package filterscope.engine;

import filterscope.kernel.BitKernels;
import java.util.Optional;

/// One thing that a run does: it reads some storages and writes one. Immutable and shared by threads.
interface Step {
  /// @param storages the arrays of the running thread, by number of storage; an array may be longer than its value
  /// @param work at least [#workFloats()] long
  void run(float[][] storages, float[] work);

  /// The same with integers to work on.
  ///
  /// @param ints at least [#workInts()] long
  default void run(float[][] storages, float[] work, int[] ints) {
    run(storages, work);
  }

  /// What the step does to each of so many channels that follow one another in memory, where it is a monotone function of
  /// every element of its one input.
  default Optional<BitKernels.Monotone> monotone(int channels) {
    return Optional.empty();
  }

  /// Integers of scratch memory that the step needs.
  default int workInts() {
    return 0;
  }

  /// Floats of scratch memory that the step needs.
  default int workFloats() {
    return 0;
  }
}
