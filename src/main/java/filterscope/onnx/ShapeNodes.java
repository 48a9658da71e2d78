package filterscope.onnx;

import filterscope.network.Reshape;
import filterscope.network.Transpose;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Operators that only reorder or rename numbers.
final class ShapeNodes {
  private ShapeNodes() {}

  static void flatten(Node node) {
    node.emit(new Reshape(flattened(node)));
  }

  static void reshape(Node node) {
    node.emit(new Reshape(reshaped(node)));
  }

  static void squeeze(Node node) {
    node.emit(new Reshape(squeezed(node)));
  }

  static void unsqueeze(Node node) {
    node.emit(new Reshape(unsqueezed(node)));
  }

  static void transpose(Node node) {
    List<Integer> order = order(node);
    if (!order.isEmpty() && order.get(0) != 0) {
      node.keepBatch(0);
    }
    node.emit(new Transpose(order));
  }

  static Shape flattened(Node node) {
    Shape input = node.shape(0);
    long axis = node.attributes().integer("axis", 1);
    int split = axis == input.rank() ? input.rank() : Extents.axis(axis, input.rank());
    node.keepBatch(split);
    long rows = 1;
    long columns = 1;
    for (int i = 0; i < input.rank(); i++) {
      if (i < split) {
        rows *= input.extent(i);
      } else {
        columns *= input.extent(i);
      }
    }
    return Extents.shape(rows, columns);
  }

  /// The target with its zeros and its −1 resolved. A batch that the file fixes is taken out of the leading extent.
  static Shape reshaped(Node node) {
    Shape input = node.shape(0);
    Literal given = node.literal(1, "a shape");
    long[] target = given.wholes().clone();
    if (target.length > Limits.RANK || given.shape().rank() > 1) {
      throw Refusal.inconsistent("reshapes to " + target.length + " axes");
    }
    boolean zeroStays = node.attributes().flag("allowzero", false);
    int open = -1;
    for (int axis = 0; axis < target.length; axis++) {
      if (target[axis] == 0 && !zeroStays) {
        if (axis >= input.rank()) {
          throw Refusal.inconsistent("copies axis " + axis + " of " + input);
        }
        target[axis] = input.extent(axis);
      } else if (target[axis] == -1) {
        if (open >= 0) {
          throw Refusal.inconsistent("leaves two axes of its shape open");
        }
        open = axis;
      }
    }
    takeOutBatch(node, target, open);
    if (open >= 0) {
      target[open] = 1;
      long rest = Extents.shape(target).elements();
      if (rest == 0 || input.elements() % rest != 0) {
        throw Refusal.inconsistent("reshapes " + input + " to " + Arrays.toString(given.wholes()));
      }
      target[open] = input.elements() / rest;
    }
    Shape shape = Extents.shape(target);
    if (shape.elements() != input.elements()) {
      throw Refusal.inconsistent("reshapes " + input + " to " + shape);
    }
    return shape;
  }

  private static void takeOutBatch(Node node, long[] target, int open) {
    int batch = node.batch();
    if (batch == 1 || target.length == 0 || open == 0 || target[0] % batch != 0) {
      return;
    }
    long[] known = target.clone();
    if (open >= 0) {
      known[open] = 1;
    }
    if (open > 0 || Extents.shape(known).elements() == batch * node.shape(0).elements()) {
      target[0] /= batch;
    }
  }

  static Shape squeezed(Node node) {
    Shape input = node.shape(0);
    List<Integer> gone = axes(node, input.rank());
    boolean all = !node.attributes().has("axes") && !node.has(1);
    if (all || gone.contains(0)) {
      node.keepBatch(0);
    }
    List<Integer> kept = new ArrayList<>();
    for (int axis = 0; axis < input.rank(); axis++) {
      boolean goes = all ? input.extent(axis) == 1 : gone.contains(axis);
      if (goes && input.extent(axis) != 1) {
        throw Refusal.inconsistent("removes axis " + axis + " of " + input);
      }
      if (!goes) {
        kept.add(input.extent(axis));
      }
    }
    return Shape.of(kept.stream().mapToInt(Integer::intValue).toArray());
  }

  static Shape unsqueezed(Node node) {
    Shape input = node.shape(0);
    int added = counted(node);
    if (added > Limits.RANK) {
      throw Refusal.inconsistent("adds " + added + " axes");
    }
    int rank = input.rank() + added;
    List<Integer> axes = axes(node, rank);
    if (axes.stream().distinct().count() != added) {
      throw Refusal.inconsistent("adds an axis twice");
    }
    long[] extents = new long[rank];
    int from = 0;
    for (int axis = 0; axis < rank; axis++) {
      extents[axis] = axes.contains(axis) ? 1 : input.extent(from++);
    }
    return Extents.shape(extents);
  }

  private static int counted(Node node) {
    return node.attributes()
        .integers("axes")
        .map(axes -> axes.length)
        .orElseGet(() -> node.literal(1, "axes").size());
  }

  /// The axes of a node, counted from 0: an attribute before opset 13, an input since. Files that mix both are read too.
  private static List<Integer> axes(Node node, int rank) {
    long[] axes =
        node.attributes()
            .integers("axes")
            .orElseGet(() -> node.optional(1, "axes").map(Literal::wholes).orElse(new long[0]));
    if (axes.length > Limits.RANK) {
      throw Refusal.inconsistent("names " + axes.length + " axes");
    }
    return Arrays.stream(axes).mapToObj(axis -> Extents.axis(axis, rank)).toList();
  }

  static List<Integer> order(Node node) {
    int rank = node.shape(0).rank();
    List<Integer> order = new ArrayList<>();
    if (!node.attributes().has("perm")) {
      for (int axis = rank - 1; axis >= 0; axis--) {
        order.add(axis);
      }
      return order;
    }
    int[] given = node.attributes().integers("perm", rank, 0, Limits.RANK).orElseThrow();
    Arrays.stream(given).forEach(order::add);
    return order;
  }
}
