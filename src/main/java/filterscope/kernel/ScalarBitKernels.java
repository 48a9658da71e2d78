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
            output[index++] = scaling.apply(filter, sum(input, inputOffset, row, column, filter));
          }
        }
      }
    }

    private float sum(float[] input, int inputOffset, int row, int column, int filter) {
      int firstChannel = filter / g.filtersPerGroup() * g.channelsPerGroup();
      int weight = filter * g.depth();
      int integer = 0;
      float real = 0;
      for (int channel = 0; channel < g.channelsPerGroup(); channel++) {
        for (int y = 0; y < g.kernelHeight(); y++) {
          for (int x = 0; x < g.kernelWidth(); x++, weight++) {
            int inputRow = row * g.strideY() + y * g.dilationY() - g.padTop();
            int inputColumn = column * g.strideX() + x * g.dilationX() - g.padLeft();
            if (inputRow < 0
                || inputRow >= g.inputHeight()
                || inputColumn < 0
                || inputColumn >= g.inputWidth()) {
              continue;
            }
            float value =
                input[
                    inputOffset
                        + (inputRow * g.inputWidth() + inputColumn) * g.inputChannels()
                        + firstChannel
                        + channel];
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
