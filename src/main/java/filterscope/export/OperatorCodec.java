package filterscope.export;

import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.BatchNorm;
import filterscope.network.Concat;
import filterscope.network.Constant;
import filterscope.network.Dequantize;
import filterscope.network.Gather;
import filterscope.network.GlobalPool;
import filterscope.network.LocalResponseNorm;
import filterscope.network.MatrixProduct;
import filterscope.network.Operator;
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
import filterscope.network.Window;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Operators without compressed weights in a packed model: what they are stands in the header, their parameters in the section of
/// 32-bit floats, in the order of the keys here.
final class OperatorCodec {
  /// Extents of windows and the like; more is no network but a trap.
  private static final int MOST = 1 << 20;

  private OperatorCodec() {}

  static void write(Operator operator, ObjectNode node, PayloadWriter payload) {
    switch (operator) {
      case Weighted _ -> throw new IllegalArgumentException("weights have a codec of their own");
      case BatchNorm norm -> {
        node.put("operator", "batch-norm");
        Fields.put(node, "epsilon", norm.epsilon());
        tensor(node, "scale", norm.scale(), payload);
        tensor(node, "shift", norm.shift(), payload);
        tensor(node, "mean", norm.mean(), payload);
        tensor(node, "variance", norm.variance(), payload);
      }
      case Activation activation -> {
        node.put("operator", "activation").put("kind", word(activation.kind()));
        Fields.put(node, "alpha", activation.alpha());
        Fields.put(node, "beta", activation.beta());
      }
      case ParametricRelu relu -> {
        node.put("operator", "prelu");
        tensor(node, "slopes", relu.slopes(), payload);
      }
      case Pool pool -> {
        node.put("operator", "pool").put("kind", word(pool.kind()));
        node.put("ceil", pool.ceil()).put("countPadding", pool.countPadding());
        window(node, pool.window());
      }
      case GlobalPool pool -> node.put("operator", "global-pool").put("kind", word(pool.kind()));
      case Arithmetic arithmetic ->
          node.put("operator", "arithmetic").put("kind", word(arithmetic.kind()));
      case Constant constant -> {
        node.put("operator", "constant");
        tensor(node, "value", constant.value(), payload);
      }
      case Concat concat -> node.put("operator", "concat").put("axis", concat.axis());
      case Reshape reshape -> shape(node.put("operator", "reshape"), "target", reshape.target());
      case Transpose transpose ->
          wholes(node.put("operator", "transpose"), "order", transpose.order());
      case Slice slice -> {
        wholes(node.put("operator", "slice"), "starts", slice.starts());
        wholes(node, "counts", slice.counts());
        wholes(node, "steps", slice.steps());
      }
      case Pad pad -> {
        node.put("operator", "pad").put("mode", word(pad.mode()));
        wholes(node, "before", pad.before());
        wholes(node, "after", pad.after());
        Fields.put(node, "value", pad.value());
      }
      case ReduceMean mean ->
          wholes(
              node.put("operator", "reduce-mean").put("keepAxes", mean.keepAxes()),
              "axes",
              mean.axes());
      case Softmax softmax ->
          node.put("operator", "softmax")
              .put("firstAxis", softmax.firstAxis())
              .put("lastAxis", softmax.lastAxis())
              .put("logarithm", softmax.logarithm());
      case LocalResponseNorm norm -> {
        node.put("operator", "local-response-norm").put("size", norm.size());
        Fields.put(node, "alpha", norm.alpha());
        Fields.put(node, "beta", norm.beta());
        Fields.put(node, "bias", norm.bias());
      }
      case Quantize quantize -> {
        node.put("operator", "quantize").put("axis", quantize.axis());
        node.put("lowest", quantize.lowest()).put("highest", quantize.highest());
        tensor(node, "scale", quantize.scale(), payload);
        tensor(node, "zero", quantize.zero(), payload);
      }
      case Dequantize dequantize -> {
        node.put("operator", "dequantize").put("axis", dequantize.axis());
        tensor(node, "scale", dequantize.scale(), payload);
        tensor(node, "zero", dequantize.zero(), payload);
      }
      case MatrixProduct _ -> node.put("operator", "matrix-product");
      case Gather gather ->
          wholes(
              node.put("operator", "gather")
                  .put("axis", gather.axis())
                  .put("scalar", gather.scalar()),
              "indices",
              gather.indices());
    }
  }

