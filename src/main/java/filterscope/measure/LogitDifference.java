package filterscope.measure;

import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import filterscope.kernel.FloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.network.Network;
import java.util.Random;

/// How far two float networks that should compute the same function are apart: the proof that reordered filters change nothing but
/// the order in which floats are summed.
///
/// @param largest the largest absolute difference of any logit on any image
/// @param magnitude the largest absolute logit, to judge it by
/// @param images how many were run
public record LogitDifference(double largest, double magnitude, int images) {
  /// Writes the numbers of one image.
  @FunctionalInterface
  public interface Images {
    void prepare(int index, float[] into);
  }

  /// Images of Gaussian noise, for a network without images; the same ones every time.
  public static Images noise() {
    return (index, into) -> {
      Random random = new Random(index);
      for (int i = 0; i < into.length; i++) {
        into[i] = (float) random.nextGaussian();
      }
    };
  }

  /// Runs both networks.
  ///
  /// @throws IllegalArgumentException if their inputs or outputs differ in shape
  public static LogitDifference between(
      Network one,
      Network other,
      FloatKernels kernels,
      Images images,
      int count,
      Progress progress) {
    if (!one.inputShape().equals(other.inputShape())
        || !one.outputShape().equals(other.outputShape())) {
      throw new IllegalArgumentException(
          "networks '" + one.name() + "' and '" + other.name() + "' take or give other shapes");
    }
    CompiledNetwork first = CompiledNetwork.compile(CompressedNetwork.uncompressed(one), kernels);
    CompiledNetwork second =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(other), kernels);
    Scratch firstScratch = first.newScratch();
    Scratch secondScratch = second.newScratch();
    float[] image = new float[one.inputShape().size()];
    float[] mine = new float[one.outputShape().size()];
    float[] theirs = new float[mine.length];
    double largest = 0;
    double magnitude = 0;
    for (int index = 0; index < count; index++) {
      progress.checkCancelled();
      images.prepare(index, image);
      first.run(image, firstScratch, mine);
      second.run(image, secondScratch, theirs);
      for (int logit = 0; logit < mine.length; logit++) {
        largest = Math.max(largest, Math.abs((double) mine[logit] - theirs[logit]));
        magnitude = Math.max(magnitude, Math.abs((double) mine[logit]));
      }
    }
    return new LogitDifference(largest, magnitude, count);
  }

  /// The largest difference as a share of the largest logit; 0 where all are 0.
  public double relative() {
    return magnitude == 0 ? 0 : largest / magnitude;
  }
}
