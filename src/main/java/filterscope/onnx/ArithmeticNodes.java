package filterscope.onnx;

import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.Arithmetic.Kind;
import filterscope.network.Operator;
import filterscope.onnx.Value.Computed;
import java.util.List;

/// Arithmetic of two or more operands.
final class ArithmeticNodes {
  private ArithmeticNodes() {}

  static NodeReader of(Kind kind) {
    return node -> {
      Computed left = node.computed(0);
      Computed right = node.computed(1);
      Arithmetic operator = new Arithmetic(kind);
      checkBatch(node, operator, left, right);
      node.emit(operator, List.of(left, right));
    };
  }

  /// A chain of additions, the last of which bears the node's name.
  static void sum(Node node) {
    Computed total = node.computed(0);
    if (node.inputs() == 1) {
      node.become(total);
      return;
    }
    Operator add = new Arithmetic(Kind.ADD);
    for (int input = 1; input < node.inputs(); input++) {
      Computed next = node.computed(input);
      checkBatch(node, add, total, next);
      if (input == node.inputs() - 1) {
        node.emit(add, List.of(total, next));
      } else {
        total = node.before("sum" + input, add, List.of(total, next));
      }
    }
  }

  /// The greater or smaller of a value and a constant number is a clipping.
  static NodeReader bound(boolean lower) {
    return node -> {
      if (node.inputs() != 2) {
        throw new Refusal("compares other than two operands", "write it as a Clip");
      }
      int constant = node.value(0) instanceof Literal ? 0 : 1;
      float bound = ActivationNodes.number(node.literal(constant, "operands"));
      Activation clip =
          new Activation(
              Activation.Kind.CLIP,
              lower ? bound : Float.NEGATIVE_INFINITY,
              lower ? Float.POSITIVE_INFINITY : bound);
      node.emit(clip, List.of(node.computed(1 - constant)));
    };
  }

  private static void checkBatch(Node node, Operator operator, Computed left, Computed right) {
    var shape = operator.outputShape(List.of(left.shape(), right.shape()));
    if (node.batch() > 1 && shape.rank() > 0 && shape.extent(0) == node.batch()) {
      boolean grew =
          left.shape().rank() == shape.rank()
              && right.shape().rank() == shape.rank()
              && left.shape().extent(0) != right.shape().extent(0);
      if (grew) {
        node.keepBatch(0);
      }
    }
  }
}
