package filterscope.engine;

import filterscope.job.BadInputException;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects the steps, values and storages of a plan, and inserts changes of layout where a step needs one.
final class PlanBuilder {
  private final Map<String, Value> values = new HashMap<>();
  private final Map<Value, Value> relaid = new HashMap<>();
  private final List<Storage> storages = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<StepInfo> infos = new ArrayList<>();
  private final List<Value> results = new ArrayList<>();
  private final List<List<Integer>> reads = new ArrayList<>();
  private final Map<String, Integer> stepOf = new HashMap<>();
  private final Map<Integer, Integer> inPlace = new HashMap<>();
  private final long mostFloats;

  /// @param mostFloats how many floats the buffers may take
  PlanBuilder(long mostFloats) {
    this.mostFloats = mostFloats;
  }

  /// The value of a layer or the image, as it lies.
  Value value(String name) {
    Value value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("'" + name + "' was not planned");
    }
    return value;
  }

  Value image(String name, Shape shape) {
    return keep(
        name, source(name, shape, Layout.rowMajor(shape.rank()), Storage.BEFORE, Optional.empty()));
  }

  void constant(String name, Tensor tensor) {
    keep(
        name,
        source(
            name,
            tensor.shape(),
            Layout.rowMajor(tensor.shape().rank()),
            Storage.BEFORE,
            Optional.of(tensor.values())));
  }

  /// Numbers that a layer brings along.
  Value unnamedConstant(Tensor tensor) {
    return source(
        "a constant",
        tensor.shape(),
        Layout.rowMajor(tensor.shape().rank()),
        Storage.BEFORE,
        Optional.of(tensor.values()));
  }

  /// Whether the value is computed from the image by some step.
  boolean isBuffer(Value value) {
    return storages.get(value.storage()).isBuffer();
  }

  boolean isConstant(Value value) {
    return storages.get(value.storage()).constant().isPresent();
  }

  /// The number that a value is, where it is one constant number.
  Optional<Float> scalar(Value value) {
    return storages
        .get(value.storage())
        .constant()
        .filter(numbers -> numbers.length == 1)
        .map(numbers -> numbers[0]);
  }

  private Value keep(String name, Value value) {
    values.put(name, value);
    return value;
  }

  private Value source(
      String name, Shape shape, Layout layout, int born, Optional<float[]> constant) {
    long floats = elements(name, shape);
    Storage storage = new Storage(storages.size(), (int) floats, born, constant);
    storages.add(storage);
    return new Value(shape, layout, storage.id());
  }

  private long elements(String name, Shape shape) {
    long floats;
    try {
      floats = shape.elements();
    } catch (ArithmeticException e) {
      throw new BadInputException(tooLarge(name, shape), e);
    }
    if (floats == 0) {
      throw new BadInputException(
          "layer '" + name + "' has an empty result (" + shape + "); the network cannot be run");
    }
    if (floats > Math.min(mostFloats, Integer.MAX_VALUE - 64)) {
      throw new BadInputException(tooLarge(name, shape));
    }
    return floats;
  }

  private String tooLarge(String name, Shape shape) {
    return "the result of layer '"
        + name
        + "' ("
        + shape
        + ") is larger than the "
        + gigabytes(mostFloats)
        + " that one image may take; use a network with a smaller input";
  }

  static String gigabytes(long floats) {
    return String.format(java.util.Locale.ROOT, "%.1f GB", floats * 4 / 1e9);
  }

  /// The result of the step that is added next.
  Value result(String name, Shape shape, Layout layout) {
    return source(name, shape, layout, steps.size(), Optional.empty());
  }

  /// Another name for memory that is there already.
  void alias(String name, Value of, Shape shape, Layout layout) {
    Value value = keep(name, new Value(shape, layout, of.storage()));
    stepOf.put(name, Math.max(0, storages.get(value.storage()).born()));
  }

  /// Adds a step that covers layers and leaves the value of the last one.
  void add(StepInfo info, Step step, Value result, Value... inputs) {
    for (Value input : inputs) {
      storages.get(input.storage()).usedBy(steps.size());
    }
    storages.get(result.storage()).usedBy(steps.size());
    for (String layer : info.layers()) {
      stepOf.put(layer, steps.size());
    }
    if (!info.layers().isEmpty()) {
      keep(info.layers().getLast(), result);
    }
    steps.add(step);
    infos.add(info);
    results.add(result);
    reads.add(java.util.stream.Stream.of(inputs).map(Value::storage).toList());
  }

  /// The step that fills `result` may write over `input`, element by element.
  void mayOverwrite(Value result, Value input) {
    inPlace.put(result.storage(), input.storage());
  }

  /// The value in another layout; copied by a step where its memory differs, once for all who ask.
  Value inLayout(Value value, Layout layout) {
    if (value.layout().sameMemory(layout, value.shape())) {
      return new Value(value.shape(), layout, value.storage());
    }
    Value key = new Value(value.shape(), layout, value.storage());
    Value existing = relaid.get(key);
    if (existing != null) {
      return existing;
    }
    Value result = result("a change of layout", value.shape(), layout);
    CopyStep.Copy copy = copy(value, result, 0);
    add(
        new StepInfo("Layout", List.of()),
        new CopyStep(List.of(copy), result.storage()),
        result,
        value);
    relaid.put(key, result);
    return result;
  }

  /// Copies all of `from` into `to`, whose shape may be larger, from an offset on.
  static CopyStep.Copy copy(Value from, Value to, int offset) {
    int[] sourceStrides = from.strides();
    int[] targetStrides = to.strides();
    int rank = from.shape().rank();
    int[] extents = new int[rank];
    int[] sources = new int[rank];
    int[] targets = new int[rank];
    for (int place = 0; place < rank; place++) {
      int axis = to.layout().axisAt(place);
      extents[place] = from.shape().extent(axis);
      sources[place] = sourceStrides[axis];
      targets[place] = targetStrides[axis];
    }
    return new CopyStep.Copy(from.storage(), Loops.of(extents, sources, targets), offset);
  }

  Value rowMajor(Value value) {
    return inLayout(value, Layout.rowMajor(value.shape().rank()));
  }

  /// The plan so far, with its result.
  Plan finish(Network network, Value image, Value output) {
    storages.get(output.storage()).usedBy(steps.size());
    BufferPlan buffers = new BufferPlan(storages, steps.size(), inPlace);
    if (buffers.floats() > mostFloats) {
      throw new BadInputException(
          "network '"
              + network.name()
              + "' needs "
              + gigabytes(buffers.floats())
              + " of buffers for one image, more than the "
              + gigabytes(mostFloats)
              + " that it may take; use a network with a smaller input");
    }
    return new Plan(network, infos, results, reads, stepOf, storages, buffers, image, output);
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }
}
