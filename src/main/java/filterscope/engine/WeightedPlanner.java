package filterscope.engine;

import filterscope.kernel.ConvGeometry;
import filterscope.method.CompressedLayer;
import filterscope.network.BatchNorm;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Network;
import filterscope.network.Weighted;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import java.util.Arrays;

/// Plans convolutions and dense layers with everything that is folded into them.
final class WeightedPlanner {
  private final PlanBuilder builder;
  private final Network network;
  private final StepFactory factory;
  private final ValueSets values;

  WeightedPlanner(PlanBuilder builder, Network network, StepFactory factory, ValueSets values) {
    this.builder = builder;
    this.network = network;
    this.factory = factory;
    this.values = values;
  }

  void plan(Chain chain, Weighted weighted, CompressedLayer compressed) {
    String layer = chain.layers().getFirst().name();
    Value given = builder.value(chain.layers().getFirst().inputs().getFirst());
    Layout layout =
        switch (weighted) {
          case Convolution _ -> Layout.channelsLast();
          case Dense _ -> lastAxisInnermost(given);
        };
    Value from = builder.inLayout(given, layout);
    Shape shape = network.shape(layer);
    Value to = builder.result(chain.last().name(), shape, layout);
    ConvGeometry geometry =
        switch (weighted) {
          case Convolution convolution -> geometry(convolution, from.shape(), shape);
          case Dense dense -> geometry(dense, from.shape());
        };
    int images = weighted instanceof Convolution ? from.shape().extent(0) : 1;
    int filters = weighted.weights().filters();
    float[] factors = new float[filters];
    Arrays.fill(factors, 1);
    float[] offsets =
        weighted.bias().map(bias -> bias.values().clone()).orElseGet(() -> new float[filters]);
    for (BatchNorm norm : chain.norms()) {
      for (int filter = 0; filter < filters; filter++) {
        factors[filter] *= norm.factor(filter);
        offsets[filter] = norm.factor(filter) * offsets[filter] + norm.offset(filter);
      }
    }
    WeightedPart part =
        new WeightedPart(
            layer,
            geometry,
            values.grid(chain.layers().getFirst().inputs().getFirst()),
            images,
            factors,
            offsets,
            chain.finish(),
            from.storage(),
            to.storage());
    builder.add(chain.info(), part.prepare(compressed, factory), to, from);
  }

  /// A dense layer sums over the last axis, wherever the others lie.
  private static Layout lastAxisInnermost(Value value) {
    int rank = value.shape().rank();
    return value.layout().axisAt(rank - 1) == rank - 1 ? value.layout() : Layout.rowMajor(rank);
  }

  private static ConvGeometry geometry(Convolution convolution, Shape input, Shape output) {
    Window window = convolution.window();
    return new ConvGeometry(
        input.extent(2),
        input.extent(3),
        input.extent(1),
        convolution.weights().filters(),
        window.height(),
        window.width(),
        window.strideY(),
        window.strideX(),
        window.dilationY(),
        window.dilationX(),
        window.padTop(),
        window.padLeft(),
        output.extent(2),
        output.extent(3),
        convolution.groups());
  }

  private static ConvGeometry geometry(Dense dense, Shape input) {
    int channels = dense.weights().channels();
    int rows = input.size() / channels;
    return new ConvGeometry(
        1, rows, channels, dense.weights().filters(), 1, 1, 1, 1, 1, 1, 0, 0, 1, rows, 1);
  }
}
