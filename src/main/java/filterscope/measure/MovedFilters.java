package filterscope.measure;

import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.FloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.network.ChannelFlow;
import filterscope.network.ChannelStream;
import filterscope.network.Network;
import java.util.Map;
import java.util.Random;

/// The proof that a network whose filters were moved, together with everything behind them, computes the same function: the
/// outputs of both for the same inputs.
///
/// @param greatestDifference of any output
/// @param greatestOutput the largest magnitude of any output, to compare it with
/// @param inputs how many random inputs were run
public record MovedFilters(double greatestDifference, double greatestOutput, int inputs) {
  private static final int INPUTS = 8;
  private static final long SEED = 1;

  /// Moves the filters of a layer and runs both networks on inputs from a normal distribution.
  ///
  /// @param order old places of the filters in their new order
  /// @throws BadInputException if the filters of the layer cannot be moved; says why
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public static MovedFilters prove(
      Network network, String layer, int[] order, FloatKernels kernels, Progress progress) {
    ChannelFlow flow = ChannelFlow.of(network);
    ChannelStream stream =
        flow.stream(layer)
            .orElseThrow(() ->
                new BadInputException(
                    "the channels of " + layer + " are not followed, so its filters stay"));
    if (stream.fixed().isPresent()) {
      throw new BadInputException(
          "the filters of " + layer + " cannot be moved: " + stream.fixed().get());
    }
    CompiledNetwork before = compile(network, kernels);
    CompiledNetwork after = compile(flow.select(Map.of(stream, order)), kernels);
    return compare(before, after, progress);
  }

  private static CompiledNetwork compile(Network network, FloatKernels kernels) {
    return CompiledNetwork.compile(CompressedNetwork.uncompressed(network), kernels);
  }

  private static MovedFilters compare(
      CompiledNetwork before, CompiledNetwork after, Progress progress) {
    Random random = new Random(SEED);
    float[] input = new float[before.inputShape().size()];
    float[] one = new float[before.outputShape().size()];
    float[] other = new float[one.length];
    Scratch scratch = before.newScratch();
    Scratch moved = after.newScratch();
    double difference = 0;
    double greatest = 0;
    for (int run = 0; run < INPUTS; run++) {
      progress.checkCancelled();
      progress.report((double) run / INPUTS, "comparing both networks");
      for (int index = 0; index < input.length; index++) {
        input[index] = (float) random.nextGaussian();
      }
      before.run(input, scratch, one);
      after.run(input, moved, other);
      for (int output = 0; output < one.length; output++) {
        difference = Math.max(difference, Math.abs((double) one[output] - other[output]));
        greatest = Math.max(greatest, Math.abs(one[output]));
      }
    }
    return new MovedFilters(difference, greatest, INPUTS);
  }
}
