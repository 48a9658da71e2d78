package filterscope.onnx;

import filterscope.network.Arithmetic;
import filterscope.onnx.Broadcast.Walk;
import filterscope.tensor.Shape;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;

/// Folds arithmetic on known tensors, with broadcasting.
final class FoldedArithmetic {
  private FoldedArithmetic() {}

  /// An operation on two floats.
  @FunctionalInterface
  interface FloatOperation {
    float apply(float left, float right);
  }

  static Literal arithmetic(Node node, Arithmetic.Kind kind) {
    return switch (kind) {
      case ADD -> both(node, (a, b) -> a + b, (a, b) -> a + b);
      case SUBTRACT -> both(node, (a, b) -> a - b, (a, b) -> a - b);
      case MULTIPLY -> both(node, (a, b) -> a * b, (a, b) -> a * b);
      case DIVIDE -> both(node, (a, b) -> a / b, FoldedArithmetic::divide);
    };
  }

  private static long divide(long left, long right) {
    if (right == 0) {
      throw Refusal.inconsistent("divides by zero");
    }
    return left / right;
  }

  static Literal both(Node node, FloatOperation floats, LongBinaryOperator longs) {
    Literal left = node.literal(0, "operands");
    Literal right = node.literal(1, "operands");
    return left.isReal() ? reals(node, floats) : wholes(node, left.type(), longs, left, right);
  }

  static Literal reals(Node node, FloatOperation operation) {
    if (node.inputs() != 2) {
      throw new Refusal("combines other than two constants", "fold the constants on export");
    }
    Literal left = node.literal(0, "operands");
    Literal right = node.literal(1, "operands");
    Shape shape = Broadcast.shape(left.shape(), right.shape());
    ElementType type = left.isReal() ? left.type() : ElementType.FLOAT;
    node.budget().take(Literal.bytes(type, shape));
    Walk first = walk(left, shape);
    Walk second = walk(right, shape);
    float[] result = new float[shape.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = operation.apply(left.real(first.next()), right.real(second.next()));
    }
    return left.isReal()
        ? Literal.real(type, shape, result)
        : truncated(left.type(), Literal.real(shape, result));
  }

  private static Literal truncated(ElementType type, Literal literal) {
    long[] wholes = new long[literal.size()];
    for (int i = 0; i < wholes.length; i++) {
      wholes[i] = (long) literal.real(i);
    }
    return Literal.whole(type, literal.shape(), wholes);
  }

  private static Literal wholes(
      Node node, ElementType type, LongBinaryOperator operation, Literal left, Literal right) {
    if (node.inputs() != 2) {
      throw new Refusal("combines other than two constants", "fold the constants on export");
    }
    Shape shape = Broadcast.shape(left.shape(), right.shape());
    node.budget().take(Literal.bytes(type, shape));
    Walk first = walk(left, shape);
    Walk second = walk(right, shape);
    long[] result = new long[shape.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = operation.applyAsLong(left.wholes()[first.next()], right.wholes()[second.next()]);
    }
    return Literal.whole(type, shape, result);
  }

  private static Walk walk(Literal literal, Shape shape) {
    return new Walk(shape, Broadcast.strides(literal.shape(), shape), 0);
  }

  static Literal each(Node node, DoubleUnaryOperator operation) {
    Literal input = node.literal(0, "operands");
    node.budget().take(Literal.bytes(input.type(), input.shape()));
    float[] reals = new float[input.isReal() ? input.size() : 0];
    for (int i = 0; i < reals.length; i++) {
      reals[i] = (float) operation.applyAsDouble(input.real(i));
    }
    if (input.isReal()) {
      return Literal.real(input.type(), input.shape(), reals);
    }
    long[] wholes = new long[input.size()];
    for (int i = 0; i < wholes.length; i++) {
      wholes[i] = (long) operation.applyAsDouble((double) input.wholes()[i]);
    }
    return Literal.whole(input.type(), input.shape(), wholes);
  }

  /// The product of all numbers, as a file takes it to count the elements of a shape.
  static Literal product(Node node) {
    Literal input = node.literal(0, "operands");
    if (input.shape().rank() != 1) {
      throw new Refusal("multiplies along an axis", "fold the constants on export");
    }
    boolean kept = node.attributes().flag("keepdims", true);
    Shape shape = kept ? Shape.of(1) : Shape.of();
    if (input.isReal()) {
      float product = 1;
      for (float factor : input.reals()) {
        product *= factor;
      }
      return Literal.real(input.type(), shape, new float[] {product});
    }
    long product = 1;
    for (long factor : input.wholes()) {
      product *= factor;
    }
    return Literal.whole(input.type(), shape, new long[] {product});
  }

  static Literal equal(Node node) {
    Literal left = node.literal(0, "operands");
    Literal right = node.literal(1, "operands");
    Shape shape = Broadcast.shape(left.shape(), right.shape());
    node.budget().take(Literal.bytes(ElementType.BOOL, shape));
    Walk first = walk(left, shape);
    Walk second = walk(right, shape);
    long[] result = new long[shape.size()];
    for (int i = 0; i < result.length; i++) {
      int a = first.next();
      int b = second.next();
      boolean same =
          left.isReal() ? left.real(a) == right.real(b) : left.wholes()[a] == right.wholes()[b];
      result[i] = same ? 1 : 0;
    }
    return Literal.whole(ElementType.BOOL, shape, result);
  }

  static Literal where(Node node) {
    Literal condition = node.literal(0, "operands");
    Literal yes = node.literal(1, "operands");
    Literal no = node.literal(2, "operands");
    Shape shape = Broadcast.shape(condition.shape(), Broadcast.shape(yes.shape(), no.shape()));
    node.budget().take(Literal.bytes(yes.type(), shape));
    Walk chooses = walk(condition, shape);
    Walk first = walk(yes, shape);
    Walk second = walk(no, shape);
    int size = shape.size();
    float[] reals = new float[yes.isReal() ? size : 0];
    long[] wholes = new long[yes.isReal() ? 0 : size];
    for (int i = 0; i < size; i++) {
      boolean takesFirst = condition.real(chooses.next()) != 0;
      int a = first.next();
      int b = second.next();
      if (yes.isReal()) {
        reals[i] = takesFirst ? yes.real(a) : no.real(b);
      } else {
        wholes[i] = takesFirst ? yes.wholes()[a] : no.wholes()[b];
      }
    }
    return yes.isReal()
        ? Literal.real(yes.type(), shape, reals)
        : Literal.whole(yes.type(), shape, wholes);
  }
}
