package filterscope.engine;

import filterscope.kernel.FloatKernels.Finish;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
import filterscope.network.Dequantize;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.ParametricRelu;
import filterscope.network.Quantize;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.List;

/// Plans what is done element by element. Such a step takes values in whatever layout they have.
final class ElementPlanner {
  private final PlanBuilder builder;
  private final Network network;
  private final Layer layer;

  ElementPlanner(PlanBuilder builder, Network network, Layer layer) {
    this.builder = builder;
    this.network = network;
    this.layer = layer;
  }

  private StepInfo info() {
    return new StepInfo(layer.operator().title(), List.of(layer.name()));
  }

  private Value input(int index) {
    return builder.value(layer.inputs().get(index));
  }

  /// A result like the input, which it may overwrite.
  private Value like(Value from, String name) {
    Value to = builder.result(name, from.shape(), from.layout());
    builder.mayOverwrite(to, from);
    return to;
  }

  void activation(Activation activation) {
    Value from = input(0);
    Value to = like(from, layer.name());
    builder.add(
        info(),
        new ActivationStep(activation, from.storage(), to.storage(), from.shape().size()),
        to,
        from);
  }

  void batchNorm(BatchNorm norm, Chain chain) {
    int channels = norm.scale().size();
    float[] factors = new float[channels];
    float[] offsets = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      factors[channel] = norm.factor(channel);
      offsets[channel] = norm.offset(channel);
    }
    axis(new AxisStep.Function.Affine(chain.finish()), factors, offsets, 1, chain.info());
  }

  void quantize(Quantize quantize) {
    axis(
        new AxisStep.Function.Quantize(quantize.lowest(), quantize.highest()),
        quantize.scale().values(),
        quantize.zero().values(),
        quantize.axis(),
        info());
  }

  void dequantize(Dequantize dequantize) {
    axis(
        new AxisStep.Function.Dequantize(),
        dequantize.scale().values(),
        dequantize.zero().values(),
        dequantize.axis(),
        info());
  }

  private void axis(AxisStep.Function function, float[] p, float[] q, int axis, StepInfo info) {
    Value from = input(0);
    int inner = from.shape().size();
    if (p.length > 1) {
      int counted = axis < 0 ? axis + from.shape().rank() : axis;
      if (counted < 0
          || counted >= from.shape().rank()
          || from.shape().extent(counted) != p.length) {
        throw new IllegalArgumentException(
            p.length + " scales do not fit axis " + axis + " of " + from.shape());
      }
      inner = from.layout().inner(from.shape(), counted);
    }
    Value to = like(from, info.layers().getLast());
    builder.add(
        info,
        new AxisStep(function, p, q, from.storage(), to.storage(), from.shape().size(), inner),
        to,
        from);
  }

  void parametricRelu(ParametricRelu relu) {
    Tensor slopes = relu.slopes();
    binary(
        BinaryStep.Operation.SLOPE, input(0), builder.unnamedConstant(slopes), Finish.NONE, info());
  }

  void arithmetic(Arithmetic arithmetic, Chain chain) {
    BinaryStep.Operation operation =
        switch (arithmetic.kind()) {
          case ADD -> BinaryStep.Operation.ADD;
          case SUBTRACT -> BinaryStep.Operation.SUBTRACT;
          case MULTIPLY -> BinaryStep.Operation.MULTIPLY;
          case DIVIDE -> BinaryStep.Operation.DIVIDE;
        };
    binary(operation, input(0), input(1), chain.finish(), chain.info());
  }

  private void binary(
      BinaryStep.Operation operation, Value left, Value right, Finish finish, StepInfo info) {
    Shape shape = network.shape(layer.name());
    Layout layout = layout(shape, left, right);
    Value a = left.shape().equals(shape) ? builder.inLayout(left, layout) : left;
    Value b = right.shape().equals(shape) ? builder.inLayout(right, layout) : right;
    Value to = builder.result(info.layers().getLast(), shape, layout);
    // Two views of one memory, such as a matrix and its transpose, would read what was just
    // written.
    boolean areApart = a.storage() != b.storage() || a.equals(b);
    if (areApart && a.shape().equals(shape) && builder.isBuffer(a)) {
      builder.mayOverwrite(to, a);
    } else if (areApart && b.shape().equals(shape) && builder.isBuffer(b)) {
      builder.mayOverwrite(to, b);
    }
    Loops loops =
        Loops.of(
            layout.extents(shape),
            strides(a, shape, layout),
            strides(b, shape, layout),
            strides(to, shape, layout));
    builder.add(
        info,
        new BinaryStep(
            operation, a.storage(), b.storage(), to.storage(), loops, finish, builder.scalar(b)),
        to,
        a,
        b);
  }

  /// The layout of an operand that has the shape of the result and is not a constant, otherwise row-major.
  private Layout layout(Shape shape, Value left, Value right) {
    for (Value operand : List.of(left, right)) {
      if (operand.shape().equals(shape) && !builder.isConstant(operand)) {
        return operand.layout();
      }
    }
    return Layout.rowMajor(shape.rank());
  }

  /// Strides of an operand by place in the result's memory; 0 where it is broadcast.
  private static int[] strides(Value operand, Shape shape, Layout layout) {
    int[] own = operand.strides();
    int missing = shape.rank() - operand.shape().rank();
    int[] strides = new int[shape.rank()];
    for (int place = 0; place < strides.length; place++) {
      int axis = layout.axisAt(place) - missing;
      strides[place] = axis < 0 || operand.shape().extent(axis) == 1 ? 0 : own[axis];
    }
    return strides;
  }
}
