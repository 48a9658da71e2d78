package filterscope.engine;

import filterscope.kernel.FloatKernels;

/// Chooses the kernels of this machine.
public final class Backend {
  private Backend() {}

  /// The fastest kernels that work here: those of the Vector API where the module is present, otherwise the scalar ones,
  /// with a log line that says how to get the fast ones. Set the system property `filterscope.kernels` to `scalar` or `simd` to insist.
  public static FloatKernels best() {
    throw new UnsupportedOperationException();
  }
}
