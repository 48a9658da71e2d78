package filterscope.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import filterscope.engine.Backend;
import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.ScalarBitKernels;
import filterscope.kernel.Scaling;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class BitKernelsRunTest {
  private static final ConvGeometry LAYER =
      new ConvGeometry(6, 6, 64, 80, 3, 3, 1, 1, 1, 1, 1, 1, 6, 6, 1);

  @Test
  void vectorKernelsAreUsedWhereTheVectorApiIsThere() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
    assertThat(Backend.bestLowBit().name()).startsWith("Vector API");
  }

  /// Some processors are left at half their width unless Java is told otherwise, which the launcher and the build do.
  @Test
  void vectorsAreAsWideAsTheProcessorHasThem() throws IOException {
    Path information = Path.of("/proc/cpuinfo");
    assumeTrue(Files.isReadable(information), "no /proc/cpuinfo to read the features from");
    String flags = Files.readString(information);
    assumeTrue(flags.contains(" avx2 "), "not an x86 processor with AVX2");
    assertThat(Lanes.INTS.vectorBitSize()).isEqualTo(flags.contains(" avx512bw ") ? 512 : 256);
  }

  @Test
  void theChoiceOfDesignIsTimedAndExplained() {
    VectorBitKernels kernels = VectorBitKernels.timed();
    assertThat(kernels.name()).containsAnyOf("bit count", "carry-save");
    assertThat(kernels.explanation()).contains("µs with bit count").contains("carry-save");
    assertThat(run(kernels, new ActivationGrid.Sign()))
        .isEqualTo(run(new ScalarBitKernels(), new ActivationGrid.Sign()));
  }

  @Test
  void namesSayWhichKernelRuns() {
    assertThat(prepared(VectorBitKernels.bitCount(), new ActivationGrid.Sign()).name())
        .startsWith("XNOR, bit count");
    assertThat(prepared(VectorBitKernels.carrySave(), new ActivationGrid.Unsigned(3, 1)).name())
        .startsWith("1×3 bit planes, carry-save");
    assertThat(prepared(VectorBitKernels.bitCount(), new ActivationGrid.Floats()).name())
        .startsWith("tables of sums");
    assertThat(prepared(VectorBitKernels.multiplyAdd(), new ActivationGrid.Signed(8, 1)).name())
        .startsWith("integer multiply-add");
  }

  /// Of the designs that run here. Interpreted and half-compiled vector code boxes, and on a busy machine the compiler takes its time; from the moment it is compiled nothing may be allocated.
  @Test
  void aCompiledRunAllocatesNothing() {
    for (BitKernels kernels :
        new BitKernels[] {Backend.bestLowBit(), VectorBitKernels.multiplyAdd()}) {
      for (ActivationGrid grid :
          new ActivationGrid[] {
            new ActivationGrid.Sign(),
            new ActivationGrid.Unsigned(2, 1),
            new ActivationGrid.Floats()
          }) {
        assertThat(leastAllocation(prepared(kernels, grid)))
            .as("bytes of 20 runs of %s, %s", kernels.name(), grid)
            .isZero();
      }
    }
  }

  private static long leastAllocation(BitKernels.Prepared prepared) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[] input = input();
    float[] output = new float[LAYER.outputSize()];
    int[] scratch = new int[prepared.scratchInts()];
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 3000 && least > 0; attempt++) {
      LockSupport.parkNanos(attempt < 100 ? 0 : 5_000_000);
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int run = 0; run < 20; run++) {
        prepared.run(input, 0, output, 0, scratch);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @Test
  void refusesSumsThatMayOverflow() {
    ConvGeometry deep = new ConvGeometry(1, 1, 70000, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1);
    short[] levels = new short[70000];
    Arrays.fill(levels, (short) 255);
    assertThatThrownBy(() ->
            VectorBitKernels.bitCount()
                .convolution(deep, levels, new ActivationGrid.Unsigned(8, 1), Scaling.none(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("may not fit 32 bits");
  }

  private static BitKernels.Prepared prepared(BitKernels kernels, ActivationGrid grid) {
    short[] levels = new short[LAYER.filters() * LAYER.depth()];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (short) (index % 3 == 0 ? 1 : -1);
    }
    return kernels.convolution(LAYER, levels, grid, Scaling.none(LAYER.filters()));
  }

  private static float[] input() {
    float[] input = new float[LAYER.inputSize()];
    for (int index = 0; index < input.length; index++) {
      input[index] = index % 5 - 2;
    }
    return input;
  }

  private static float[] run(BitKernels kernels, ActivationGrid grid) {
    BitKernels.Prepared prepared = prepared(kernels, grid);
    float[] output = new float[LAYER.outputSize()];
    prepared.run(input(), 0, output, 0, new int[prepared.scratchInts()]);
    return output;
  }
}
