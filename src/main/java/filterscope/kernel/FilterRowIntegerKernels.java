package filterscope.kernel;

/// The same convolution the other way round: each activation that is not zero is multiplied with the weights of all filters, which lie
/// side by side, so that the inner loop runs along memory and the machine's integer lanes are full. Behind a ReLU about half of the
/// activations are skipped.
public final class FilterRowIntegerKernels implements IntegerKernels {
  @Override
  public String name() {
    return "integers, filters side by side";
  }

  @Override
  public Prepared convolution(ConvGeometry geometry, byte[] levels, int[] biases) {
    return new Rows(geometry, levels, biases);
  }

  private static final class Rows implements Prepared {
    private final ConvGeometry g;

    /// `[group][row][column][channel][filter of the group]`.
    private final int[] weights;

    private final int[] biases;

    Rows(ConvGeometry geometry, byte[] levels, int[] biases) {
      this.g = geometry;
      this.biases = biases;
      this.weights = new int[levels.length];
      int filters = g.filtersPerGroup();
      int channels = g.channelsPerGroup();
      int taps = g.kernelHeight() * g.kernelWidth();
      for (int filter = 0; filter < g.filters(); filter++) {
        for (int channel = 0; channel < channels; channel++) {
          for (int tap = 0; tap < taps; tap++) {
            int group = filter / filters;
            weights[((group * taps + tap) * channels + channel) * filters + filter % filters] =
                levels[(filter * channels + channel) * taps + tap];
          }
        }
      }
    }

    @Override
    public void run(int[] input, int inputOffset, int[] sums, int sumOffset) {
      int filters = g.filters();
      for (int row = 0; row < g.outputHeight(); row++) {
        for (int column = 0; column < g.outputWidth(); column++) {
          int to = sumOffset + (row * g.outputWidth() + column) * filters;
          System.arraycopy(biases, 0, sums, to, filters);
          pixel(input, inputOffset, sums, to, row, column);
        }
      }
    }

    private void pixel(int[] input, int inputOffset, int[] sums, int to, int row, int column) {
      for (int y = 0; y < g.kernelHeight(); y++) {
        int inputRow = row * g.strideY() + y * g.dilationY() - g.padTop();
        if (inputRow < 0 || inputRow >= g.inputHeight()) {
          continue;
        }
        for (int x = 0; x < g.kernelWidth(); x++) {
          int inputColumn = column * g.strideX() + x * g.dilationX() - g.padLeft();
          if (inputColumn >= 0 && inputColumn < g.inputWidth()) {
            int from = inputOffset + (inputRow * g.inputWidth() + inputColumn) * g.inputChannels();
            tap(input, from, sums, to, y * g.kernelWidth() + x);
          }
        }
      }
    }

    private void tap(int[] input, int from, int[] sums, int to, int tap) {
      int filters = g.filtersPerGroup();
      int channels = g.channelsPerGroup();
      int taps = g.kernelHeight() * g.kernelWidth();
      for (int group = 0; group < g.groups(); group++) {
        int weight = (group * taps + tap) * channels * filters;
        for (int channel = 0; channel < channels; channel++, weight += filters) {
          int value = input[from + group * channels + channel];
          if (value != 0) {
            addTimes(value, weights, weight, sums, to + group * filters, filters);
          }
        }
      }
    }

    private static void addTimes(
        int value, int[] weights, int weight, int[] sums, int to, int count) {
      for (int filter = 0; filter < count; filter++) {
        sums[to + filter] += value * weights[weight + filter];
      }
    }
  }
}
