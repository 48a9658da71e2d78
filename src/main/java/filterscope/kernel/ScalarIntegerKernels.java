package filterscope.kernel;

/// The definition of the integer convolution, tap by tap.
public final class ScalarIntegerKernels implements IntegerKernels {
  @Override
  public String name() {
    return "integers, scalar definition";
  }

  @Override
  public Prepared convolution(ConvGeometry g, byte[] levels, int[] biases) {
    return (input, inputOffset, sums, sumOffset) -> {
      int to = sumOffset;
      for (int row = 0; row < g.outputHeight(); row++) {
        for (int column = 0; column < g.outputWidth(); column++) {
          for (int filter = 0; filter < g.filters(); filter++) {
            sums[to++] = biases[filter] + sum(g, levels, input, inputOffset, row, column, filter);
          }
        }
      }
    };
  }

  private static int sum(
      ConvGeometry g, byte[] levels, int[] input, int offset, int row, int column, int filter) {
    int firstChannel = filter / g.filtersPerGroup() * g.channelsPerGroup();
    int weight = filter * g.depth();
    int sum = 0;
    for (int channel = 0; channel < g.channelsPerGroup(); channel++) {
      for (int y = 0; y < g.kernelHeight(); y++) {
        for (int x = 0; x < g.kernelWidth(); x++, weight++) {
          int inputRow = row * g.strideY() + y * g.dilationY() - g.padTop();
          int inputColumn = column * g.strideX() + x * g.dilationX() - g.padLeft();
          boolean inside =
              inputRow >= 0
                  && inputRow < g.inputHeight()
                  && inputColumn >= 0
                  && inputColumn < g.inputWidth();
          if (inside) {
            int pixel = (inputRow * g.inputWidth() + inputColumn) * g.inputChannels();
            sum += levels[weight] * input[offset + pixel + firstChannel + channel];
          }
        }
      }
    }
    return sum;
  }
}
