package filterscope.engine;

import filterscope.job.BadInputException;
import filterscope.method.CompressedNetwork;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
import filterscope.network.Concat;
import filterscope.network.Constant;
import filterscope.network.Dequantize;
import filterscope.network.Gather;
import filterscope.network.GlobalPool;
import filterscope.network.Layer;
import filterscope.network.LocalResponseNorm;
import filterscope.network.MatrixProduct;
import filterscope.network.Network;
import filterscope.network.Pad;
import filterscope.network.ParametricRelu;
import filterscope.network.Pool;
import filterscope.network.Quantize;
import filterscope.network.ReduceMean;
import filterscope.network.Reshape;
import filterscope.network.Slice;
import filterscope.network.Softmax;
import filterscope.network.Transpose;
import filterscope.network.Weighted;
import filterscope.tensor.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Turns the layers of a network into steps, one operator at a time.
final class Planner {
  private final CompressedNetwork compressed;
  private final Network network;
  private final StepFactory factory;
  private final Consumers consumers;
  private final PlanBuilder builder;
  private final ValueSets values;
  private final Set<String> covered = new HashSet<>();

  Planner(CompressedNetwork compressed, StepFactory factory, long mostFloats) {
    this.compressed = compressed;
    this.network = compressed.network();
    this.factory = factory;
    this.consumers = new Consumers(network);
    this.builder = new PlanBuilder(mostFloats);
    this.values = new ValueSets(network);
  }

  /// What planning leaves behind: the plan, and its steps for the weights at hand.
  record Planned(Plan plan, List<Step> steps) {
    Planned {
      steps = List.copyOf(steps);
    }
  }

  Planned plan() {
    Value image = builder.image(network.input(), network.inputShape());
    for (Layer layer : network.layers()) {
      if (consumers.isNeeded(layer) && !covered.contains(layer.name())) {
        try {
          plan(layer);
        } catch (ArithmeticException | IllegalArgumentException e) {
          throw new BadInputException(
              "layer '"
                  + layer.name()
                  + "' ("
                  + layer.operator().title()
                  + ") cannot be run: "
                  + e.getMessage(),
              e);
        }
      }
    }
    Value output = builder.rowMajor(builder.value(network.output()));
    return new Planned(builder.finish(network, image, output), builder.steps());
  }

  private void plan(Layer layer) {
    MovePlanner moves = new MovePlanner(builder, network, layer);
    ElementPlanner elements = new ElementPlanner(builder, network, layer);
    switch (layer.operator()) {
      case Weighted weighted ->
          new WeightedPlanner(builder, network, factory, values)
              .plan(chain(layer, isFoldable(layer)), weighted, compressed.compressed(layer.name()));
      case BatchNorm norm -> elements.batchNorm(norm, chain(layer, false));
      case Activation activation -> elements.activation(activation);
      case ParametricRelu relu -> elements.parametricRelu(relu);
      case Arithmetic arithmetic -> elements.arithmetic(arithmetic, chain(layer, false));
      case Quantize quantize -> elements.quantize(quantize);
      case Dequantize dequantize -> elements.dequantize(dequantize);
      case Constant constant -> builder.constant(layer.name(), constant.value());
      case Concat concat -> moves.concat(concat);
      case Reshape reshape -> moves.reshape(reshape);
      case Transpose transpose -> moves.transpose(transpose);
      case Slice slice -> moves.slice(slice);
      case Pad pad -> moves.pad(pad);
      case Gather gather -> moves.gather(gather);
      case Pool pool -> pool(layer, pool);
      case GlobalPool pool -> pool(layer, wholeImage(layer, pool));
      case ReduceMean mean -> moves.reduceMean(mean);
      case Softmax softmax -> softmax(layer, softmax);
      case LocalResponseNorm norm -> localResponseNorm(layer, norm);
      case MatrixProduct _ -> matrixProduct(layer);
    }
  }

  /// A batch normalisation normalises axis 1; that is the filters of every convolution, and of a dense layer on rows.
  private boolean isFoldable(Layer layer) {
    return network.shape(layer.name()).rank() == 2
        || layer.operator() instanceof filterscope.network.Convolution;
  }

  private Chain chain(Layer layer, boolean withNorms) {
    Chain chain = new Chain(layer, network, consumers, withNorms);
    chain.layers().forEach(link -> covered.add(link.name()));
    return chain;
  }

  private Value input(Layer layer, int index) {
    return builder.value(layer.inputs().get(index));
  }

  private static StepInfo info(Layer layer) {
    return new StepInfo(layer.operator().title(), List.of(layer.name()));
  }

  private Pool wholeImage(Layer layer, GlobalPool pool) {
    Shape shape = input(layer, 0).shape();
    filterscope.network.Window window =
        new filterscope.network.Window(shape.extent(2), shape.extent(3), 1, 1, 1, 1, 0, 0, 0, 0);
    return new Pool(pool.kind(), window, false, false);
  }

  private void pool(Layer layer, Pool pool) {
    Value from = builder.inLayout(input(layer, 0), Layout.channelsLast());
    Value to = builder.result(layer.name(), network.shape(layer.name()), Layout.channelsLast());
    builder.add(
        info(layer),
        new PoolStep(pool, from.shape(), to.shape(), from.storage(), to.storage()),
        to,
        from);
  }

  private void localResponseNorm(Layer layer, LocalResponseNorm norm) {
    Value from = builder.inLayout(input(layer, 0), Layout.channelsLast());
    Value to = builder.result(layer.name(), from.shape(), Layout.channelsLast());
    int channels = from.shape().extent(1);
    builder.add(
        info(layer),
        new LocalResponseNormStep(
            norm, from.storage(), to.storage(), from.shape().size() / channels, channels),
        to,
        from);
  }

  private void softmax(Layer layer, Softmax softmax) {
    Value from = builder.rowMajor(input(layer, 0));
    Value to = builder.result(layer.name(), from.shape(), from.layout());
    int outer = 1;
    int count = 1;
    int inner = 1;
    int first = softmax.firstAxis();
    int last = softmax.lastAxis();
    for (int axis = 0; axis < from.shape().rank(); axis++) {
      int extent = from.shape().extent(axis);
      outer *= axis < first ? extent : 1;
      count *= axis >= first && axis <= last ? extent : 1;
      inner *= axis > last ? extent : 1;
    }
    builder.add(
        info(layer),
        new SoftmaxStep(from.storage(), to.storage(), outer, count, inner, softmax.logarithm()),
        to,
        from);
  }

  private void matrixProduct(Layer layer) {
    Value left = builder.rowMajor(input(layer, 0));
    Value right = builder.rowMajor(input(layer, 1));
    Shape shape = network.shape(layer.name());
    Value to = builder.result(layer.name(), shape, Layout.rowMajor(shape.rank()));
    builder.add(
        info(layer),
        new MatrixProductStep(
            left.storage(), right.storage(), to.storage(), left.shape(), right.shape(), shape),
        to,
        left,
        right);
  }
}
