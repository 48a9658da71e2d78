package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.PlaneCode;

/// Weights as bit planes in the order in which [PlaneConvolution] reads them: for each vector of filters
/// `[block of channels][plane][tap][word]`.
final class PlaneWeights {
  private final PlaneCode code;
  private final int[][] offsets;
  private final int[] firstIndex;
  private final int[] words;

  PlaneWeights(
      ConvGeometry geometry,
      BorderedImage image,
      ChannelCells cells,
      short[] levels,
      PlaneCode code) {
    this.code = code;
    this.offsets = image.patchOffsets(cells);
    this.firstIndex = new int[cells.blocks() + 1];
    for (int block = 0; block < cells.blocks(); block++) {
      firstIndex[block + 1] = firstIndex[block] + code.planes() * offsets[block].length;
    }
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    int[] planeOf = new int[perFilter()];
    int[] firstOf = new int[perFilter()];
    int[] countOf = new int[perFilter()];
    int index = 0;
    for (int block = 0; block < cells.blocks(); block++) {
      for (int plane = 0; plane < code.planes(); plane++) {
        for (int tap = 0; tap < taps; tap++) {
          for (int word = 0; word < cells.cells(block); word++, index++) {
            int cell = cells.firstCell(block) + word;
            planeOf[index] = plane;
            firstOf[index] = cells.channelOfCell(cell) * taps + tap;
            countOf[index] = cells.channelsOfCell(cell);
          }
        }
      }
    }
    this.words = new int[LevelConvolution.laidOut(geometry, perFilter())];
    LevelConvolution.layOut(
        geometry,
        perFilter(),
        (at, filter, i) ->
            words[at] =
                word(levels, filter * geometry.depth() + firstOf[i], taps, countOf[i], planeOf[i]));
  }

  private int word(short[] levels, int first, int step, int count, int plane) {
    int word = 0;
    for (int bit = 0, index = first; bit < count; bit++, index += step) {
      word |= (code.code(levels[index]) >>> plane & 1) << bit;
    }
    return word;
  }

  int planes() {
    return code.planes();
  }

  int blocks() {
    return offsets.length;
  }

  /// Words of one filter.
  int perFilter() {
    return firstIndex[firstIndex.length - 1];
  }

  /// Where the words of a plane of a block begin, of one filter.
  int start(int block, int plane) {
    return firstIndex[block] + plane * offsets[block].length;
  }

  /// The words of an image's patch that a block meets; read only.
  int[] offsets(int block) {
    return offsets[block];
  }

  /// All words; read only.
  int[] words() {
    return words;
  }
}
