package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.PlaneCode;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The step *pack activations*: floats become bit planes, the image of each plane with a border that stands for zero (with
/// signs, which have no zero, for −1, and the pad correction makes up for it).
final class BitPacker {
  private final ConvGeometry geometry;
  private final BorderedImage image;
  private final ChannelCells cells;
  private final PlaneCode code;
  private final boolean sign;
  private final LevelLanes lanes;
  private final int[][] borderRows;

  BitPacker(ConvGeometry geometry, BorderedImage image, ChannelCells cells, ActivationGrid grid) {
    this.geometry = geometry;
    this.image = image;
    this.cells = cells;
    this.code = PlaneCode.ofActivations(grid);
    this.sign = grid instanceof ActivationGrid.Sign;
    this.lanes = LevelLanes.of(grid);
    this.borderRows = borderRows();
  }

  private int[][] borderRows() {
    int[][] rows = new int[code.planes()][image.rowCells()];
    int zero = sign ? 0 : code.code(0);
    for (int plane = 0; plane < code.planes(); plane++) {
      if ((zero >>> plane & 1) != 0) {
        for (int cell = 0; cell < rows[plane].length; cell++) {
          int channels = cells.channelsOfCell(cell % cells.count());
          rows[plane][cell] = channels == Integer.SIZE ? -1 : (1 << channels) - 1;
        }
      }
    }
    return rows;
  }

  /// Words that [#pack] writes.
  int size() {
    return code.planes() * image.size();
  }

  void pack(float[] input, int inputOffset, int[] words) {
    if (image.hasBorder()) {
      clear(words);
    }
    boolean rowsAreWhole = cells.areFull();
    int row = geometry.inputWidth() * geometry.inputChannels();
    for (int y = 0; y < geometry.inputHeight(); y++) {
      int from = inputOffset + y * row;
      if (rowsAreWhole) {
        packRun(input, from, row, words, image.pixel(y, 0));
      } else {
        packPixels(input, from, words, y);
      }
    }
  }

  private void clear(int[] words) {
    for (int plane = 0, to = 0; plane < code.planes(); plane++) {
      for (int row = 0; row < image.height(); row++, to += image.rowCells()) {
        System.arraycopy(borderRows[plane], 0, words, to, image.rowCells());
      }
    }
  }

  private void packPixels(float[] input, int from, int[] words, int y) {
    for (int x = 0; x < geometry.inputWidth(); x++) {
      int to = image.pixel(y, x);
      for (int group = 0; group < geometry.groups(); group++, to += cells.count()) {
        for (int block = 0; block < cells.blocks(); block++) {
          packRun(input, from, cells.channels(block), words, to + cells.firstCell(block));
          from += cells.channels(block);
        }
      }
    }
  }

  /// Whether signs that are packed already only have to be put inside the border: every group begins on a word, and its
  /// blocks too.
  boolean takesWords() {
    int padded = geometry.groups() * cells.blocks();
    return sign && (padded == 1 || cells.areFull());
  }

  /// Puts the words of packed signs inside the border.
  void load(int[] signs, int[] words) {
    if (image.hasBorder()) {
      clear(words);
    }
    int row = geometry.inputWidth() * image.pixelCells();
    for (int y = 0; y < geometry.inputHeight(); y++) {
      System.arraycopy(signs, y * row, words, image.pixel(y, 0), row);
    }
  }

  /// Packs `count` activations that follow one another into words that follow one another.
  private void packRun(float[] input, int from, int count, int[] words, int to) {
    if (sign) {
      packSigns(input, from, count, words, to);
    } else {
      packCodes(input, from, count, words, to);
    }
  }

  private static void packSigns(float[] input, int from, int count, int[] words, int to) {
    int done = 0;
    for (; done + Integer.SIZE <= count; done += Integer.SIZE) {
      int word = 0;
      for (int bit = 0; bit < Integer.SIZE; bit += Lanes.COUNT) {
        FloatVector values = FloatVector.fromArray(Lanes.FLOATS, input, from + done + bit);
        word |= (int) values.compare(VectorOperators.GE, 0).toLong() << bit;
      }
      words[to++] = word;
    }
    if (done < count) {
      int word = 0;
      for (int bit = 0; done + bit < count; bit += Lanes.COUNT) {
        VectorMask<Float> real = Lanes.FLOATS.indexInRange(done + bit, count);
        FloatVector values = FloatVector.fromArray(Lanes.FLOATS, input, from + done + bit, real);
        word |= (int) values.compare(VectorOperators.GE, 0).and(real).toLong() << bit;
      }
      words[to] = word;
    }
  }

  private void packCodes(float[] input, int from, int count, int[] words, int to) {
    for (int done = 0; done < count; done += Integer.SIZE, to++) {
      int bits = Math.min(Integer.SIZE, count - done);
      for (int plane = 0; plane < code.planes(); plane++) {
        words[to + plane * image.size()] = 0;
      }
      if (bits == Integer.SIZE) {
        for (int bit = 0; bit < Integer.SIZE; bit += Lanes.COUNT) {
          IntVector codes = codes(FloatVector.fromArray(Lanes.FLOATS, input, from + done + bit));
          for (int plane = 0, at = to; plane < code.planes(); plane++, at += image.size()) {
            words[at] |= (int) digit(codes, plane) << bit;
          }
        }
      } else {
        packRest(input, from + done, bits, words, to);
      }
    }
  }

  private void packRest(float[] input, int from, int bits, int[] words, int to) {
    for (int bit = 0; bit < bits; bit += Lanes.COUNT) {
      VectorMask<Float> real = Lanes.FLOATS.indexInRange(bit, bits);
      IntVector codes = codes(FloatVector.fromArray(Lanes.FLOATS, input, from + bit, real));
      long valid = real.toLong();
      for (int plane = 0, at = to; plane < code.planes(); plane++, at += image.size()) {
        words[at] |= (int) (digit(codes, plane) & valid) << bit;
      }
    }
  }

  private static long digit(IntVector codes, int plane) {
    return codes.and(1 << plane).compare(VectorOperators.NE, 0).toLong();
  }

  /// The codes of [PlaneCode], with the arithmetic of [ActivationGrid#level] operation by operation.
  private IntVector codes(FloatVector values) {
    IntVector subset = lanes.fromLowest(values);
    return code.topIsOneLess()
        ? subset.add(1, subset.compare(VectorOperators.GE, (int) lanes.highest()))
        : subset;
  }
}
