package filterscope.engine;

import filterscope.network.Concat;
import filterscope.network.Gather;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Pad;
import filterscope.network.ReduceMean;
import filterscope.network.Reshape;
import filterscope.network.Slice;
import filterscope.network.Transpose;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Plans what moves, selects or averages elements. Results keep the layout of the input as far as they can.
final class MovePlanner {
  private final PlanBuilder builder;
  private final Network network;
  private final Layer layer;

  MovePlanner(PlanBuilder builder, Network network, Layer layer) {
    this.builder = builder;
    this.network = network;
    this.layer = layer;
  }

  private StepInfo info() {
    return new StepInfo(layer.operator().title(), List.of(layer.name()));
  }

  private Value input() {
    return builder.value(layer.inputs().getFirst());
  }

  private Shape shape() {
    return network.shape(layer.name());
  }

  void transpose(Transpose transpose) {
    Value from = input();
    builder.alias(layer.name(), from, shape(), from.layout().transposed(transpose.order()));
  }

  void reshape(Reshape reshape) {
    Value from = input();
    Reshaping reshaping = new Reshaping(from.shape(), reshape.target());
    Value ready = builder.inLayout(from, reshaping.needed(from.layout()));
    builder.alias(layer.name(), ready, shape(), reshaping.result(ready.layout()));
  }

  void concat(Concat concat) {
    List<Value> inputs = layer.inputs().stream().map(builder::value).toList();
    Layout layout =
        inputs.stream()
            .filter(value -> !builder.isConstant(value))
            .findFirst()
            .orElse(inputs.getFirst())
            .layout();
    Value to = builder.result(layer.name(), shape(), layout);
    int axis = concat.axis() < 0 ? concat.axis() + shape().rank() : concat.axis();
    int stride = to.strides()[axis];
    List<CopyStep.Copy> copies = new ArrayList<>();
    int start = 0;
    for (Value input : inputs) {
      copies.add(PlanBuilder.copy(input, to, start * stride));
      start += input.shape().extent(axis);
    }
    builder.add(info(), new CopyStep(copies, to.storage()), to, inputs.toArray(Value[]::new));
  }

  void slice(Slice slice) {
    Value from = input();
    Value to = builder.result(layer.name(), shape(), from.layout());
    pick(
        from,
        to,
        axis -> index -> slice.starts().get(axis) + index * slice.steps().get(axis),
        shape(),
        0);
  }

  void gather(Gather gather) {
    Value from = input();
    int axis = gather.axis();
    Shape picked = from.shape().with(axis, gather.indices().size());
    Layout layout = gather.scalar() ? from.layout().without(List.of(axis)) : from.layout();
    Value to = builder.result(layer.name(), shape(), layout);
    pick(
        from,
        to,
        other -> other == axis ? gather.indices()::get : IntUnaryOperator.identity(),
        picked,
        0);
  }

  void pad(Pad pad) {
    Value from = input();
    Value to = builder.result(layer.name(), shape(), from.layout());
    pick(
        from,
        to,
        axis -> index -> source(pad, index - pad.before().get(axis), from.shape().extent(axis)),
        shape(),
        pad.value());
  }

  private static int source(Pad pad, int index, int extent) {
    return switch (pad.mode()) {
      case CONSTANT -> index < 0 || index >= extent ? -1 : index;
      case EDGE -> Math.clamp(index, 0, extent - 1);
      case REFLECT -> index < 0 ? -index : index >= extent ? 2 * (extent - 1) - index : index;
    };
  }

  /// Which element of the source each element along an axis comes from.
  private interface Maps {
    IntUnaryOperator of(int axis);
  }

  /// @param picked the shape of the result, the axes numbered as in the source
  private void pick(Value from, Value to, Maps maps, Shape picked, float fill) {
    int rank = from.shape().rank();
    if (rank == 0) {
      CopyStep.Copy copy = PlanBuilder.copy(from, to, 0);
      builder.add(info(), new CopyStep(List.of(copy), to.storage()), to, from);
      return;
    }
    int[][] byPlace = new int[rank][];
    for (int place = 0; place < rank; place++) {
      int axis = from.layout().axisAt(place);
      IntUnaryOperator map = maps.of(axis);
      byPlace[place] = new int[picked.extent(axis)];
      for (int index = 0; index < byPlace[place].length; index++) {
        byPlace[place][index] = map.applyAsInt(index);
      }
    }
    int[] extents = from.layout().extents(from.shape());
    builder.add(
        info(), new PickStep(from.storage(), to.storage(), byPlace, extents, fill), to, from);
  }

  void reduceMean(ReduceMean mean) {
    Value from = input();
    Layout layout = mean.keepAxes() ? from.layout() : from.layout().without(mean.axes());
    Value to = builder.result(layer.name(), shape(), layout);
    int rank = from.shape().rank();
    int[] ownStrides = from.strides();
    int[] resultStrides = new int[rank];
    int stride = 1;
    int reduced = 1;
    for (int place = rank - 1; place >= 0; place--) {
      int axis = from.layout().axisAt(place);
      if (mean.axes().contains(axis)) {
        reduced *= from.shape().extent(axis);
      } else {
        resultStrides[axis] = stride;
        stride *= from.shape().extent(axis);
      }
    }
    int[] sources = new int[rank];
    int[] targets = new int[rank];
    for (int place = 0; place < rank; place++) {
      sources[place] = ownStrides[from.layout().axisAt(place)];
      targets[place] = resultStrides[from.layout().axisAt(place)];
    }
    Loops loops = Loops.of(from.layout().extents(from.shape()), sources, targets);
    builder.add(
        info(),
        new ReduceStep(from.storage(), to.storage(), loops, shape().size(), reduced),
        to,
        from);
  }
}
