package filterscope.engine;

import filterscope.job.BadInputException;
import filterscope.kernel.BitKernels;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.ScalarBitKernels;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.kernel.simd.VectorBitKernels;
import filterscope.kernel.simd.VectorFloatKernels;
import java.util.List;
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

  /// The low-bit kernels of this machine, fastest design found by timing once (a second or two); the scalar
  /// definition where [#best()] is scalar.
  public static BitKernels bestLowBit() {
    return lowBitFor(best());
  }

  /// The low-bit kernels that go with float kernels: scalar with scalar.
  static BitKernels lowBitFor(FloatKernels kernels) {
    return kernels instanceof ScalarFloatKernels ? new ScalarBitKernels() : Timed.LOW_BIT;
  }

  /// Apart, so that the timing is done once, and only when somebody wants the result.
  private static final class Timed {
    static final BitKernels LOW_BIT = Fast.lowBit();

    private Timed() {}
  }

  /// Every design of the low-bit kernels that can run here, for benchmarks.
  public static List<BitKernels> lowBitDesigns() {
    return best() instanceof ScalarFloatKernels
        ? List.of(new ScalarBitKernels())
        : Fast.lowBitDesigns();
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

    static BitKernels lowBit() {
      VectorBitKernels kernels = VectorBitKernels.timed();
      LOG.info("Low-bit kernels: {}, since {}.", kernels.name(), kernels.explanation());
      return kernels;
    }

    static List<BitKernels> lowBitDesigns() {
      return List.of(
          VectorBitKernels.bitCount(),
          VectorBitKernels.carrySave(),
          VectorBitKernels.multiplyAdd());
    }
  }
}
