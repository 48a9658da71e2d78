package filterscope.kernel;

/// How integers become planes of −1 and +1 (arXiv 2106.09886 for the odd integers; the symmetric grids are ours):
/// `q = (shift + Σ_m p_m·c_m) / divisor` with `c_m ∈ {−1, +1}`, stored as bit m of a code, 1 for +1.
///
/// - odd integers `−(2^M−1) … 2^M−1`: `p = 1, 2, 4 …`, divisor 1;
/// - symmetric integers `−L … L`, `L = 2^(M−1)−1`: `p = 1, 2 … 2^(M−2), L`, divisor 2, so that zero has a code;
/// - `0 … 2^M−1`: `p = 1, 2, 4 …`, divisor 2, shift `2^M−1`.
public final class PlaneCode {
  private final int[] planeWeights;
  private final int divisor;
  private final int shift;

  private PlaneCode(int[] planeWeights, int divisor, int shift) {
    this.planeWeights = planeWeights;
    this.divisor = divisor;
    this.shift = shift;
  }

  /// The code with the fewest planes for these weights.
  public static PlaneCode ofWeights(short[] levels) {
    int largest = 0;
    boolean odd = true;
    for (short level : levels) {
      largest = Math.max(largest, Math.abs(level));
      odd &= (level & 1) != 0;
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    return odd ? new PlaneCode(binary(Math.max(1, bits)), 1, 0) : symmetric(Math.max(1, bits) + 1);
  }

  public static PlaneCode ofActivations(ActivationGrid grid) {
    return switch (grid) {
      case ActivationGrid.Sign() -> new PlaneCode(binary(1), 1, 0);
      case ActivationGrid.Unsigned unsigned ->
          new PlaneCode(binary(unsigned.bits()), 2, unsigned.largest());
      case ActivationGrid.Signed signed -> symmetric(signed.bits());
      case ActivationGrid.Floats() ->
          throw new IllegalArgumentException("float activations have no planes");
    };
  }

  private static int[] binary(int planes) {
    int[] weights = new int[planes];
    java.util.Arrays.setAll(weights, plane -> 1 << plane);
    return weights;
  }

  private static PlaneCode symmetric(int planes) {
    int[] weights = binary(planes);
    weights[planes - 1]--;
    return new PlaneCode(weights, 2, 0);
  }

  public int planes() {
    return planeWeights.length;
  }

  /// `p_m`.
  public int planeWeight(int plane) {
    return planeWeights[plane];
  }

  public int divisor() {
    return divisor;
  }

  public int shift() {
    return shift;
  }

  /// `Σ p_m`.
  public int sumOfPlaneWeights() {
    int sum = 0;
    for (int weight : planeWeights) {
      sum += weight;
    }
    return sum;
  }

  /// Whether the codes are not plain binary numbers but have the last plane worth one less.
  public boolean topIsOneLess() {
    return divisor == 2 && shift == 0;
  }

  /// The code of a level of the grid.
  public int code(int level) {
    int subset = (divisor * level - shift + sumOfPlaneWeights()) / 2;
    int top = planes() - 1;
    return topIsOneLess() && subset >= planeWeights[top]
        ? 1 << top | subset - planeWeights[top]
        : subset;
  }
}
