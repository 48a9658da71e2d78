package filterscope.onnx;

import filterscope.network.Arithmetic;
import filterscope.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import onnx.Onnx.TensorProto;

/// Computes nodes whose operands are known while reading: the constants of a file, and the shape arithmetic that
/// exporters leave before a Reshape.
final class Folding {
  /// Computes the first output of a node.
  @FunctionalInterface
  interface Fold {
    Literal apply(Node node);
  }

  private final Map<String, Fold> folds = new HashMap<>();

  Folding() {
    folds.put("Constant", Folding::constant);
    folds.put("ConstantOfShape", Folding::constantOfShape);
    folds.put("Shape", Folding::shape);
    folds.put(
        "Size",
        node ->
            Literal.whole(ElementType.INT64, Shape.of(), new long[] {node.shape(0).elements()}));
    folds.put("Identity", node -> node.literal(0, "input"));
    folds.put("Dropout", node -> node.literal(0, "input"));
    folds.put("Cast", Folding::cast);
    folds.put("Range", Folding::range);
    folds.put("QuantizeLinear", QuantizationFolding::quantize);
    folds.put("DequantizeLinear", QuantizationFolding::dequantize);
    folds.put("Reshape", node -> node.literal(0, "input").withShape(ShapeNodes.reshaped(node)));
    folds.put("Flatten", node -> node.literal(0, "input").withShape(ShapeNodes.flattened(node)));
    folds.put("Squeeze", node -> node.literal(0, "input").withShape(ShapeNodes.squeezed(node)));
    folds.put("Unsqueeze", node -> node.literal(0, "input").withShape(ShapeNodes.unsqueezed(node)));
    folds.put("Transpose", FoldedSelection::transpose);
    folds.put("Slice", FoldedSelection::slice);
    folds.put("Gather", FoldedSelection::gather);
    folds.put("Concat", FoldedSelection::concat);
    folds.put("Expand", FoldedSelection::expand);
    for (Arithmetic.Kind kind : Arithmetic.Kind.values()) {
      folds.put(new Arithmetic(kind).title(), node -> FoldedArithmetic.arithmetic(node, kind));
    }
    folds.put("Pow", node -> FoldedArithmetic.reals(node, (a, b) -> (float) Math.pow(a, b)));
    folds.put("Min", node -> FoldedArithmetic.both(node, Math::min, Math::min));
    folds.put("Max", node -> FoldedArithmetic.both(node, Math::max, Math::max));
    folds.put("Neg", node -> FoldedArithmetic.each(node, a -> -a));
    folds.put("Abs", node -> FoldedArithmetic.each(node, Math::abs));
    folds.put("Sqrt", node -> FoldedArithmetic.each(node, Math::sqrt));
    folds.put("Exp", node -> FoldedArithmetic.each(node, Math::exp));
    folds.put("Floor", node -> FoldedArithmetic.each(node, Math::floor));
    folds.put("Ceil", node -> FoldedArithmetic.each(node, Math::ceil));
    folds.put("Reciprocal", node -> FoldedArithmetic.each(node, a -> 1 / a));
    folds.put("Sign", node -> FoldedArithmetic.each(node, Math::signum));
    folds.put("ReduceProd", FoldedArithmetic::product);
    folds.put("Equal", FoldedArithmetic::equal);
    folds.put("Where", FoldedArithmetic::where);
  }

  boolean knows(String operator) {
    return folds.containsKey(operator);
  }

  /// Whether an operator is known for a computed input as well, because it only asks for the shape.
  static boolean asksForShape(String operator) {
    return operator.equals("Shape") || operator.equals("Size");
  }

  /// The result of a node, when all its operands are known and it is of a kind that is folded.
  Optional<Literal> fold(Node node) {
    Fold fold = folds.get(node.operator());
    return fold != null && isKnown(node) ? Optional.of(fold.apply(node)) : Optional.empty();
  }

  private static boolean isKnown(Node node) {
    return asksForShape(node.operator())
        || IntStream.range(0, node.inputs())
            .filter(node::has)
            .allMatch(input -> node.value(input) instanceof Literal);
  }

