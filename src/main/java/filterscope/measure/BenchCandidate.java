package filterscope.measure;

import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongSupplier;

/// One implementation of one layer, ready to be timed.
///
/// @param slow so slow that a few runs must do
/// @param close what to release afterwards
record BenchCandidate(
    String bits, String implementation, boolean slow, Runnable run, Runnable close) {
  static final String FLOAT = "32×32";
  static final String INT8 = "8×8";
  static final String ONNX_RUNTIME = "ONNX Runtime";

  static BenchCandidate onnxRuntimeFloat(ConvGeometry geometry) {
    OnnxRuntimeLayer layer = OnnxRuntimeLayer.floating(geometry);
    return new BenchCandidate(FLOAT, ONNX_RUNTIME, false, layer::run, layer::close);
  }

  static BenchCandidate onnxRuntimeInt8(ConvGeometry geometry) {
    OnnxRuntimeLayer layer = OnnxRuntimeLayer.int8(geometry);
    return new BenchCandidate(INT8, ONNX_RUNTIME, false, layer::run, layer::close);
  }

  static BenchCandidate floating(FloatKernels kernels, boolean slow, ConvGeometry geometry) {
    float[] weights = randoms(geometry.filters() * geometry.depth());
    FloatKernels.Prepared prepared =
        kernels.convolution(
            geometry, weights, new float[geometry.filters()], FloatKernels.Finish.NONE);
    float[] input = randoms(geometry.inputSize());
    float[] output = new float[geometry.outputSize()];
    float[] scratch = new float[prepared.scratchFloats()];
    return new BenchCandidate(
        FLOAT, kernels.name(), slow, () -> prepared.run(input, 0, output, 0, scratch), () -> {});
  }

  static BenchCandidate lowBit(
      String bits, String implementation, BitKernels.Prepared prepared, ConvGeometry geometry) {
    float[] input = randoms(geometry.inputSize());
    float[] output = new float[geometry.outputSize()];
    int[] scratch = new int[prepared.scratchInts()];
    return new BenchCandidate(
        bits, implementation, false, () -> prepared.run(input, 0, output, 0, scratch), () -> {});
  }

  private static float[] randoms(int count) {
    Random random = new Random(3);
    float[] values = new float[count];
    for (int index = 0; index < count; index++) {
      values[index] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /// Times `runs` runs in a row; microseconds of one.
  double micros(int runs, LongSupplier clock) {
    long start = clock.getAsLong();
    for (int repeat = 0; repeat < runs; repeat++) {
      run.run();
    }
    return (clock.getAsLong() - start) / 1e3 / runs;
  }

  /// The middle of some timings.
  static double median(double[] micros) {
    double[] sorted = micros.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
