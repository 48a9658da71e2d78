package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import java.util.Arrays;

/// Quantized activations, one after the other as float bits, inside a border of zeros.
final class LevelImage {
  private final ConvGeometry geometry;
  private final BorderedImage image;
  private final ActivationGrid activations;
  private final LevelLanes lanes;

  LevelImage(ConvGeometry geometry, BorderedImage image, ActivationGrid activations) {
    this.geometry = geometry;
    this.image = image;
    this.activations = activations;
    this.lanes = LevelLanes.of(activations);
  }

  void fill(float[] input, int inputOffset, int[] levels) {
    if (image.hasBorder()) {
      Arrays.fill(levels, 0, image.size(), 0);
    }
    int row = geometry.inputWidth() * geometry.inputChannels();
    for (int y = 0; y < geometry.inputHeight(); y++) {
      int from = inputOffset + y * row;
      int to = image.pixel(y, 0);
      int done = lanes.quantize(input, from, row, levels, to);
      for (; done < row; done++) {
        levels[to + done] = Float.floatToRawIntBits(activations.level(input[from + done]));
      }
    }
  }
}
