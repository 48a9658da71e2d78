package filterscope.tensor;

/// Floats in row-major order under a shape. The tensor owns its array: whoever hands one in or takes one out does not
/// write to it afterwards.
public final class Tensor {
  private final Shape shape;
  private final float[] values;

  /// @throws IllegalArgumentException if the array does not have as many numbers as the shape
  public Tensor(Shape shape, float[] values) {
    if (shape.elements() != values.length) {
      throw new IllegalArgumentException(
          "a tensor of shape "
              + shape
              + " holds "
              + shape.elements()
              + " numbers, not "
              + values.length);
    }
    this.shape = shape;
    this.values = values;
  }

  /// A vector.
  public static Tensor vector(float... values) {
    return new Tensor(Shape.of(values.length), values);
  }

  public Shape shape() {
    return shape;
  }

  /// The numbers themselves, not a copy: read only.
  public float[] values() {
    return values;
  }

  public float value(int index) {
    return values[index];
  }

  public int size() {
    return values.length;
  }

  @Override
  public String toString() {
    return "Tensor[" + shape + "]";
  }
}
