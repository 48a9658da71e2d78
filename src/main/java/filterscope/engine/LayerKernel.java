package filterscope.engine;

import filterscope.kernel.BitKernels;
import filterscope.kernel.FloatKernels;
import java.util.Optional;

/// The prepared kernel of a convolution or dense layer, float or low-bit.
interface LayerKernel {
  /// How people know it.
  String name();

  /// Whether stored levels run as restored floats, so that the time says nothing about low-bit kernels.
  boolean isSimulated();

  /// Floats of scratch memory.
  int workFloats();

  /// Integers of scratch memory.
  int workInts();

  void run(float[] from, int fromOffset, float[] to, int toOffset, float[] floats, int[] ints);

  /// How to reach it with packed signs instead of floats, where it can.
  ///
  /// @param after what happens to the results before their signs are taken
  default Optional<BitKernels.Signs> signs(BitKernels.Monotone after) {
    return Optional.empty();
  }

  static LayerKernel floating(FloatKernels.Prepared kernel, boolean simulated) {
    return new Floating(kernel, simulated);
  }

  static LayerKernel lowBit(BitKernels.Prepared kernel) {
    return new LowBit(kernel);
  }

  /// A kernel that computes from the stored form.
  static LayerKernel coded(String name, FloatKernels.Prepared kernel) {
    return new Coded(name, kernel);
  }

  /// Weights in a code of their own, float activations.
  record Coded(String name, FloatKernels.Prepared kernel) implements LayerKernel {
    @Override
    public boolean isSimulated() {
      return false;
    }

    @Override
    public int workFloats() {
      return kernel.scratchFloats();
    }

    @Override
    public int workInts() {
      return 0;
    }

    @Override
    public void run(
        float[] from, int fromOffset, float[] to, int toOffset, float[] floats, int[] ints) {
      kernel.run(from, fromOffset, to, toOffset, floats);
    }
  }

  /// Float weights.
  record Floating(FloatKernels.Prepared kernel, boolean isSimulated) implements LayerKernel {
    @Override
    public String name() {
      return isSimulated ? "restored floats" : "float";
    }

    @Override
    public int workFloats() {
      return kernel.scratchFloats();
    }

    @Override
    public int workInts() {
      return 0;
    }

    @Override
    public void run(
        float[] from, int fromOffset, float[] to, int toOffset, float[] floats, int[] ints) {
      kernel.run(from, fromOffset, to, toOffset, floats);
    }
  }

  /// Packed levels.
  record LowBit(BitKernels.Prepared kernel) implements LayerKernel {
    @Override
    public String name() {
      return kernel.name();
    }

    @Override
    public Optional<BitKernels.Signs> signs(BitKernels.Monotone after) {
      return kernel.signs(after);
    }

    @Override
    public boolean isSimulated() {
      return false;
    }

    @Override
    public int workFloats() {
      return 0;
    }

    @Override
    public int workInts() {
      return kernel.scratchInts();
    }

    @Override
    public void run(
        float[] from, int fromOffset, float[] to, int toOffset, float[] floats, int[] ints) {
      kernel.run(from, fromOffset, to, toOffset, ints);
    }
  }
}
