package filterscope.onnx;

import static filterscope.onnx.Protos.attribute;

import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
import filterscope.network.Concat;
import filterscope.network.Constant;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Dequantize;
import filterscope.network.Gather;
import filterscope.network.GlobalPool;
import filterscope.network.Layer;
import filterscope.network.LocalResponseNorm;
import filterscope.network.MatrixProduct;
import filterscope.network.Pad;
import filterscope.network.ParametricRelu;
import filterscope.network.Pool;
import filterscope.network.Quantize;
import filterscope.network.ReduceMean;
import filterscope.network.Reshape;
import filterscope.network.Slice;
import filterscope.network.Softmax;
import filterscope.network.Transpose;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onnx.Onnx.AttributeProto;

/// Writes each layer as the node, or the few nodes, that compute the same.
final class LayerWriter {
  private final GraphWriter graph;

  LayerWriter(GraphWriter graph) {
    this.graph = graph;
  }

  /// @throws IllegalArgumentException if ONNX has no form for the layer
  void write(Layer layer) {
    passType(layer);
    switch (layer.operator()) {
      case Convolution conv -> conv(layer, conv);
      case Dense dense -> dense(layer, dense);
      case BatchNorm norm -> batchNorm(layer, norm);
      case Activation activation -> activation(layer, activation);
      case ParametricRelu relu ->
          node("PRelu", layer, List.of(tensor(layer, "slopes", relu.slopes())));
      case Pool pool -> pool(layer, pool);
      case GlobalPool pool ->
          node(
              pool.kind() == Pool.Kind.MAXIMUM ? "GlobalMaxPool" : "GlobalAveragePool",
              layer,
              List.of());
      case Arithmetic arithmetic -> node(arithmetic.title(), layer, List.of());
      case MatrixProduct _ -> node("MatMul", layer, List.of());
      case Constant constant -> constant(layer, constant.value());
      case Concat concat -> node("Concat", layer, List.of(), attribute("axis", concat.axis()));
      case Reshape reshape -> reshape(layer.name(), layer.inputs().get(0), reshape.target());
      case Transpose transpose ->
          node("Transpose", layer, List.of(), attribute("perm", transpose.order()));
      case Slice slice -> slice(layer, slice);
      case Pad pad -> pad(layer, pad);
      case Gather gather -> gather(layer, gather);
      case ReduceMean mean ->
          node(
              "ReduceMean",
              layer,
              List.of(),
              attribute("axes", mean.axes()),
              attribute("keepdims", mean.keepAxes() ? 1 : 0));
      case Softmax softmax -> softmax(layer, softmax);
      case LocalResponseNorm norm ->
          node(
              "LRN",
              layer,
              List.of(),
              attribute("size", norm.size()),
              attribute("alpha", norm.alpha()),
              attribute("beta", norm.beta()),
              attribute("bias", norm.bias()));
      case Quantize quantize -> quantize(layer, quantize);
      case Dequantize dequantize -> dequantize(layer, dequantize);
    }
  }

  /// Integers stay integers through layers that only move or compare them.
  private void passType(Layer layer) {
    if (!layer.inputs().isEmpty()) {
      graph.type(layer.name(), graph.type(layer.inputs().get(0)));
    }
  }

  private void node(String operator, Layer layer, List<String> more, AttributeProto... attributes) {
    List<String> inputs = new ArrayList<>(layer.inputs());
    inputs.addAll(more);
    graph.node(operator, layer.name(), inputs, attributes);
  }

  private String tensor(Layer layer, String what, Tensor tensor) {
    return tensor(layer, what, tensor.shape(), tensor.values());
  }

  private String tensor(Layer layer, String what, Shape shape, float[] values) {
    String name = graph.free(layer.name() + "." + what);
    return graph.initialiser(Protos.tensor(name, shape, values));
  }

  private String integers(Layer layer, String what, long... values) {
    return graph.initialiser(Protos.integers(graph.free(layer.name() + "." + what), values));
  }

  private String integers(Layer layer, String what, List<Integer> values) {
    return integers(layer, what, values.stream().mapToLong(Integer::longValue).toArray());
  }

