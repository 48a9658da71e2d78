package filterscope.onnx;

/// Counts the memory that decoded and folded tensors take, and refuses before the heap is exhausted. Nothing is ever
/// returned to it: it bounds the work of reading as well.
final class Budget {
  private final long allowed;
  private long taken;

  Budget(long allowed) {
    this.allowed = allowed;
  }

  /// The part of this machine's heap that tensors may take.
  static Budget ofHeap() {
    return new Budget((long) (Runtime.getRuntime().maxMemory() * Limits.HEAP_SHARE));
  }

  /// @throws Refusal if so many more bytes do not fit
  void take(long bytes) {
    if (bytes > allowed - taken) {
      throw new Refusal(
          "needs more than the "
              + (allowed >> 20)
              + " MB of memory that weights may take ("
              + ((taken + bytes) >> 20)
              + " MB)",
          "start Java with a larger heap (-Xmx) if the network is really that large");
    }
    taken += bytes;
  }
}
