package filterscope.onnx;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;

/// A tensor whose numbers are known while reading: an initialiser, or what was folded from some. Real types are held as
/// floats, whole ones as longs. Its array is shared, never written.
final class Literal implements Value {
  private final ElementType type;
  private final Shape shape;
  private final float[] reals;
  private final long[] wholes;

  private Literal(ElementType type, Shape shape, float[] reals, long[] wholes) {
    this.type = type;
    this.shape = shape;
    this.reals = reals;
    this.wholes = wholes;
    if ((type.isReal() ? reals.length : wholes.length) != shape.elements()) {
      throw new IllegalArgumentException("a literal of shape " + shape + " with other data");
    }
  }

  static Literal real(ElementType type, Shape shape, float[] values) {
    return new Literal(type, shape, values, new long[0]);
  }

  static Literal real(Shape shape, float[] values) {
    return real(ElementType.FLOAT, shape, values);
  }

  static Literal whole(ElementType type, Shape shape, long[] values) {
    return new Literal(type, shape, new float[0], values);
  }

  /// A vector of 64-bit integers.
  static Literal indices(long... values) {
    return whole(ElementType.INT64, Shape.of(values.length), values);
  }

  static Literal scalar(float value) {
    return real(Shape.of(), new float[] {value});
  }

  /// Bytes that the numbers of a literal of this type and shape take in memory.
  static long bytes(ElementType type, Shape shape) {
    return shape.elements() * (type.isReal() ? Float.BYTES : Long.BYTES);
  }

  ElementType type() {
    return type;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  boolean isReal() {
    return type.isReal();
  }

  int size() {
    return isReal() ? reals.length : wholes.length;
  }

  /// One number as a float.
  float real(int index) {
    return isReal() ? reals[index] : wholes[index];
  }

  /// The numbers as floats; not a copy where they are.
  float[] reals() {
    if (isReal()) {
      return reals;
    }
    float[] converted = new float[wholes.length];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = wholes[i];
    }
    return converted;
  }

  /// The numbers as integers.
  ///
  /// @throws Refusal if they are not
  long[] wholes() {
    if (isReal()) {
      throw Refusal.inconsistent("needs integers where the file has " + type.title());
    }
    return wholes;
  }

  Tensor tensor() {
    return new Tensor(shape, reals());
  }

  /// The same numbers in the same order under another shape of as many elements.
  Literal withShape(Shape other) {
    return new Literal(type, other, reals, wholes);
  }
}
