package filterscope.engine;

import filterscope.network.Network;
import filterscope.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What all recipes of one network have in common: the order of the steps, where every value lies, which buffers there
/// are. Immutable.
final class Plan {
  private final Network network;
  private final List<StepInfo> infos;
  private final List<Value> results;
  private final List<List<Integer>> reads;
  private final Map<String, Integer> stepOf;
  private final List<Storage> storages;
  private final BufferPlan buffers;
  private final Value image;
  private final Value output;
  private final int[][] alive;

  /// @param results the value that each step leaves behind
  /// @param reads the storages that each step reads
  /// @param stepOf the step that computes a layer
  /// @param output in row-major order
  Plan(
      Network network,
      List<StepInfo> infos,
      List<Value> results,
      List<List<Integer>> reads,
      Map<String, Integer> stepOf,
      List<Storage> storages,
      BufferPlan buffers,
      Value image,
      Value output) {
    this.network = network;
    this.infos = List.copyOf(infos);
    this.results = List.copyOf(results);
    this.reads = List.copyOf(reads);
    this.stepOf = Map.copyOf(stepOf);
    this.storages = List.copyOf(storages);
    this.buffers = buffers;
    this.image = image;
    this.output = output;
    this.alive = new int[infos.size() + 1][];
    for (int step = 0; step < alive.length; step++) {
      int cut = step;
      alive[step] = storages.stream().filter(s -> s.isAliveAt(cut)).mapToInt(Storage::id).toArray();
    }
  }

  Network network() {
    return network;
  }

  List<StepInfo> infos() {
    return infos;
  }

  Map<String, Integer> stepOf() {
    return stepOf;
  }

  Value image() {
    return image;
  }

  Value output() {
    return output;
  }

  /// The storage that a step fills.
  int resultOf(int step) {
    return results.get(step).storage();
  }

  /// The storages that a step reads.
  List<Integer> inputsOf(int step) {
    return reads.get(step);
  }

  int floats(int storage) {
    return storages.get(storage).floats();
  }

  /// The steps that read a storage, in order; nothing where it is the result of the network, too.
  List<Integer> readersOf(int storage) {
    if (storages.get(storage).lastUse() >= reads.size()) {
      return List.of();
    }
    return IntStream.range(0, reads.size())
        .filter(step -> reads.get(step).contains(storage))
        .boxed()
        .toList();
  }

  /// The storages that must be kept when a run is cut before a step; read only.
  int[] aliveAt(int step) {
    return alive[step];
  }

  Scratch newScratch(int workFloats) {
    float[][] slots = new float[buffers.capacities().size()][];
    Arrays.setAll(slots, slot -> new float[buffers.capacities().get(slot)]);
    float[][] arrays = new float[storages.size()][];
    for (Storage storage : storages) {
      int slot = buffers.slotOf(storage.id());
      arrays[storage.id()] = slot >= 0 ? slots[slot] : storage.constant().orElse(Scratch.NOTHING);
    }
    return new Scratch(this, arrays, workFloats);
  }

  /// The value that a step left behind, in the axis order of the network.
  Tensor read(int step, float[][] arrays) {
    Value value = results.get(step);
    float[] numbers = new float[value.shape().size()];
    Layout plain = Layout.rowMajor(value.shape().rank());
    Loops loops = Loops.of(value.shape().toArray(), value.strides(), plain.strides(value.shape()));
    CopyStep.walk(loops, 0, arrays[value.storage()], 0, numbers, 0);
    return new Tensor(value.shape(), numbers);
  }
}
