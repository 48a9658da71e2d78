package filterscope.engine;

import filterscope.job.BadInputException;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.simd.VectorFloatKernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Chooses the kernels of this machine.
public final class Backend {
  private static final Logger LOG = LoggerFactory.getLogger(Backend.class);
  private static final String PROPERTY = "filterscope.kernels";
  private static final String FLAG = "--add-modules jdk.incubator.vector";

  private Backend() {}

  /// The fastest kernels that work here: those of the Vector API where the module is present, otherwise the scalar ones,
  /// with a log line that says how to get the fast ones. Set the system property `filterscope.kernels` to `scalar` or `simd` to insist.
  ///
  /// @throws BadInputException if the property asks for what there is not
  public static FloatKernels best() {
    return choose(
        System.getProperty(PROPERTY, ""),
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
  }

  static FloatKernels choose(String wish, boolean vectorModule) {
    return switch (wish) {
      case "scalar" -> new ScalarFloatKernels();
      case "simd" -> {
        if (!vectorModule) {
          throw new BadInputException(
              "the system property "
                  + PROPERTY
                  + " asks for simd, but Java was started without the Vector API: add "
                  + FLAG);
        }
        yield Fast.kernels();
      }
      case "" -> {
        if (!vectorModule) {
          LOG.warn(
              "Java was started without the Vector API, so networks run on the slow scalar kernels; add '{}' to the java command, or start with ./filterscope.",
              FLAG);
          yield new ScalarFloatKernels();
        }
        yield Fast.kernels();
      }
      default ->
          throw new BadInputException(
              "the system property "
                  + PROPERTY
                  + " takes scalar or simd, not '"
                  + wish
                  + "'; leave it out to get the fastest that works here");
    };
  }

  /// Apart, so that nothing of the Vector API is loaded where the module is missing.
  private static final class Fast {
    private Fast() {}

    static FloatKernels kernels() {
      return new VectorFloatKernels();
    }
  }
}
