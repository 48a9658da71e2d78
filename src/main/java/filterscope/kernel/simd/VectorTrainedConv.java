package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import filterscope.kernel.GradientKernels.TrainedConv;
import java.util.ArrayList;
import java.util.List;

/// A convolution and its gradients as gathered matrix products over bordered copies of one image.
///
/// The gradient of the input splits the input's pixels by their phase against the stride: all pixels of one phase see the
/// same taps, `o = (i + pad − k·dilation) / stride`, so that no product with an inserted zero is ever computed.
final class VectorTrainedConv implements TrainedConv {
  private final Border input;
  private final Border gradient;
  private final Gather forward;
  private final List<Gather> backward = new ArrayList<>();
  private final WeightGradient weightGradient;

  VectorTrainedConv(ConvGeometry g) {
    this.input =
        new Border(
            g.inputHeight(),
            g.inputWidth(),
            g.inputChannels(),
            g.padTop(),
            g.padLeft(),
            Math.max(
                g.padTop() + g.inputHeight(),
                (g.outputHeight() - 1) * g.strideY() + (g.kernelHeight() - 1) * g.dilationY() + 1),
            Math.max(
                g.padLeft() + g.inputWidth(),
                (g.outputWidth() - 1) * g.strideX() + (g.kernelWidth() - 1) * g.dilationX() + 1));
    this.forward = forward(g, input);
    Phases rows =
        new Phases(
            g.inputHeight(),
            g.outputHeight(),
            g.kernelHeight(),
            g.strideY(),
            g.dilationY(),
            g.padTop());
    Phases columns =
        new Phases(
            g.inputWidth(),
            g.outputWidth(),
            g.kernelWidth(),
            g.strideX(),
            g.dilationX(),
            g.padLeft());
    this.gradient =
        new Border(
            g.outputHeight(),
            g.outputWidth(),
            g.filters(),
            rows.before(),
            columns.before(),
            rows.padded(),
            columns.padded());
    for (int y = 0; y < g.strideY(); y++) {
      for (int x = 0; x < g.strideX(); x++) {
        backward.add(backward(g, gradient, rows, columns, y, x));
      }
    }
    this.weightGradient = new WeightGradient(g, input);
  }

  private static Gather forward(ConvGeometry g, Border border) {
    int[] source = new int[g.outputHeight() * g.outputWidth()];
    int[] target = new int[source.length];
    for (int pixel = 0; pixel < source.length; pixel++) {
      int row = pixel / g.outputWidth() * g.strideY();
      int column = pixel % g.outputWidth() * g.strideX();
      source[pixel] = row * border.rowFloats() + column * g.inputChannels();
      target[pixel] = pixel * g.filters();
    }
    List<Gather.Tap> taps = new ArrayList<>();
    for (int row = 0; row < g.kernelHeight(); row++) {
      for (int column = 0; column < g.kernelWidth(); column++) {
        int offset =
            row * g.dilationY() * border.rowFloats() + column * g.dilationX() * g.inputChannels();
        taps.add(new Gather.Tap(offset, row * g.kernelWidth() + column));
      }
    }
    int count = taps.size();
    return new Gather(
        source,
        target,
        taps,
        g.groups(),
        g.filtersPerGroup(),
        g.channelsPerGroup(),
        (group, filter, tap, channel) ->
            ((group * g.filtersPerGroup() + filter) * g.channelsPerGroup() + channel) * count
                + tap);
  }

  private static Gather backward(
      ConvGeometry g, Border border, Phases rows, Phases columns, int phaseY, int phaseX) {
    List<Gather.Tap> taps = new ArrayList<>();
    for (int row = 0; row < g.kernelHeight(); row++) {
      for (int column = 0; column < g.kernelWidth(); column++) {
        if (rows.sees(phaseY, row) && columns.sees(phaseX, column)) {
          int offset =
              rows.shift(phaseY, row) * border.rowFloats()
                  + columns.shift(phaseX, column) * g.filters();
          taps.add(new Gather.Tap(offset, row * g.kernelWidth() + column));
        }
      }
    }
    int height = rows.pixels(phaseY);
    int width = columns.pixels(phaseX);
    int[] source = new int[height * width];
    int[] target = new int[source.length];
    for (int pixel = 0; pixel < source.length; pixel++) {
      int row = pixel / width;
      int column = pixel % width;
      source[pixel] =
          (row + border.top()) * border.rowFloats() + (column + border.left()) * g.filters();
      target[pixel] =
          ((phaseY + row * g.strideY()) * g.inputWidth() + phaseX + column * g.strideX())
              * g.inputChannels();
    }
    int count = g.kernelHeight() * g.kernelWidth();
    return new Gather(
        source,
        target,
        taps,
        g.groups(),
        g.channelsPerGroup(),
        g.filtersPerGroup(),
        (group, channel, tap, filter) ->
            ((group * g.filtersPerGroup() + filter) * g.channelsPerGroup() + channel) * count
                + tap);
  }

  @Override
  public int scratchFloats() {
    return Math.max(input.floats(), gradient.floats());
  }

  @Override
  public void load(float[] weights) {
    forward.load(weights);
    backward.forEach(gather -> gather.load(weights));
  }

  @Override
  public void forward(float[] x, int xOffset, float[] y, int yOffset, float[] scratch) {
    if (input.isEmpty()) {
      forward.run(x, xOffset, y, yOffset);
    } else {
      input.copy(x, xOffset, scratch);
      forward.run(scratch, 0, y, yOffset);
    }
  }

  @Override
  public void inputGradient(float[] dy, int dyOffset, float[] dx, int dxOffset, float[] scratch) {
    if (!gradient.isEmpty()) {
      gradient.copy(dy, dyOffset, scratch);
    }
    for (Gather phase : backward) {
      if (gradient.isEmpty()) {
        phase.run(dy, dyOffset, dx, dxOffset);
      } else {
        phase.run(scratch, 0, dx, dxOffset);
      }
    }
  }

  @Override
  public void weightGradient(
      float[] x, int xOffset, float[] dy, int dyOffset, float[] sum, float[] scratch) {
    if (input.isEmpty()) {
      weightGradient.add(x, xOffset, dy, dyOffset, sum);
    } else {
      input.copy(x, xOffset, scratch);
      weightGradient.add(scratch, 0, dy, dyOffset, sum);
    }
  }
}
