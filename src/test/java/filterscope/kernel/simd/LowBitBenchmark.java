package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The parts of a binary layer one by one, for whoever changes a kernel: `filterscope bench` compares whole layers. Run with
/// JMH's own main class.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
public class LowBitBenchmark {
  /// `channels×kernel×side` of a layer with as many filters as channels.
  @Param({"256x3x14", "128x3x28", "512x3x7", "64x3x56", "256x1x14", "16x3x32"})
  public String layer = "";

  /// How bits are counted.
  @Param({"bit count", "carry-save"})
  public String design = "";

  private float[] input = {};
  private float[] output = {};
  private int[] signsIn = {};
  private int[] signsOut = {};
  private int[] scratch = {};
  private BitKernels.Prepared kernel = kernel(VectorBitKernels.bitCount(), geometry(1, 1, 1));
  private BitKernels.Signs signs = signs(kernel);

  private static BitKernels.Prepared kernel(BitKernels kernels, ConvGeometry geometry) {
    return kernels.convolution(
        geometry,
        KernelGrid.levels(geometry, true, 1, new Random(1)),
        new ActivationGrid.Sign(),
        Scaling.none(geometry.filters()));
  }

  private static BitKernels.Signs signs(BitKernels.Prepared kernel) {
    return kernel.signs(BitKernels.Monotone.NOTHING).orElseThrow();
  }

  private static ConvGeometry geometry(int channels, int kernel, int side) {
    int pad = kernel / 2;
    return new ConvGeometry(
        side, side, channels, channels, kernel, kernel, 1, 1, 1, 1, pad, pad, side, side, 1);
  }

  /// Random signs and activations.
  @Setup
  public void prepare() {
    String[] extents = layer.split("x", -1);
    ConvGeometry geometry =
        geometry(
            Integer.parseInt(extents[0]),
            Integer.parseInt(extents[1]),
            Integer.parseInt(extents[2]));
    BitKernels kernels =
        switch (design) {
          case "bit count" -> VectorBitKernels.bitCount();
          case "carry-save" -> VectorBitKernels.carrySave();
          default -> throw new IllegalArgumentException("no design is called " + design);
        };
    kernel = kernel(kernels, geometry);
    signs = signs(kernel);
    input = KernelGrid.activations(geometry.inputSize(), new Random(2));
    output = new float[geometry.outputSize()];
    signsIn = new int[geometry.inputSize()];
    signsOut = new int[geometry.outputSize()];
    scratch = new int[kernel.scratchInts()];
    kernel.run(input, 0, output, 0, scratch);
  }

  /// Floats in, floats out.
  @Benchmark
  public float[] layer() {
    kernel.run(input, 0, output, 0, scratch);
    return output;
  }

  /// The step *pack activations* alone.
  @Benchmark
  public int[] pack() {
    signs.loadFloats(input, 0, scratch);
    return scratch;
  }

  /// Packed signs in, packed signs out, as between two binary layers.
  @Benchmark
  public int[] packedLayer() {
    signs.loadSigns(signsIn, scratch);
    signs.storeSigns(signsOut, scratch);
    return signsOut;
  }
}
