package filterscope.engine;

/// A change of layout of integers.
final class IntegerCopyStep implements IntegerStep {
  private final CopyStep.Copy copy;
  private final int to;

  IntegerCopyStep(CopyStep.Copy copy, int to) {
    this.copy = copy;
    this.to = to;
  }

  @Override
  public void run(float[][] floats, int[][] integers, int[] work) {
    walk(0, integers[copy.from()], 0, integers[to], copy.offset());
  }

  private void walk(int dimension, int[] from, int source, int[] into, int target) {
    Loops loops = copy.loops();
    for (int index = 0; index < loops.extent(dimension); index++) {
      int f = source + index * loops.stride(0, dimension);
      int t = target + index * loops.stride(1, dimension);
      if (dimension == loops.dimensions() - 1) {
        into[t] = from[f];
      } else {
        walk(dimension + 1, from, f, into, t);
      }
    }
  }
}
