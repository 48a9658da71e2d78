package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.Scaling;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/// Which design is fastest here, found by running them in turns on one small layer, never by the name of the processor.
/// Takes a second or two, most of it waiting for the compiler: a design that is timed before it is compiled loses for ever.
final class KernelTrial {
  private static final ConvGeometry LAYER =
      new ConvGeometry(14, 14, 128, 64, 3, 3, 1, 1, 1, 1, 1, 1, 14, 14, 1);
  private static final int TURNS = 25;

  /// A run that is faster than the best so far by this factor says that the compiler is still at work.
  private static final double STILL_FASTER = 0.9;

  private static final long LONGEST_WARM_UP = 6_000_000_000L;
  private static final long QUIET_NANOS = 150_000_000L;

  /// What a run may allocate, asking for the figure included, and count as compiled.
  static final long INTERPRETED_BYTES = 20_000;

  private final float[] input = new float[LAYER.inputSize()];
  private final float[] output = new float[LAYER.outputSize()];

  /// What the trial found.
  ///
  /// @param counter the faster way to count bits
  /// @param mostPlanePairs pairs of bit planes up to which planes beat multiply-adds
  /// @param tableGain how many times faster a binary layer with float activations is than a float layer
  /// @param explanation the figures, for people
  record Choice(BitCounter counter, int mostPlanePairs, double tableGain, String explanation) {}

  Choice choose() {
    for (int index = 0; index < input.length; index++) {
      input[index] = index % 7 - 3;
    }
    List<BitCounter> counters = List.of(new DirectCount(), new CarrySaveCount());
    short[] signs = levels();
    ActivationGrid sign = new ActivationGrid.Sign();
    Scaling scaling = Scaling.none(LAYER.filters());
    BitKernels.Prepared direct =
        PlaneConvolution.of(LAYER, signs, sign, scaling, counters.getFirst());
    BitKernels.Prepared carrySave =
        PlaneConvolution.of(LAYER, signs, sign, scaling, counters.getLast());
    BitKernels.Prepared products = new ProductConvolution(LAYER, signs, sign, scaling);
    BitKernels.Prepared tables = new TableConvolution(LAYER, signs, scaling);
    double[] micros =
        time(List.of(run(direct), run(carrySave), run(products), run(tables), floating(signs)));
    int best = micros[0] <= micros[1] ? 0 : 1;
    int pairs = Math.clamp((long) (micros[2] / micros[best]), 1, 64);
    String explanation =
        String.format(
            java.util.Locale.ROOT,
            "a binary layer took %.0f µs with %s, %.0f µs with %s and %.0f µs with multiply-adds; with float"
                + " activations %.0f µs, and %.0f µs as floats",
            micros[0],
            counters.getFirst().name(),
            micros[1],
            counters.getLast().name(),
            micros[2],
            micros[3],
            micros[4]);
    return new Choice(counters.get(best), pairs, micros[4] / micros[3], explanation);
  }

  private static short[] levels() {
    short[] levels = new short[LAYER.filters() * LAYER.depth()];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (short) (Integer.bitCount(index * 0x9E3779B9) % 2 == 0 ? 1 : -1);
    }
    return levels;
  }

  private Runnable run(BitKernels.Prepared kernel) {
    int[] scratch = new int[kernel.scratchInts()];
    return () -> kernel.run(input, 0, output, 0, scratch);
  }

  private Runnable floating(short[] levels) {
    float[] weights = new float[levels.length];
    for (int index = 0; index < weights.length; index++) {
      weights[index] = levels[index];
    }
    FloatKernels.Prepared kernel =
        new VectorFloatKernels()
            .convolution(LAYER, weights, new float[LAYER.filters()], FloatKernels.Finish.NONE);
    float[] scratch = new float[kernel.scratchFloats()];
    return () -> kernel.run(input, 0, output, 0, scratch);
  }

  private static double[] time(List<Runnable> candidates) {
    double[][] micros = new double[candidates.size()][TURNS];
    candidates.forEach(KernelTrial::warmUp);
    for (int turn = 0; turn < TURNS; turn++) {
      for (int index = 0; index < micros.length; index++) {
        long start = System.nanoTime();
        candidates.get(index).run();
        micros[index][turn] = (System.nanoTime() - start) / 1e3;
      }
    }
    return Arrays.stream(micros).mapToDouble(KernelTrial::quartile).toArray();
  }

  /// Runs a candidate until it has not become faster for a while and does not allocate: vector code that the compiler has not
  /// come to yet makes an object of every vector. On a busy machine it comes late.
  private static void warmUp(Runnable candidate) {
    double best = Double.MAX_VALUE;
    long start = System.nanoTime();
    long improved = start;
    while (System.nanoTime() - improved < QUIET_NANOS
        && System.nanoTime() - start < LONGEST_WARM_UP) {
      long allocated = allocated();
      long begin = System.nanoTime();
      candidate.run();
      long end = System.nanoTime();
      if (allocated() - allocated > INTERPRETED_BYTES || end - begin < best * STILL_FASTER) {
        best = Math.min(best, (double) (end - begin));
        improved = end;
      }
    }
  }

  /// Bytes that this thread has allocated so far.
  static long allocated() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        ? threads.getCurrentThreadAllocatedBytes()
        : 0;
  }

  /// The lower quartile: what others do on the machine only ever adds.
  private static double quartile(double[] micros) {
    Arrays.sort(micros);
    return micros[micros.length / 4];
  }
}
