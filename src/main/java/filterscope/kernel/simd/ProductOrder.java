package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;

/// The order in which integers are multiplied: `[block of channels][tap][channel]`.
final class ProductOrder {
  private final ConvGeometry geometry;
  private final ChannelCells channels;

  /// @param channels one to a cell
  ProductOrder(ConvGeometry geometry, ChannelCells channels) {
    this.geometry = geometry;
    this.channels = channels;
  }

  /// Weights laid out for the loops, `[group][block of filters][product][filter]`.
  float[] weights(short[] levels) {
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    int[] indexOf = new int[geometry.depth()];
    for (int block = 0, index = 0; block < channels.blocks(); block++) {
      for (int tap = 0; tap < taps; tap++) {
        for (int channel = 0; channel < channels.channels(block); channel++, index++) {
          indexOf[index] = (channels.firstChannel(block) + channel) * taps + tap;
        }
      }
    }
    float[] weights = new float[LevelConvolution.laidOut(geometry, geometry.depth())];
    LevelConvolution.layOut(
        geometry,
        geometry.depth(),
        (at, filter, index) -> weights[at] = levels[filter * geometry.depth() + indexOf[index]]);
    return weights;
  }

  /// Where the activation of each product is, from the beginning of a patch.
  int[] offsets(BorderedImage image) {
    int[] offsets = new int[geometry.depth()];
    int at = 0;
    for (int[] ofBlock : image.patchOffsets(channels)) {
      System.arraycopy(ofBlock, 0, offsets, at, ofBlock.length);
      at += ofBlock.length;
    }
    return offsets;
  }

  /// The product after the last of each block.
  int[] blockEnds() {
    int taps = geometry.kernelHeight() * geometry.kernelWidth();
    int[] ends = new int[channels.blocks()];
    for (int block = 0, end = 0; block < ends.length; block++) {
      end += channels.channels(block) * taps;
      ends[block] = end;
    }
    return ends;
  }
}
