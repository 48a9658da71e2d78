package filterscope.kernel;

/// The definition of the low-bit kernels: quantize every activation, multiply integers, scale. Nothing is packed.
public final class ScalarBitKernels implements BitKernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public Prepared convolution(
      ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling) {
    BitKernels.requireFits(geometry, activations, scaling);
    return new Definition(geometry, levels.clone(), activations, scaling);
  }

  private static final class Definition implements Prepared {
    private final ConvGeometry g;
    private final short[] levels;
    private final ActivationGrid activations;
    private final Scaling scaling;

    Definition(ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling) {
      this.g = geometry;
      this.levels = levels;
      this.activations = activations;
      this.scaling = scaling;
    }

    @Override
    public String name() {
      return "scalar definition";
    }

    @Override
    public int scratchInts() {
      return 0;
    }

    @Override
    public void run(
        float[] input, int inputOffset, float[] output, int outputOffset, int[] scratch) {
      int index = outputOffset;
      for (int row = 0; row < g.outputHeight(); row++) {
        for (int column = 0; column < g.outputWidth(); column++) {
          for (int filter = 0; filter < g.filters(); filter++) {
            output[index++] = value(input, inputOffset, row, column, filter);
          }
        }
      }
    }

    private float value(float[] input, int inputOffset, int row, int column, int filter) {
      int channels = g.channelsPerGroup();
      float magnitude = scaling.hasInputMap() ? magnitude(input, inputOffset, row, column) : 1;
      float value = scaling.offset(filter);
      for (int block = 0; block < scaling.blocks(); block++) {
        int first = scaling.firstChannel(block, channels);
        int end = scaling.firstChannel(block + 1, channels);
        float sum = sum(input, inputOffset, row, column, filter, first, end);
        value = scaling.add(block, filter, sum * magnitude, value);
      }
      return scaling.finish().apply(value);
    }

    /// `K` of XNOR-Net: the mean over all channels of the magnitudes, averaged over the window; padding counts as 0.
    private float magnitude(float[] input, int inputOffset, int row, int column) {
      float sum = 0;
      for (int y = 0; y < g.kernelHeight(); y++) {
        for (int x = 0; x < g.kernelWidth(); x++) {
          int pixel = pixel(row, column, y, x);
          for (int channel = 0; pixel >= 0 && channel < g.inputChannels(); channel++) {
            sum += Math.abs(input[inputOffset + pixel + channel]);
          }
        }
      }
      return sum / (g.inputChannels() * g.kernelHeight() * g.kernelWidth());
    }

    private int firstChannel(int filter) {
      return filter / g.filtersPerGroup() * g.channelsPerGroup();
    }

    /// Where the pixel that a tap meets begins in the image, or −1 outside.
    private int pixel(int row, int column, int y, int x) {
      int inputRow = row * g.strideY() + y * g.dilationY() - g.padTop();
      int inputColumn = column * g.strideX() + x * g.dilationX() - g.padLeft();
      boolean inside =
          inputRow >= 0
              && inputRow < g.inputHeight()
              && inputColumn >= 0
              && inputColumn < g.inputWidth();
      return inside ? (inputRow * g.inputWidth() + inputColumn) * g.inputChannels() : -1;
    }

    private float sum(
        float[] input, int inputOffset, int row, int column, int filter, int first, int end) {
      int taps = g.kernelHeight() * g.kernelWidth();
      int weight = filter * g.depth() + first * taps;
      int integer = 0;
      float real = 0;
      for (int channel = first; channel < end; channel++) {
        for (int y = 0; y < g.kernelHeight(); y++) {
          for (int x = 0; x < g.kernelWidth(); x++, weight++) {
            int pixel = pixel(row, column, y, x);
            if (pixel < 0) {
              continue;
            }
            float value = input[inputOffset + pixel + firstChannel(filter) + channel];
            if (activations instanceof ActivationGrid.Floats) {
              real += levels[weight] * value;
            } else {
              integer += levels[weight] * activations.level(value);
            }
          }
        }
      }
      return activations instanceof ActivationGrid.Floats ? real : integer;
    }
  }
}
