package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.PlaneCode;
import filterscope.kernel.Scaling;
import filterscope.tensor.BitPlanes;

/// A convolution through bit planes: every pair of a weight plane and an activation plane is one binary convolution
/// (arXiv 2106.09886), XNOR-Net the case of one pair. With `n` products to a sum and `d` differing bits a pair gives
/// `n − 2·d`. Lanes of a vector are filters, so that nothing is summed across lanes.
final class PlaneConvolution implements BitKernels.Prepared {
  private final ConvGeometry geometry;
  private final BitCounter counter;
  private final PaddedImage image;
  private final BitPacker packer;
  private final int[] weights;
  private final PlaneCode weightCode;
  private final PlaneCode activationCode;
  private final OutputStep outputStep;

  PlaneConvolution(
      ConvGeometry geometry,
      short[] levels,
      ActivationGrid activations,
      Scaling scaling,
      BitCounter counter) {
    this.geometry = geometry;
    this.counter = counter;
    int channels = geometry.channelsPerGroup();
    this.image = new PaddedImage(geometry, BitPlanes.wordsFor(channels), BitCounter.PIXELS);
    this.packer = new BitPacker(geometry, image, activations);
    this.weightCode = PlaneCode.ofWeights(levels);
    this.activationCode = PlaneCode.ofActivations(activations);
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    BitPlanes planes = weightCode.pack(levels, geometry.filters(), channels, taps);
    this.weights = interleaved(planes);
    boolean sign = activations instanceof ActivationGrid.Sign;
    PadCases cases = sign ? PadCases.of(geometry) : PadCases.none(geometry);
    this.outputStep =
        new OutputStep(
            geometry,
            scaling,
            cases.caseOfOutput(),
            bases(levels, cases),
            Integer.numberOfTrailingZeros(weightCode.divisor() * activationCode.divisor()));
  }

  /// The words as the inner loop reads them: `[group][block of filters][plane][word][filter]`.
  private int[] interleaved(BitPlanes planes) {
    int perGroup = Lanes.roundUp(geometry.filtersPerGroup());
    int depth = planes.wordsPerRow();
    int[] result = new int[geometry.groups() * perGroup * planes.planes() * depth];
    int at = 0;
    for (int group = 0; group < geometry.groups(); group++) {
      for (int filter = 0; filter < perGroup; ) {
        int block = blockOf(perGroup - filter) * Lanes.COUNT;
        for (int plane = 0; plane < planes.planes(); plane++) {
          for (int word = 0; word < depth; word++) {
            for (int lane = 0; lane < block; lane++, at++) {
              int inGroup = filter + lane;
              if (inGroup < geometry.filtersPerGroup()) {
                int row = group * geometry.filtersPerGroup() + inGroup;
                result[at] = planes.word(plane, row, word);
              }
            }
          }
        }
        filter += block;
      }
    }
    return result;
  }

  /// Vectors of filters that are computed at once when so many filters are left.
  private static int blockOf(int filtersLeft) {
    int vectors = filtersLeft / Lanes.COUNT;
    return vectors >= 4 ? 4 : vectors >= 2 ? 2 : 1;
  }

  /// What a sum is before any bit differs: `Σ p·Σ r·n`, the shift of the activations, and with signs what the padding would
  /// have added as −1.
  private int[][] bases(short[] levels, PadCases cases) {
    int[][] bases = new int[cases.count()][geometry.filters()];
    int agreeing =
        weightCode.sumOfPlaneWeights() * activationCode.sumOfPlaneWeights() * geometry.depth();
    for (int filter = 0; filter < geometry.filters(); filter++) {
      int sum = 0;
      for (int index = 0; index < geometry.depth(); index++) {
        sum += levels[filter * geometry.depth() + index];
      }
      int base = agreeing + activationCode.shift() * weightCode.divisor() * sum;
      for (int padCase = 0; padCase < cases.count(); padCase++) {
        bases[padCase][filter] =
            base + weightCode.divisor() * cases.sumOutside(padCase, levels, filter);
      }
    }
    return bases;
  }

  @Override
  public String name() {
    int pairs = weightCode.planes() * activationCode.planes();
    return (pairs == 1
            ? "XNOR"
            : weightCode.planes() + "×" + activationCode.planes() + " bit planes")
        + ", "
        + counter.name()
        + ", "
        + Lanes.INTS.vectorBitSize()
        + " bit";
  }

  @Override
  public int scratchInts() {
    return packer.size() + BitCounter.PIXELS * 4 * Lanes.COUNT;
  }

  @Override
  public void run(float[] input, int inputOffset, float[] output, int outputOffset, int[] scratch) {
    packer.pack(input, inputOffset, scratch);
    int perGroup = Lanes.roundUp(geometry.filtersPerGroup());
    int at = 0;
    for (int group = 0; group < geometry.groups(); group++) {
      for (int filter = 0; filter < perGroup; ) {
        int vectors = blockOf(perGroup - filter);
        runBlock(scratch, group, filter, vectors, at, output, outputOffset);
        filter += vectors * Lanes.COUNT;
        at += weightCode.planes() * image.patchOffsets().length * vectors * Lanes.COUNT;
      }
    }
  }

  private void runBlock(
      int[] words, int group, int filter, int vectors, int at, float[] output, int outputOffset) {
    int outputs = image.outputs();
    for (int first = 0; first < outputs; first += BitCounter.PIXELS) {
      accumulate(words, group, first, vectors, at);
      outputStep.write(
          words,
          packer.size(),
          group,
          filter,
          vectors,
          first,
          Math.min(BitCounter.PIXELS, outputs - first),
          output,
          outputOffset);
    }
  }

  private void accumulate(int[] words, int group, int output, int vectors, int at) {
    int[] offsets = image.patchOffsets();
    int channels = group * BitPlanes.wordsFor(geometry.channelsPerGroup());
    boolean first = true;
    for (int k = 0, from = channels; k < activationCode.planes(); k++, from += image.size()) {
      for (int m = 0; m < weightCode.planes(); m++) {
        counter.accumulate(
            vectors,
            words,
            from + image.base(output),
            from + image.base(output + 1),
            from + image.base(output + 2),
            from + image.base(output + 3),
            offsets,
            offsets.length,
            weights,
            at + m * offsets.length * vectors * Lanes.COUNT,
            packer.size(),
            -2 * weightCode.planeWeight(m) * activationCode.planeWeight(k),
            first);
        first = false;
      }
    }
  }
}
