package filterscope.job;

import java.util.concurrent.CancellationException;

/// How a long computation tells how far it is, and learns that nobody wants its result any more.
///
/// Computations check it once per image, batch or layer, never inside a kernel. Implementations are thread-safe:
/// workers of one computation share it.
public interface Progress {
  /// A computation that nobody watches and nobody cancels.
  Progress NONE =
      new Progress() {
        @Override
        public void report(double share, String what) {}

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  /// @param share how much is done, from 0 to 1, or a negative number when that is unknown
  /// @param what a few words for a person: "evaluating image 400 of 10,000"
  void report(double share, String what);

  /// Whether the computation should stop at its next check.
  boolean isCancelled();

  /// The check itself.
  ///
  /// @throws CancellationException if the computation should stop
  default void checkCancelled() {
    if (isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }

  /// The part from `from` to `to` of this progress, for a computation made of several.
  default Progress part(double from, double to) {
    Progress whole = this;
    return new Progress() {
      @Override
      public void report(double share, String what) {
        whole.report(share < 0 ? share : from + share * (to - from), what);
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }

      @Override
      public void checkCancelled() {
        whole.checkCancelled();
      }
    };
  }
}
