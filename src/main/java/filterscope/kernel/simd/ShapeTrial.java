package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.PlaneCode;

/// Which of two kernels is faster on one shape; a few runs of each, in turns.
final class ShapeTrial {
  private static final int TURNS = 5;

  /// How long a compiler may take that has not come to both kernels yet.
  private static final long LONGEST = 200_000_000L;

  private ShapeTrial() {}

  /// What the time of a kernel depends on.
  ///
  /// @param blocks blocks of channels with scales of their own
  record Shape(ConvGeometry geometry, int weightPlanes, ActivationGrid activations, int blocks) {
    /// Grids differ in their bounds, too, which change nothing.
    Shape {
      activations =
          switch (activations) {
            case ActivationGrid.Unsigned grid -> new ActivationGrid.Unsigned(grid.bits(), 1);
            case ActivationGrid.Signed grid -> new ActivationGrid.Signed(grid.bits(), 1);
            case ActivationGrid.Sign sign -> sign;
            case ActivationGrid.Floats floats -> floats;
          };
    }

    /// Pairs of a weight plane and an activation plane.
    int pairs() {
      return weightPlanes * PlaneCode.ofActivations(activations).planes();
    }
  }

  /// The lowest of a few times decides: what others do on the machine only ever adds. The very first runs do not count.
  static boolean isFirstFaster(
      BitKernels.Prepared first, BitKernels.Prepared second, ConvGeometry geometry) {
    float[] input = new float[geometry.inputSize()];
    float[] output = new float[geometry.outputSize()];
    int[] scratch = new int[Math.max(first.scratchInts(), second.scratchInts())];
    long mine = Long.MAX_VALUE;
    long other = Long.MAX_VALUE;
    long begin = System.nanoTime();
    boolean compiled = false;
    for (int turn = 0; turn < TURNS || (!compiled && System.nanoTime() - begin < LONGEST); turn++) {
      long allocated = KernelTrial.allocated();
      long start = System.nanoTime();
      first.run(input, 0, output, 0, scratch);
      long between = System.nanoTime();
      second.run(input, 0, output, 0, scratch);
      long end = System.nanoTime();
      compiled = KernelTrial.allocated() - allocated < KernelTrial.INTERPRETED_BYTES;
      mine = Math.min(mine, between - start);
      other = Math.min(other, end - between);
    }
    return mine <= other;
  }
}
