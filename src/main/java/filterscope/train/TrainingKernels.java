package filterscope.train;

import filterscope.kernel.GradientKernels;
import filterscope.kernel.ScalarGradientKernels;
import filterscope.kernel.simd.VectorGradientKernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Chooses the kernels to train with.
public final class TrainingKernels {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingKernels.class);

  private TrainingKernels() {}

  /// The fastest ones that run here; says in the log what to do when those are the slow ones.
  public static GradientKernels ofThisMachine() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      return new VectorGradientKernels();
    }
    LOG.warn(
        "Training without the Vector API, a hundred times slower; start Java with --add-modules jdk.incubator.vector, as the filterscope script does.");
    return new ScalarGradientKernels();
  }
}