  static Operator read(Fields node, PayloadReader payload) {
    String operator = node.text("operator");
    return switch (operator) {
      case "batch-norm" ->
          new BatchNorm(
              tensor(node, "scale", payload),
              tensor(node, "shift", payload),
              tensor(node, "mean", payload),
              tensor(node, "variance", payload),
              node.single("epsilon"));
      case "activation" ->
          new Activation(
              kind(node, Activation.Kind.values()), node.single("alpha"), node.single("beta"));
      case "prelu" -> new ParametricRelu(tensor(node, "slopes", payload));
      case "pool" ->
          new Pool(
              kind(node, Pool.Kind.values()),
              window(node),
              node.flag("ceil"),
              node.flag("countPadding"));
      case "global-pool" -> new GlobalPool(kind(node, Pool.Kind.values()));
      case "arithmetic" -> new Arithmetic(kind(node, Arithmetic.Kind.values()));
      case "constant" -> new Constant(tensor(node, "value", payload));
      case "concat" -> new Concat(node.whole("axis"));
      case "reshape" -> new Reshape(node.shape("target"));
      case "transpose" -> new Transpose(node.wholes("order"));
      case "slice" -> new Slice(node.wholes("starts"), node.wholes("counts"), node.wholes("steps"));
      case "pad" ->
          new Pad(
              node.wholes("before"),
              node.wholes("after"),
              node.one("mode", List.of(Pad.Mode.values()), OperatorCodec::word),
              node.single("value"));
      case "reduce-mean" -> new ReduceMean(node.wholes("axes"), node.flag("keepAxes"));
      case "softmax" ->
          new Softmax(node.whole("firstAxis"), node.whole("lastAxis"), node.flag("logarithm"));
      case "local-response-norm" ->
          new LocalResponseNorm(
              node.whole("size"), node.single("alpha"), node.single("beta"), node.single("bias"));
      case "quantize" ->
          new Quantize(
              tensor(node, "scale", payload),
              tensor(node, "zero", payload),
              node.whole("axis"),
              node.whole("lowest"),
              node.whole("highest"));
      case "dequantize" ->
          new Dequantize(
              tensor(node, "scale", payload), tensor(node, "zero", payload), node.whole("axis"));
      case "matrix-product" -> new MatrixProduct();
      case "gather" -> new Gather(node.whole("axis"), node.wholes("indices"), node.flag("scalar"));
      default ->
          throw new IllegalArgumentException(
              node.where()
                  + " has the operator "
                  + Fields.shortened(operator)
                  + ", which this version does not know");
    };
  }

  static void window(ObjectNode node, Window window) {
    wholes(node, "kernel", List.of(window.height(), window.width()));
    wholes(node, "strides", List.of(window.strideY(), window.strideX()));
    wholes(node, "dilations", List.of(window.dilationY(), window.dilationX()));
    wholes(
        node,
        "pads",
        List.of(window.padTop(), window.padLeft(), window.padBottom(), window.padRight()));
  }

  static Window window(Fields node) {
    List<Integer> kernel = few(node, "kernel", 2);
    List<Integer> strides = few(node, "strides", 2);
    List<Integer> dilations = few(node, "dilations", 2);
    List<Integer> pads = few(node, "pads", 4);
    return new Window(
        kernel.get(0),
        kernel.get(1),
        strides.get(0),
        strides.get(1),
        dilations.get(0),
        dilations.get(1),
        pads.get(0),
        pads.get(1),
        pads.get(2),
        pads.get(3));
  }

  private static List<Integer> few(Fields node, String key, int count) {
    List<Integer> values = node.wholes(key);
    if (values.size() != count || values.stream().anyMatch(value -> value > MOST)) {
      throw new IllegalArgumentException(
          node.where() + " has '" + key + "' that are not " + count + " numbers up to " + MOST);
    }
    return values;
  }

  static void tensor(ObjectNode node, String key, Tensor tensor, PayloadWriter payload) {
    shape(node, key, tensor.shape());
    payload.float32(tensor.values());
  }

  static Tensor tensor(Fields node, String key, PayloadReader payload) {
    Shape shape = node.shape(key);
    return new Tensor(shape, payload.floats(shape.elements()));
  }

  static void shape(ObjectNode node, String key, Shape shape) {
    for (int extent : shape.toArray()) {
      node.withArray(key).add(extent);
    }
    if (shape.rank() == 0) {
      node.putArray(key);
    }
  }

  private static void wholes(ObjectNode node, String key, List<Integer> values) {
    values.forEach(node.putArray(key)::add);
  }

  private static <E extends Enum<E>> E kind(Fields node, E[] kinds) {
    return node.one("kind", List.of(kinds), OperatorCodec::word);
  }

  private static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