  private void conv(Layer layer, Convolution conv) {
    ConvWeights weights = conv.weights();
    List<String> inputs = new ArrayList<>();
    inputs.add(weights(layer, weights.shape(), weights.values()));
    conv.bias().ifPresent(bias -> inputs.add(tensor(layer, "bias", bias)));
    Window window = conv.window();
    node(
        "Conv",
        layer,
        inputs,
        attribute("kernel_shape", List.of(window.height(), window.width())),
        attribute("strides", List.of(window.strideY(), window.strideX())),
        attribute("dilations", List.of(window.dilationY(), window.dilationX())),
        pads(window),
        attribute("group", conv.groups()));
  }

  /// Weights whose first axis is that of filters: floats, or integers behind a DequantizeLinear.
  private String weights(Layer layer, Shape shape, float[] values) {
    return graph
        .integers(layer.name())
        .map(integers -> dequantized(layer, shape, 0, integers.levels(), integers.scales()))
        .orElseGet(() -> tensor(layer, "weight", shape, values));
  }

  private String transposed(Layer layer, int outputs, int channels, float[] values) {
    Shape shape = Shape.of(channels, outputs);
    return graph
        .integers(layer.name())
        .map(integers ->
            dequantized(
                layer,
                shape,
                1,
                transposed(outputs, channels, integers.levels()),
                integers.scales()))
        .orElseGet(() -> tensor(layer, "weight", shape, transposed(outputs, channels, values)));
  }

  private static byte[] transposed(int outputs, int channels, byte[] values) {
    byte[] transposed = new byte[values.length];
    for (int output = 0; output < outputs; output++) {
      for (int channel = 0; channel < channels; channel++) {
        transposed[channel * outputs + output] = values[output * channels + channel];
      }
    }
    return transposed;
  }

  private static float[] transposed(int outputs, int channels, float[] values) {
    float[] transposed = new float[values.length];
    for (int output = 0; output < outputs; output++) {
      for (int channel = 0; channel < channels; channel++) {
        transposed[channel * outputs + output] = values[output * channels + channel];
      }
    }
    return transposed;
  }

  /// 8-bit integers as an initialiser, and the node that makes floats of them; the zero point is 0.
  private String dequantized(Layer layer, Shape shape, int axis, byte[] levels, float[] scales) {
    String packed = graph.free(layer.name() + ".levels");
    graph.initialiser(Protos.bytes(packed, shape, levels));
    String zeros = graph.free(layer.name() + ".zero");
    graph.initialiser(Protos.bytes(zeros, Shape.of(scales.length), new byte[scales.length]));
    String scale = tensor(layer, "scale", Shape.of(scales.length), scales);
    String restored = graph.free(layer.name() + ".weight");
    graph.node(
        "DequantizeLinear", restored, List.of(packed, scale, zeros), attribute("axis", axis));
    return restored;
  }

  private static AttributeProto pads(Window window) {
    return attribute(
        "pads", List.of(window.padTop(), window.padLeft(), window.padBottom(), window.padRight()));
  }

  /// A Gemm for a matrix; for more axes a MatMul, and an Add for the bias.
  private void dense(Layer layer, Dense dense) {
    ConvWeights weights = dense.weights();
    int outputs = weights.filters();
    int channels = weights.channels();
    if (graph.network().inputShapes(layer).get(0).rank() == 2) {
      List<String> inputs = new ArrayList<>();
      inputs.add(weights(layer, Shape.of(outputs, channels), weights.values()));
      dense.bias().ifPresent(bias -> inputs.add(tensor(layer, "bias", bias)));
      node("Gemm", layer, inputs, attribute("transB", 1));
      return;
    }
    String matrix = transposed(layer, outputs, channels, weights.values());
    if (dense.bias().isEmpty()) {
      node("MatMul", layer, List.of(matrix));
      return;
    }
    String product = graph.free(layer.name() + "/product");
    String added = graph.free(layer.name() + "/bias");
    graph.node("MatMul", layer.name(), product, List.of(layer.inputs().get(0), matrix));
    graph.node(
        "Add", added, layer.name(), List.of(product, tensor(layer, "bias", dense.bias().get())));
  }

