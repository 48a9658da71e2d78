package filterscope.measure;

/// How long a batch of images takes on one thread and on several, taken in turns.
///
/// @param threads how many several are
public record ThreadsBenchCase(
    String network, int images, double oneMillis, int threads, double severalMillis) {
  /// How many times faster several threads are.
  public double speedup() {
    return oneMillis / severalMillis;
  }
}
