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
  private final int[][] offsets;
  private final int[] firstInt;

  TableConvolution(ConvGeometry geometry, short[] levels, Scaling scaling) {
    this(
        geometry,
        new ChannelCells(geometry, scaling, SumTables.INPUTS),
        levels,
        PlaneCode.ofWeights(levels),
        scaling);
  }

  private TableConvolution(
      ConvGeometry geometry, ChannelCells cells, short[] levels, PlaneCode code, Scaling scaling) {
    super(
        geometry,
        new BorderedImage(geometry, cells.count(), PIXELS),
        new FloatOutput(geometry, scaling.dividedBy(code.divisor()), coefficients(code)));
    this.code = code;
    this.tables = new SumTables(geometry, image(), cells);
    this.offsets = image().patchOffsets(cells);
    this.firstInt = new int[cells.blocks() + 1];
    for (int block = 0; block < cells.blocks(); block++) {
      firstInt[block + 1] = firstInt[block] + code.planes() * intsPerPlane(block);
    }
    int perFilter = firstInt[cells.blocks()];
    int[] blockOf = new int[perFilter];
    for (int block = 0; block < cells.blocks(); block++) {
      Arrays.fill(blockOf, firstInt[block], firstInt[block + 1], block);
    }
    this.patterns = new int[laidOut(geometry, perFilter)];
    layOut(
        geometry,
        perFilter,
        (at, filter, index) -> {
          int block = blockOf[index];
          int inBlock = index - firstInt[block];
          int plane = inBlock / intsPerPlane(block);
          int first = inBlock % intsPerPlane(block) * SumTables.PATTERNS_PER_INT;
          patterns[at] = patterns(geometry, cells, block, levels, filter, plane, first);
        });
  }

  private int intsPerPlane(int block) {
    return Math.ceilDiv(offsets[block].length, SumTables.PATTERNS_PER_INT);
  }

  /// The patterns of some tables of a block that follow one another, the first in the lowest bits.
  private int patterns(
      ConvGeometry geometry,
      ChannelCells cells,
      int block,
      short[] levels,
      int filter,
      int plane,
      int first) {
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    int tablesOfTap = cells.cells(block);
    int result = 0;
    for (int place = 0; place < SumTables.PATTERNS_PER_INT; place++) {
      int tap = (first + place) / tablesOfTap;
      int cell = cells.firstCell(block) + (first + place) % tablesOfTap;
      for (int input = 0; tap < taps && input < cells.channelsOfCell(cell); input++) {
        int channel = cells.channelOfCell(cell) + input;
        int level = levels[filter * geometry.depth() + channel * taps + tap];
        int bit = code.code(level) >>> plane & 1;
        result |= bit << (place * SumTables.INPUTS + input);
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
    return firstInt[firstInt.length - 1] * Lanes.COUNT;
  }

  @Override
  void prepareImage(float[] input, int inputOffset, int[] scratch) {
    tables.build(input, inputOffset, scratch);
  }

  @Override
  void accumulate(int[] scratch, int patches, int output, int vectors, int at, int tile) {
    BorderedImage image = image();
    int to = tile;
    for (int block = 0; block < offsets.length; block++) {
      for (int plane = 0; plane < code.planes(); plane++, to += partInts()) {
        int weight = firstInt[block] + plane * intsPerPlane(block);
        TableSums.accumulate(
            vectors,
            scratch,
            (patches + image.base(output)) * Lanes.COUNT,
            (patches + image.base(output + 1)) * Lanes.COUNT,
            (patches + image.base(output + 2)) * Lanes.COUNT,
            (patches + image.base(output + 3)) * Lanes.COUNT,
            offsets[block],
            offsets[block].length,
            patterns,
            at + weight * vectors * Lanes.COUNT,
            to);
      }
    }
  }

  private static int[] coefficients(PlaneCode code) {
    int[] coefficients = new int[code.planes()];
    Arrays.setAll(coefficients, code::planeWeight);
    return coefficients;
  }
}
