package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.PlaneCode;
import filterscope.kernel.Scaling;
import filterscope.tensor.BitPlanes;

/// A convolution through bit planes: every pair of a weight plane and an activation plane is one binary convolution
/// (arXiv 2106.09886), XNOR-Net the case of one pair. With `n` products to a sum and `d` differing bits a pair gives
/// `n − 2·d`.
final class PlaneConvolution extends LevelConvolution {
  private final BitCounter counter;
  private final BitPacker packer;
  private final int[] weights;
  private final int depth;
  private final PlaneCode weightCode;
  private final PlaneCode activationCode;

  private PlaneConvolution(
      ConvGeometry geometry,
      BorderedImage image,
      OutputStep outputStep,
      short[] levels,
      ActivationGrid activations,
      BitCounter counter) {
    super(geometry, image, outputStep);
    this.counter = counter;
    this.packer = new BitPacker(geometry, image, activations);
    this.weightCode = PlaneCode.ofWeights(levels);
    this.activationCode = PlaneCode.ofActivations(activations);
    this.depth = image.patchOffsets().length;
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    BitPlanes planes =
        weightCode.pack(levels, geometry.filters(), geometry.channelsPerGroup(), taps);
    int perFilter = planes.planes() * depth;
    this.weights = new int[laidOut(geometry, perFilter)];
    layOut(
        geometry,
        perFilter,
        (at, filter, index) -> weights[at] = planes.word(index / depth, filter, index % depth));
  }

  static PlaneConvolution of(
      ConvGeometry geometry,
      short[] levels,
      ActivationGrid activations,
      Scaling scaling,
      BitCounter counter) {
    BorderedImage image =
        new BorderedImage(geometry, BitPlanes.wordsFor(geometry.channelsPerGroup()), PIXELS);
    PlaneCode weights = PlaneCode.ofWeights(levels);
    PlaneCode codes = PlaneCode.ofActivations(activations);
    boolean sign = activations instanceof ActivationGrid.Sign;
    PadCases cases = sign ? PadCases.of(geometry) : PadCases.none(geometry);
    int shift = Integer.numberOfTrailingZeros(weights.divisor() * codes.divisor());
    OutputStep outputStep =
        OutputStep.ofCounts(
            geometry,
            scaling,
            cases,
            bases(geometry, levels, weights, codes, cases),
            coefficients(weights, codes),
            shift);
    return new PlaneConvolution(geometry, image, outputStep, levels, activations, counter);
  }

  /// What a sum is before any bit differs: `Σ p·Σ r·n`, the shift of the activations, and with signs what the padding would
  /// have added as −1.
  private static int[][] bases(
      ConvGeometry geometry,
      short[] levels,
      PlaneCode weights,
      PlaneCode activations,
      PadCases cases) {
    int[][] bases = new int[cases.count()][geometry.filters()];
    int agreeing = weights.sumOfPlaneWeights() * activations.sumOfPlaneWeights() * geometry.depth();
    for (int filter = 0; filter < geometry.filters(); filter++) {
      int sum = 0;
      for (int index = 0; index < geometry.depth(); index++) {
        sum += levels[filter * geometry.depth() + index];
      }
      int base = agreeing + activations.shift() * weights.divisor() * sum;
      for (int padCase = 0; padCase < cases.count(); padCase++) {
        int padding = cases.sumOutside(padCase, levels, filter);
        bases[padCase][filter] = base + weights.divisor() * padding;
      }
    }
    return bases;
  }

  @Override
  public String name() {
    int pairs = weightCode.planes() * activationCode.planes();
    String planes =
        pairs == 1 ? "XNOR" : weightCode.planes() + "×" + activationCode.planes() + " bit planes";
    return planes + ", " + counter.name() + ", " + Lanes.INTS.vectorBitSize() + " bit";
  }

  @Override
  int imageInts() {
    return packer.size();
  }

  @Override
  int weightsPerVector() {
    return weightCode.planes() * depth * Lanes.COUNT;
  }

  @Override
  void prepareImage(float[] input, int inputOffset, int[] scratch) {
    packer.pack(input, inputOffset, scratch);
  }

  @Override
  void accumulate(int[] scratch, int patches, int output, int vectors, int at, int tile) {
    BorderedImage image = image();
    int to = tile;
    for (int k = 0, from = patches; k < activationCode.planes(); k++, from += image.size()) {
      for (int m = 0; m < weightCode.planes(); m++, to += partInts()) {
        counter.accumulate(
            vectors,
            scratch,
            from + image.base(output),
            from + image.base(output + 1),
            from + image.base(output + 2),
            from + image.base(output + 3),
            image.patchOffsets(),
            depth,
            weights,
            at + m * depth * vectors * Lanes.COUNT,
            to);
      }
    }
  }

  /// What a differing bit of each pair of planes takes away: `−2·p·r`.
  private static int[] coefficients(PlaneCode weights, PlaneCode activations) {
    int[] coefficients = new int[weights.planes() * activations.planes()];
    for (int k = 0, pair = 0; k < activations.planes(); k++) {
      for (int m = 0; m < weights.planes(); m++, pair++) {
        coefficients[pair] = -2 * weights.planeWeight(m) * activations.planeWeight(k);
      }
    }
    return coefficients;
  }
}
