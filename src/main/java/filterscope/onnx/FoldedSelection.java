package filterscope.onnx;

import filterscope.network.Slice;
import filterscope.onnx.Broadcast.Walk;
import filterscope.tensor.Shape;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Folds operators that pick or reorder elements of known tensors.
final class FoldedSelection {
  private FoldedSelection() {}

  static Literal transpose(Node node) {
    Literal input = node.literal(0, "input");
    List<Integer> order = ShapeNodes.order(node);
    int[] strides = Broadcast.strides(input.shape());
    Shape shape = new filterscope.network.Transpose(order).outputShape(List.of(input.shape()));
    int[] moved = order.stream().mapToInt(axis -> strides[axis]).toArray();
    return walk(node, input, shape, moved, 0);
  }

  static Literal slice(Node node) {
    Literal input = node.literal(0, "input");
    Slice slice = SliceReader.read(node);
    int[] strides = Broadcast.strides(input.shape());
    int start = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      start += slice.starts().get(axis) * strides[axis];
      strides[axis] *= slice.steps().get(axis);
    }
    Shape shape = slice.outputShape(List.of(input.shape()));
    return walk(node, input, shape, strides, start);
  }

  static Literal expand(Node node) {
    Literal input = node.literal(0, "input");
    Shape target = Extents.shape(node.literal(1, "a shape").wholes());
    Shape shape = Broadcast.shape(input.shape(), target);
    return walk(node, input, shape, Broadcast.strides(input.shape(), shape), 0);
  }

  private static Literal walk(Node node, Literal input, Shape shape, int[] strides, int start) {
    Walk walk = new Walk(shape, strides, start);
    return pick(node, input, shape, index -> walk.next());
  }

  static Literal gather(Node node) {
    Literal input = node.literal(0, "input");
    Literal indices = node.literal(1, "indices");
    Shape from = input.shape();
    int axis = Extents.axis(node.attributes().integer("axis", 0), from.rank());
    int extent = from.extent(axis);
    int[] chosen = new int[indices.size()];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = Extents.axis(indices.wholes()[i], extent);
    }
    IntStream extents =
        IntStream.concat(
            IntStream.range(0, axis).map(from::extent),
            IntStream.concat(
                IntStream.of(indices.shape().toArray()),
                IntStream.range(axis + 1, from.rank()).map(from::extent)));
    Shape shape = Extents.shape(extents.asLongStream().toArray());
    int inner = Broadcast.strides(from)[axis];
    int block = inner * Math.max(1, chosen.length);
    return pick(
        node,
        input,
        shape,
        index -> (index / block * extent + chosen[index % block / inner]) * inner + index % inner);
  }

  static Literal concat(Node node) {
    List<Literal> parts =
        IntStream.range(0, node.inputs()).mapToObj(i -> node.literal(i, "input")).toList();
    Shape first = parts.get(0).shape();
    int axis = Extents.axis(node.attributes().integer("axis", 0), first.rank());
    Shape shape =
        Extents.check(
            new filterscope.network.Concat(axis)
                .outputShape(parts.stream().map(Literal::shape).toList()));
    boolean real = parts.get(0).isReal();
    ElementType type = parts.get(0).type();
    node.budget().take(Literal.bytes(type, shape));
    Object joined = real ? new float[shape.size()] : new long[shape.size()];
    int inner = Broadcast.strides(shape)[axis];
    int row = shape.extent(axis) * inner;
    int rows = row == 0 ? 0 : shape.size() / row;
    int offset = 0;
    for (Literal part : parts) {
      int length = part.shape().extent(axis) * inner;
      Object source = real ? part.reals() : part.wholes();
      for (int i = 0; i < rows; i++) {
        System.arraycopy(source, i * length, joined, i * row + offset, length);
      }
      offset += length;
    }
    return joined instanceof float[] reals
        ? Literal.real(type, shape, reals)
        : Literal.whole(type, shape, (long[]) joined);
  }

  private static Literal pick(Node node, Literal input, Shape shape, IntUnaryOperator source) {
    node.budget().take(Literal.bytes(input.type(), shape));
    int size = shape.size();
    if (input.isReal()) {
      float[] from = input.reals();
      float[] to = new float[size];
      for (int i = 0; i < size; i++) {
        to[i] = from[source.applyAsInt(i)];
      }
      return Literal.real(input.type(), shape, to);
    }
    long[] from = input.wholes();
    long[] to = new long[size];
    for (int i = 0; i < size; i++) {
      to[i] = from[source.applyAsInt(i)];
    }
    return Literal.whole(input.type(), shape, to);
  }
}
