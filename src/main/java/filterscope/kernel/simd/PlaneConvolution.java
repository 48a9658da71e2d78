package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.PlaneCode;
import filterscope.kernel.Scaling;
import java.util.Optional;

/// A convolution through bit planes: every pair of a weight plane and an activation plane is one binary convolution
/// (arXiv 2106.09886), XNOR-Net the case of one pair. With `n` products to a sum and `d` differing bits a pair gives
/// `n − 2·d`.
final class PlaneConvolution extends LevelConvolution {
  private final BitCounter counter;
  private final BitPacker packer;
  private final PlaneWeights weights;
  private final PlaneCode activationCode;
  private final Optional<SignOutput.Sums> sums;

  private PlaneConvolution(
      BorderedImage image,
      BitPacker packer,
      ConvGeometry geometry,
      OutputStep outputStep,
      Optional<SignOutput.Sums> sums,
      PlaneWeights weights,
      PlaneCode activationCode,
      BitCounter counter) {
    super(geometry, image, outputStep);
    this.counter = counter;
    this.packer = packer;
    this.weights = weights;
    this.activationCode = activationCode;
    this.sums = sums;
  }

  static PlaneConvolution of(
      ConvGeometry geometry,
      short[] levels,
      ActivationGrid activations,
      Scaling scaling,
      BitCounter counter) {
    PlaneCode code = PlaneCode.ofWeights(levels);
    PlaneCode codes = PlaneCode.ofActivations(activations);
    ChannelCells cells = new ChannelCells(geometry, scaling, Integer.SIZE);
    BorderedImage image = new BorderedImage(geometry, cells.count(), PIXELS);
    boolean sign = activations instanceof ActivationGrid.Sign;
    PadCases cases = sign ? PadCases.of(geometry) : PadCases.none(geometry);
    int shift = Integer.numberOfTrailingZeros(code.divisor() * codes.divisor());
    int[][][] bases = new PlaneBases(geometry, levels, code, codes, cases).of(cells);
    int[] weights = weights(code, codes);
    boolean plain = cells.blocks() == 1 && !scaling.hasInputMap();
    OutputStep outputStep =
        plain
            ? new CountOutput(geometry, scaling, cases, bases[0], weights, shift)
            : TiledOutput.ofCounts(geometry, scaling, cases, bases, weights, shift);
    Optional<SignOutput.Sums> sums =
        plain
            ? Optional.of(new SignOutput.Sums(geometry, scaling, cases, bases[0], weights, shift))
            : Optional.empty();
    return new PlaneConvolution(
        image,
        new BitPacker(geometry, image, cells, activations),
        geometry,
        outputStep,
        sums,
        new PlaneWeights(geometry, image, cells, levels, code),
        codes,
        counter);
  }

  /// What a differing bit of each pair of planes weighs: `p·r`.
  private static int[] weights(PlaneCode weights, PlaneCode activations) {
    int[] products = new int[weights.planes() * activations.planes()];
    for (int k = 0, pair = 0; k < activations.planes(); k++) {
      for (int m = 0; m < weights.planes(); m++, pair++) {
        products[pair] = weights.planeWeight(m) * activations.planeWeight(k);
      }
    }
    return products;
  }

  @Override
  public String name() {
    int pairs = weights.planes() * activationCode.planes();
    String planes =
        pairs == 1 ? "XNOR" : weights.planes() + "×" + activationCode.planes() + " bit planes";
    return planes + ", " + counter.name() + ", " + Lanes.INTS.vectorBitSize() + " bit";
  }

  @Override
  int imageInts() {
    return packer.size();
  }

  @Override
  int weightsPerVector() {
    return weights.perFilter() * Lanes.COUNT;
  }

  @Override
  void prepareImage(float[] input, int inputOffset, int[] scratch) {
    packer.pack(input, inputOffset, scratch);
  }

  @Override
  boolean readsSigns() {
    return packer.takesWords();
  }

  @Override
  void loadSigns(int[] input, int[] scratch) {
    packer.load(input, scratch);
  }

  @Override
  Optional<SignOutput> signOutput(BitKernels.Monotone after) {
    return sums.map(all -> new SignOutput(all, after));
  }

  @Override
  void accumulate(int[] scratch, int patches, int output, int vectors, int at, int tile) {
    BorderedImage image = image();
    int to = tile;
    for (int block = 0; block < weights.blocks(); block++) {
      int[] offsets = weights.offsets(block);
      for (int k = 0, from = patches; k < activationCode.planes(); k++, from += image.size()) {
        for (int m = 0; m < weights.planes(); m++, to += partInts()) {
          counter.accumulate(
              vectors,
              scratch,
              from + image.base(output),
              from + image.base(output + 1),
              from + image.base(output + 2),
              from + image.base(output + 3),
              offsets,
              offsets.length,
              weights.words(),
              at + weights.start(block, m) * vectors * Lanes.COUNT,
              to);
        }
      }
    }
  }
}
