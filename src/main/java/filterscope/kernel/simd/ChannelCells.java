package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.Scaling;

/// How the channels of a group are put into cells of a few channels each: words of bits, tables of sums or single numbers.
/// Every block of channels with a scale of its own begins on a new cell.
final class ChannelCells {
  private final int[] firstChannel;
  private final int[] firstCell;
  private final int perCell;

  /// @param perCell channels that a cell holds
  ChannelCells(ConvGeometry geometry, Scaling scaling, int perCell) {
    this.perCell = perCell;
    this.firstChannel = new int[scaling.blocks() + 1];
    this.firstCell = new int[scaling.blocks() + 1];
    for (int block = 0; block <= scaling.blocks(); block++) {
      firstChannel[block] = scaling.firstChannel(block, geometry.channelsPerGroup());
      firstCell[block] = block == 0 ? 0 : firstCell[block - 1] + cells(block - 1);
    }
  }

  int blocks() {
    return firstCell.length - 1;
  }

  /// Cells of all blocks.
  int count() {
    return firstCell[blocks()];
  }

  int firstChannel(int block) {
    return firstChannel[block];
  }

  int channels(int block) {
    return firstChannel[block + 1] - firstChannel[block];
  }

  int firstCell(int block) {
    return firstCell[block];
  }

  int cells(int block) {
    return Math.ceilDiv(channels(block), perCell);
  }

  /// Whether no cell has room left, so that all channels of the image follow one another in cells.
  boolean areFull() {
    for (int block = 0; block < blocks(); block++) {
      if (channels(block) % perCell != 0) {
        return false;
      }
    }
    return true;
  }

  /// The channels that one cell really holds.
  int channelsOfCell(int cell) {
    int block = blockOfCell(cell);
    return Math.min(perCell, channels(block) - (cell - firstCell[block]) * perCell);
  }

  /// The first channel of a cell, counted in its group.
  int channelOfCell(int cell) {
    int block = blockOfCell(cell);
    return firstChannel[block] + (cell - firstCell[block]) * perCell;
  }

  private int blockOfCell(int cell) {
    int block = 0;
    while (cell >= firstCell[block + 1]) {
      block++;
    }
    return block;
  }
}