  private void batchNorm(Layer layer, BatchNorm norm) {
    node(
        "BatchNormalization",
        layer,
        List.of(
            tensor(layer, "scale", norm.scale()),
            tensor(layer, "shift", norm.shift()),
            tensor(layer, "mean", norm.mean()),
            tensor(layer, "variance", norm.variance())),
        attribute("epsilon", norm.epsilon()));
  }

  private void activation(Layer layer, Activation activation) {
    switch (activation.kind()) {
      case RELU -> node("Relu", layer, List.of());
      case SIGMOID -> node("Sigmoid", layer, List.of());
      case TANH -> node("Tanh", layer, List.of());
      case HARD_SWISH -> node("HardSwish", layer, List.of());
      case SIGN -> node("Sign", layer, List.of());
      case LEAKY_RELU ->
          node("LeakyRelu", layer, List.of(), attribute("alpha", activation.alpha()));
      case ELU -> node("Elu", layer, List.of(), attribute("alpha", activation.alpha()));
      case HARD_SIGMOID ->
          node(
              "HardSigmoid",
              layer,
              List.of(),
              attribute("alpha", activation.alpha()),
              attribute("beta", activation.beta()));
      case CLIP ->
          node(
              "Clip",
              layer,
              List.of(
                  bound(layer, "least", activation.alpha()),
                  bound(layer, "most", activation.beta())));
    }
  }

  /// A bound, or the empty name when it does not bound.
  private String bound(Layer layer, String what, float value) {
    return Float.isInfinite(value) ? "" : tensor(layer, what, Shape.of(), new float[] {value});
  }

  private void pool(Layer layer, Pool pool) {
    Window window = pool.window();
    boolean maximum = pool.kind() == Pool.Kind.MAXIMUM;
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(attribute("kernel_shape", List.of(window.height(), window.width())));
    attributes.add(attribute("strides", List.of(window.strideY(), window.strideX())));
    attributes.add(pads(window));
    attributes.add(attribute("ceil_mode", pool.ceil() ? 1 : 0));
    if (window.dilationX() > 1 || window.dilationY() > 1) {
      attributes.add(attribute("dilations", List.of(window.dilationY(), window.dilationX())));
    }
    if (!maximum) {
      attributes.add(attribute("count_include_pad", pool.countPadding() ? 1 : 0));
    }
    node(
        maximum ? "MaxPool" : "AveragePool",
        layer,
        List.of(),
        attributes.toArray(AttributeProto[]::new));
  }

  /// A constant is an initialiser under the layer's own name; only as the output it needs a node.
  private void constant(Layer layer, Tensor value) {
    if (layer.name().equals(graph.network().output())) {
      graph.node("Identity", layer.name(), List.of(tensor(layer, "value", value)));
    } else {
      graph.initialiser(Protos.tensor(layer.name(), value.shape(), value.values()));
    }
  }

  /// The leading extent is left open, so that it follows the batch.
  private void reshape(String name, String input, Shape target) {
    long[] extents = new long[target.rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = axis == 0 && graph.openBatch() ? -1 : target.extent(axis);
    }
    String shape = graph.initialiser(Protos.integers(graph.free(name + ".shape"), extents));
    graph.node("Reshape", name, List.of(input, shape));
  }

  private void slice(Layer layer, Slice slice) {
    List<Integer> axes = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    Shape input = graph.network().inputShapes(layer).get(0);
    for (int axis = 0; axis < slice.starts().size(); axis++) {
      int start = slice.starts().get(axis);
      int count = slice.counts().get(axis);
      int step = slice.steps().get(axis);
      if (start == 0 && step == 1 && count == input.extent(axis)) {
        continue;
      }
      int end = start + count * step;
      axes.add(axis);
      starts.add(start);
      ends.add(end < 0 ? -input.extent(axis) - 1 : end);
      steps.add(step);
    }
    node(
        "Slice",
        layer,
        List.of(
            integers(layer, "starts", starts),
            integers(layer, "ends", ends),
            integers(layer, "axes", axes),
            integers(layer, "steps", steps)));
  }

