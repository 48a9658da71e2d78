package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.PlaneCode;
import filterscope.kernel.Scaling;
import java.util.Arrays;

/// Binary weights and float activations (BWN, arXiv 1603.05279), and weights of a few bits as planes of binary ones: by
/// tables of partial sums. Sums are rounded in another order than the definition's, so results are equal up to
/// `n·2⁻²²·Σ|w·x|`.
final class TableConvolution extends LevelConvolution {
  private final PlaneCode code;
  private final SumTables tables;
  private final int[] patterns;
  private final int depth;
  private final int intsPerPlane;

  TableConvolution(ConvGeometry geometry, short[] levels, Scaling scaling) {
    super(
        geometry,
        new BorderedImage(geometry, SumTables.tablesFor(geometry.channelsPerGroup()), PIXELS),
        OutputStep.ofFloats(
            geometry,
            scaling.dividedBy(PlaneCode.ofWeights(levels).divisor()),
            coefficients(PlaneCode.ofWeights(levels))));
    this.code = PlaneCode.ofWeights(levels);
    this.tables = new SumTables(geometry, image());
    this.depth = image().patchOffsets().length;
    this.intsPerPlane = Math.ceilDiv(depth, SumTables.PATTERNS_PER_INT);
    int perFilter = code.planes() * intsPerPlane;
    this.patterns = new int[laidOut(geometry, perFilter)];
    layOut(
        geometry,
        perFilter,
        (at, filter, index) ->
            patterns[at] =
                patterns(geometry, levels, filter, index / intsPerPlane, index % intsPerPlane));
  }

  /// The patterns of some tables that follow one another, the first in the lowest bits.
  private int patterns(ConvGeometry geometry, short[] levels, int filter, int plane, int index) {
    int channels = geometry.channelsPerGroup();
    int taps = geometry.depth() / channels;
    int tablesOfTap = SumTables.tablesFor(channels);
    int result = 0;
    for (int place = 0; place < SumTables.PATTERNS_PER_INT; place++) {
      int table = index * SumTables.PATTERNS_PER_INT + place;
      int tap = table / tablesOfTap;
      for (int input = 0; input < SumTables.INPUTS && tap < taps; input++) {
        int channel = table % tablesOfTap * SumTables.INPUTS + input;
        if (channel < channels) {
          int level = levels[(filter * channels + channel) * taps + tap];
          int bit = code.code(level) >>> plane & 1;
          result |= bit << (place * SumTables.INPUTS + input);
        }
      }
    }
    return result;
  }

  @Override
  public String name() {
    String planes = code.planes() == 1 ? "" : code.planes() + " planes, ";
    return "tables of sums, " + planes + Lanes.INTS.vectorBitSize() + " bit";
  }

  @Override
  int imageInts() {
    return tables.size();
  }

  @Override
  int weightsPerVector() {
    return code.planes() * intsPerPlane * Lanes.COUNT;
  }

  @Override
  void prepareImage(float[] input, int inputOffset, int[] scratch) {
    tables.build(input, inputOffset, scratch);
  }

  @Override
  void accumulate(int[] scratch, int patches, int output, int vectors, int at, int tile) {
    BorderedImage image = image();
    for (int plane = 0; plane < code.planes(); plane++) {
      TableSums.accumulate(
          vectors,
          scratch,
          (patches + image.base(output)) * Lanes.COUNT,
          (patches + image.base(output + 1)) * Lanes.COUNT,
          (patches + image.base(output + 2)) * Lanes.COUNT,
          (patches + image.base(output + 3)) * Lanes.COUNT,
          image.patchOffsets(),
          depth,
          patterns,
          at + plane * intsPerPlane * vectors * Lanes.COUNT,
          tile + plane * partInts());
    }
  }

  private static int[] coefficients(PlaneCode code) {
    int[] coefficients = new int[code.planes()];
    Arrays.setAll(coefficients, code::planeWeight);
    return coefficients;
  }
}
