package filterscope.onnx;

import filterscope.network.Concat;
import filterscope.network.Gather;
import filterscope.network.Pad;
import filterscope.network.Reshape;
import filterscope.network.Slice;
import filterscope.onnx.Value.Computed;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Operators that take parts of tensors, put tensors together, or surround them.
final class SelectionNodes {
  private SelectionNodes() {}

  static void concat(Node node) {
    List<Computed> parts = IntStream.range(0, node.inputs()).mapToObj(node::computed).toList();
    int axis = Extents.axis(node.attributes().integer("axis", 1), parts.get(0).shape().rank());
    node.keepBatch(axis);
    if (parts.size() == 1) {
      node.become(parts.get(0));
    } else {
      node.emit(new Concat(axis), parts);
    }
  }

  static void slice(Node node) {
    Slice slice = SliceReader.read(node);
    if (slice.counts().get(0) != 1 || slice.starts().get(0) != 0) {
      node.keepBatch(0);
    }
    node.emit(slice);
  }

  /// A slice for each output.
  static void split(Node node) {
    Shape input = node.computed(0).shape();
    int axis = Extents.axis(node.attributes().integer("axis", 0), input.rank());
    node.keepBatch(axis);
    int extent = input.extent(axis);
    long[] counts =
        node.attributes()
            .integers("split")
            .orElseGet(() ->
                node.optional(1, "sizes")
                    .map(Literal::wholes)
                    .orElseGet(() -> equalParts(extent, node.outputs())));
    if (counts.length != node.outputs() || Arrays.stream(counts).sum() != extent) {
      throw Refusal.inconsistent("splits " + input + " into " + Arrays.toString(counts));
    }
    int start = 0;
    for (int output = 0; output < counts.length; output++) {
      int count = (int) counts[output];
      if (count < 1) {
        throw Refusal.inconsistent("splits off a part of " + count);
      }
      List<Integer> starts = new ArrayList<>();
      List<Integer> lengths = new ArrayList<>();
      List<Integer> steps = new ArrayList<>();
      for (int i = 0; i < input.rank(); i++) {
        starts.add(i == axis ? start : 0);
        lengths.add(i == axis ? count : input.extent(i));
        steps.add(1);
      }
      node.emit(output, new Slice(starts, lengths, steps), List.of(node.computed(0)));
      start += count;
    }
  }

  /// Parts of equal size, the last one smaller where it does not come out even.
  private static long[] equalParts(int extent, int parts) {
    long size = (extent + parts - 1L) / Math.max(1, parts);
    long[] counts = new long[parts];
    Arrays.fill(counts, size);
    if (parts > 0) {
      counts[parts - 1] = extent - size * (parts - 1);
    }
    return counts;
  }

  static void gather(Node node) {
    Shape input = node.computed(0).shape();
    int axis = Extents.axis(node.attributes().integer("axis", 0), input.rank());
    node.keepBatch(axis);
    Literal chosen = node.literal(1, "indices");
    if (chosen.size() > Limits.LIST) {
      throw new Refusal(
          "gathers " + chosen.size() + " indices; at most " + Limits.LIST + " are read",
          "export the network again");
    }
    int extent = input.extent(axis);
    List<Integer> indices =
        Arrays.stream(chosen.wholes()).mapToObj(index -> Extents.axis(index, extent)).toList();
    boolean scalar = chosen.shape().rank() == 0;
    Gather gather = new Gather(axis, indices, scalar);
    if (chosen.shape().rank() <= 1) {
      node.emit(gather);
      return;
    }
    Computed flat = node.before("gathered", gather, List.of(node.computed(0)));
    IntStream shape =
        IntStream.concat(
            IntStream.range(0, axis).map(input::extent),
            IntStream.concat(
                Arrays.stream(chosen.shape().toArray()),
                IntStream.range(axis + 1, input.rank()).map(input::extent)));
    node.emit(new Reshape(Shape.of(shape.toArray())), List.of(flat));
  }

  /// Pads are an attribute before opset 11, an input since; negative ones cut off.
  static void pad(Node node) {
    Shape input = node.computed(0).shape();
    int[] pads = pads(node, input.rank());
    Pad.Mode mode =
        switch (node.attributes().text("mode", "constant")) {
          case "constant" -> Pad.Mode.CONSTANT;
          case "reflect" -> Pad.Mode.REFLECT;
          case "edge" -> Pad.Mode.EDGE;
          default ->
              throw new Refusal(
                  "pads in the mode " + Sentences.quoted(node.attributes().text("mode", "")),
                  "use constant, reflect or edge");
        };
    float value =
        node.opset() < 11
            ? node.attributes().real("value", 0)
            : node.optional(2, "a value").map(ActivationNodes::number).orElse(0f);
    int rank = input.rank();
    if (pads[0] != 0 || pads[rank] != 0) {
      node.keepBatch(0);
    }
    if (Arrays.stream(pads).allMatch(pad -> pad >= 0)) {
      node.emit(padding(pads, mode, value));
      return;
    }
    if (mode != Pad.Mode.CONSTANT) {
      throw new Refusal("cuts off by negative pads of mode " + mode, "use a Slice instead");
    }
    Slice rest = cut(pads, input);
    if (Arrays.stream(pads).anyMatch(pad -> pad > 0)) {
      Computed cut = node.before("cut", rest, List.of(node.computed(0)));
      node.emit(padding(pads, mode, value), List.of(cut));
    } else {
      node.emit(rest);
    }
  }

  private static int[] pads(Node node, int rank) {
    if (node.opset() < 11) {
      return node.attributes()
          .integers("pads", 2 * rank, -Limits.WINDOW, Limits.WINDOW)
          .orElseThrow(() -> Refusal.inconsistent("lacks its pads"));
    }
    long[] given = node.literal(1, "pads").wholes();
    long[] axes =
        node.optional(3, "axes")
            .map(Literal::wholes)
            .orElseGet(() -> IntStream.range(0, rank).asLongStream().toArray());
    if (given.length != 2 * axes.length || axes.length > rank) {
      throw Refusal.inconsistent("has " + given.length + " pads for " + axes.length + " axes");
    }
    int[] pads = new int[2 * rank];
    for (int i = 0; i < given.length; i++) {
      if (Math.abs(given[i]) > Limits.WINDOW) {
        throw Refusal.inconsistent("pads by " + given[i]);
      }
      int axis = Extents.axis(axes[i % axes.length], rank);
      pads[i < axes.length ? axis : rank + axis] = (int) given[i];
    }
    return pads;
  }

  private static Pad padding(int[] pads, Pad.Mode mode, float value) {
    List<Integer> added = Arrays.stream(pads).mapToObj(pad -> Math.max(0, pad)).toList();
    int rank = pads.length / 2;
    return new Pad(added.subList(0, rank), added.subList(rank, 2 * rank), mode, value);
  }

  private static Slice cut(int[] pads, Shape input) {
    List<Integer> starts = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (int axis = 0; axis < input.rank(); axis++) {
      int before = Math.max(0, -pads[axis]);
      int after = Math.max(0, -pads[input.rank() + axis]);
      starts.add(before);
      counts.add(input.extent(axis) - before - after);
      steps.add(1);
    }
    return new Slice(starts, counts, steps);
  }
}