  private void pad(Layer layer, Pad pad) {
    List<Integer> pads = new ArrayList<>(pad.before());
    pads.addAll(pad.after());
    node(
        "Pad",
        layer,
        List.of(
            integers(layer, "pads", pads),
            tensor(layer, "value", Shape.of(), new float[] {pad.value()})),
        attribute("mode", pad.mode().name().toLowerCase(Locale.ROOT)));
  }

  private void gather(Layer layer, Gather gather) {
    int count = gather.indices().size();
    float[] indices = new float[count];
    for (int i = 0; i < count; i++) {
      indices[i] = gather.indices().get(i);
    }
    Shape shape = gather.scalar() ? Shape.of() : Shape.of(count);
    String name = graph.free(layer.name() + ".indices");
    graph.initialiser(Protos.integers(name, shape, ElementType.INT64, indices));
    node("Gather", layer, List.of(name), attribute("axis", gather.axis()));
  }

  /// Over several axes it becomes one over their product, between two reshapes, unless only one of them has an extent.
  private void softmax(Layer layer, Softmax softmax) {
    String operator = softmax.logarithm() ? "LogSoftmax" : "Softmax";
    Shape shape = graph.network().shape(layer.name());
    int first = softmax.firstAxis();
    int last = softmax.lastAxis();
    int wide = first;
    int count = 0;
    for (int axis = first; axis <= last; axis++) {
      if (shape.extent(axis) > 1) {
        wide = axis;
        count++;
      }
    }
    if (count <= 1) {
      node(operator, layer, List.of(), attribute("axis", wide));
      return;
    }
    int[] joined = new int[shape.rank() - (last - first)];
    for (int axis = 0, to = 0; axis < shape.rank(); axis++) {
      if (axis <= first || axis > last) {
        joined[to++] = shape.extent(axis);
      } else {
        joined[first] *= shape.extent(axis);
      }
    }
    String flat = graph.free(layer.name() + "/joined");
    String normal = graph.free(layer.name() + "/normal");
    reshape(flat, layer.inputs().get(0), Shape.of(joined));
    graph.node(operator, normal, List.of(flat), attribute("axis", first));
    reshape(layer.name(), normal, shape);
  }

  private void quantize(Layer layer, Quantize quantize) {
    ElementType type = integerType(quantize);
    graph.type(layer.name(), type);
    node(
        "QuantizeLinear",
        layer,
        steps(layer, quantize.scale(), quantize.zero(), type),
        attribute("axis", quantize.axis()));
  }

  private void dequantize(Layer layer, Dequantize dequantize) {
    ElementType type = graph.type(layer.inputs().get(0));
    if (type.isReal()) {
      throw new IllegalArgumentException(
          "layer '" + layer.name() + "' dequantizes what was not quantized; ONNX cannot say that");
    }
    graph.type(layer.name(), ElementType.FLOAT);
    node(
        "DequantizeLinear",
        layer,
        steps(layer, dequantize.scale(), dequantize.zero(), type),
        attribute("axis", dequantize.axis()));
  }

  private List<String> steps(Layer layer, Tensor scale, Tensor zero, ElementType type) {
    Shape shape = scale.size() == 1 ? Shape.of() : Shape.of(scale.size());
    String zeros = graph.free(layer.name() + ".zero");
    graph.initialiser(Protos.integers(zeros, shape, type, zero.values()));
    return List.of(tensor(layer, "scale", shape, scale.values()), zeros);
  }

  private static ElementType integerType(Quantize quantize) {
    for (ElementType type :
        List.of(ElementType.UINT8, ElementType.INT8, ElementType.UINT16, ElementType.INT16)) {
      if (quantize.lowest() == type.lowest() && quantize.highest() == type.highest()) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "ONNX has no integers from " + quantize.lowest() + " to " + quantize.highest());
  }
}
