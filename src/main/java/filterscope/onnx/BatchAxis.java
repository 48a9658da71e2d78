package filterscope.onnx;

import filterscope.network.Concat;
import filterscope.network.Constant;
import filterscope.network.Gather;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Pad;
import filterscope.network.ReduceMean;
import filterscope.network.Reshape;
import filterscope.network.Slice;
import filterscope.network.Softmax;
import filterscope.network.Transpose;

/// Whether the batch stays in front, untouched, through a whole network, so that a file of it may leave the batch open.
final class BatchAxis {
  private BatchAxis() {}

  static boolean staysInFront(Network network) {
    return network.inputShape().rank() > 0
        && network.layers().stream().allMatch(layer -> stays(layer, network));
  }

  private static boolean stays(Layer layer, Network network) {
    Operator operator = layer.operator();
    if (operator instanceof Constant) {
      return !layer.name().equals(network.output());
    }
    boolean keepsFirst =
        switch (operator) {
          case Transpose transpose -> transpose.order().isEmpty() || transpose.order().get(0) == 0;
          case Concat concat -> concat.axis() > 0 || concat.axis() < -1;
          case Gather gather -> gather.axis() != 0;
          case ReduceMean mean -> !mean.axes().contains(0);
          case Softmax softmax -> softmax.firstAxis() > 0;
          case Slice slice -> slice.starts().get(0) == 0 && slice.steps().get(0) == 1;
          case Pad pad -> pad.before().get(0) == 0 && pad.after().get(0) == 0;
          case Reshape reshape -> reshape.target().rank() > 0 && reshape.target().elements() > 0;
          default -> true;
        };
    return keepsFirst && network.shape(layer.name()).rank() > 0 && noConstantMeets(layer, network);
  }

  /// A concatenation with a constant would need it once for each image.
  private static boolean noConstantMeets(Layer layer, Network network) {
    return !(layer.operator() instanceof Concat)
        || layer.inputs().stream()
            .noneMatch(input ->
                !input.equals(network.input())
                    && network.layer(input).operator() instanceof Constant);
  }
}