  private static Literal constant(Node node) {
    Attributes attributes = node.attributes();
    Optional<TensorProto> tensor = attributes.tensor("value");
    if (tensor.isPresent()) {
      return node.decode("value", tensor.get());
    }
    if (attributes.has("value_float")) {
      return Literal.scalar(attributes.real("value_float", 0));
    }
    if (attributes.has("value_int")) {
      long value = attributes.integer("value_int", 0);
      return Literal.whole(ElementType.INT64, Shape.of(), new long[] {value});
    }
    if (attributes.has("value_ints")) {
      return Literal.indices(attributes.integers("value_ints").orElseThrow());
    }
    if (attributes.has("value_floats")) {
      float[] values = attributes.reals("value_floats").orElseThrow();
      return Literal.real(Shape.of(values.length), values);
    }
    throw new Refusal(
        "is a constant of text or a sparse tensor, which is not supported",
        "export the network with dense numbers");
  }

  private static Literal constantOfShape(Node node) {
    Shape shape = Extents.shape(node.literal(0, "a shape").wholes());
    Literal value =
        node.attributes()
            .tensor("value")
            .map(tensor -> node.decode("value", tensor))
            .orElse(Literal.scalar(0));
    node.budget().take(Literal.bytes(value.type(), shape));
    float number = ActivationNodes.number(value);
    if (value.isReal()) {
      float[] reals = new float[shape.size()];
      Arrays.fill(reals, number);
      return Literal.real(value.type(), shape, reals);
    }
    long[] wholes = new long[shape.size()];
    Arrays.fill(wholes, value.wholes()[0]);
    return Literal.whole(value.type(), shape, wholes);
  }

  /// The shape of one image's value; `start` and `end` since opset 15.
  private static Literal shape(Node node) {
    int[] extents = node.shape(0).toArray();
    int rank = extents.length;
    long start = node.attributes().integer("start", 0);
    long end = node.attributes().integer("end", rank);
    int from = (int) Math.clamp(start < 0 ? start + rank : start, 0L, rank);
    int to = (int) Math.clamp(end < 0 ? end + rank : end, from, (long) rank);
    return Literal.indices(Arrays.stream(extents, from, to).asLongStream().toArray());
  }

  private static Literal cast(Node node) {
    Literal input = node.literal(0, "input");
    ElementType type = ElementType.of(node.attributes().integer("to", 0));
    node.budget().take(Literal.bytes(type, input.shape()));
    if (type.isReal()) {
      return Literal.real(type, input.shape(), input.reals());
    }
    long[] wholes = new long[input.size()];
    for (int i = 0; i < wholes.length; i++) {
      long whole = input.isReal() ? (long) input.real(i) : input.wholes()[i];
      wholes[i] = type == ElementType.BOOL ? (input.real(i) == 0 ? 0 : 1) : whole;
    }
    return Literal.whole(type, input.shape(), wholes);
  }

  private static Literal range(Node node) {
    Literal start = node.literal(0, "a start");
    double first = ActivationNodes.number(start);
    double limit = ActivationNodes.number(node.literal(1, "an end"));
    double step = ActivationNodes.number(node.literal(2, "a step"));
    double count = Math.max(0, Math.ceil((limit - first) / step));
    if (!(count <= Limits.TENSOR_ELEMENTS)) {
      throw Refusal.inconsistent("counts from " + first + " to " + limit + " by " + step);
    }
    Shape shape = Shape.of((int) count);
    node.budget().take(Literal.bytes(start.type(), shape));
    if (start.isReal()) {
      float[] reals = new float[(int) count];
      for (int i = 0; i < reals.length; i++) {
        reals[i] = (float) (first + i * step);
      }
      return Literal.real(start.type(), shape, reals);
    }
    long[] wholes = new long[(int) count];
    for (int i = 0; i < wholes.length; i++) {
      wholes[i] = (long) (first + i * step);
    }
    return Literal.whole(start.type(), shape, wholes);
  }
}
