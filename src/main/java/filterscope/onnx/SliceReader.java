package filterscope.onnx;

import filterscope.network.Slice;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Resolves the bounds of ONNX's Slice, which may be negative or beyond the end, against the shape they cut.
final class SliceReader {
  private SliceReader() {}

  /// @throws Refusal if the bounds are inconsistent or nothing is left
  static Slice read(Node node) {
    Shape input = node.shape(0);
    boolean inputs = node.opset() >= 10;
    long[] starts =
        inputs ? node.literal(1, "starts").wholes() : attribute(node, "starts", new long[0]);
    long[] ends = inputs ? node.literal(2, "ends").wholes() : attribute(node, "ends", new long[0]);
    long[] every = IntStream.range(0, starts.length).asLongStream().toArray();
    long[] axes =
        inputs
            ? node.optional(3, "axes").map(Literal::wholes).orElse(every)
            : attribute(node, "axes", every);
    long[] steps =
        (inputs ? node.optional(4, "steps") : Optional.<Literal>empty())
            .map(Literal::wholes)
            .orElseGet(() -> IntStream.range(0, starts.length).mapToLong(i -> 1).toArray());
    if (ends.length != starts.length
        || axes.length != starts.length
        || steps.length != starts.length
        || starts.length > input.rank()) {
      throw Refusal.inconsistent("lists unequal numbers of starts, ends, axes and steps");
    }
    List<Integer> firsts = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    for (int axis = 0; axis < input.rank(); axis++) {
      firsts.add(0);
      counts.add(input.extent(axis));
      strides.add(1);
    }
    for (int i = 0; i < starts.length; i++) {
      int axis = Extents.axis(axes[i], input.rank());
      cut(axis, input.extent(axis), starts[i], ends[i], steps[i], firsts, counts, strides);
    }
    return new Slice(firsts, counts, strides);
  }

  private static long[] attribute(Node node, String name, long[] otherwise) {
    return node.attributes().integers(name).orElse(otherwise);
  }

  private static void cut(
      int axis,
      int extent,
      long start,
      long end,
      long step,
      List<Integer> firsts,
      List<Integer> counts,
      List<Integer> strides) {
    if (step == 0 || step == Long.MIN_VALUE) {
      throw Refusal.inconsistent("slices in steps of " + step);
    }
    boolean forwards = step > 0;
    long low = forwards ? 0 : -1;
    long high = forwards ? extent : extent - 1L;
    long first = Math.clamp(start < 0 ? start + extent : start, 0, high);
    long last = Math.clamp(end < 0 ? end + extent : end, low, high);
    long distance = forwards ? last - first : first - last;
    long size = Math.abs(step);
    long count = distance <= 0 ? 0 : (distance - 1) / size + 1;
    if (count == 0) {
      throw Refusal.inconsistent("slices nothing out of axis " + axis);
    }
    firsts.set(axis, (int) first);
    counts.set(axis, (int) count);
    strides.set(axis, count == 1 ? 1 : (int) step);
  }
}
