package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.GradientKernels;
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

/// The three passes of a trained convolution beside the same layer in the inference engine: each has as many multiply-adds, so
/// that a pass which takes much longer has lost its registers. Run with JMH's own main class.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
public class TrainingBenchmark {
  /// `channels×side` of a 3×3 layer with as many filters as channels.
  @Param({"16x32", "32x16", "64x16", "128x8"})
  public String layer = "";

  private float[] x = {};
  private float[] y = {};
  private float[] weights = {};
  private float[] scratch = {};
  private GradientKernels.TrainedConv trained = trained(geometry(1, 1));
  private FloatKernels.Prepared engine = engine(geometry(1, 1), new float[9]);

  private static GradientKernels.TrainedConv trained(ConvGeometry geometry) {
    return new VectorGradientKernels().convolution(geometry);
  }

  private static FloatKernels.Prepared engine(ConvGeometry geometry, float[] weights) {
    return new VectorFloatKernels()
        .convolution(geometry, weights, new float[geometry.filters()], FloatKernels.Finish.NONE);
  }

  private static ConvGeometry geometry(int channels, int side) {
    return new ConvGeometry(side, side, channels, channels, 3, 3, 1, 1, 1, 1, 1, 1, side, side, 1);
  }

  /// Random weights, activations and gradients.
  @Setup
  public void prepare() {
    String[] extents = layer.split("x", -1);
    ConvGeometry geometry = geometry(Integer.parseInt(extents[0]), Integer.parseInt(extents[1]));
    x = randoms(geometry.inputSize());
    y = randoms(geometry.outputSize());
    weights = randoms(geometry.filters() * geometry.depth());
    trained = trained(geometry);
    trained.load(weights);
    engine = engine(geometry, weights);
    scratch = new float[Math.max(trained.scratchFloats(), engine.scratchFloats())];
  }

  private static float[] randoms(int count) {
    Random random = new Random(3);
    float[] values = new float[count];
    for (int index = 0; index < count; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return values;
  }

  /// The layer in the inference engine.
  @Benchmark
  public float[] engine() {
    engine.run(x, 0, y, 0, scratch);
    return y;
  }

  /// Forwards.
  @Benchmark
  public float[] forward() {
    trained.forward(x, 0, y, 0, scratch);
    return y;
  }

  /// The gradient of what the layer takes.
  @Benchmark
  public float[] inputGradient() {
    trained.inputGradient(y, 0, x, 0, scratch);
    return x;
  }

  /// The gradient of the weights.
  @Benchmark
  public float[] weightGradient() {
    trained.weightGradient(x, 0, y, 0, weights, scratch);
    return weights;
  }
}
