package filterscope.engine;

import filterscope.kernel.FloatKernels;
import filterscope.method.CompressedLayer;
import filterscope.method.CompressedNetwork;
import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A network turned into a plan of steps over buffers planned once. Immutable and shared by threads; what changes during
/// a run is in a [Scratch], one a thread.
public final class CompiledNetwork {
  /// The buffers of one image may take this many floats (4 GB).
  private static final long MOST_FLOATS = 1L << 30;

  private final CompressedNetwork source;
  private final StepFactory factory;
  private final Plan plan;

  /// The steps of the recipe one by one, and what they become where a part of the network runs in integers.
  private final Step[] plainSteps;

  private final Step[] steps;
  private final Map<Integer, IntegerValue> integers;
  private final int workFloats;
  private final int workInts;
  private final SignPaths signs;

  private CompiledNetwork(
      CompressedNetwork source, StepFactory factory, Plan plan, Step[] plainSteps) {
    this.source = source;
    this.factory = factory;
    this.plan = plan;
    this.plainSteps = plainSteps;
    IntegerPart.Result part = IntegerPart.of(plan, plainSteps, factory.integers());
    this.steps = part.steps().toArray(Step[]::new);
    this.integers = part.values();
    this.workFloats = Stream.of(steps).mapToInt(Step::workFloats).max().orElse(0);
    this.workInts = Stream.of(steps).mapToInt(Step::workInts).max().orElse(0);
    this.signs = new SignPaths(steps, plan);
  }

  /// Plans and prepares a network: batch normalisation and activations folded into the convolutions before them, layouts
  /// chosen, buffers assigned.
  ///
  /// @throws filterscope.job.BadInputException if a layer cannot be run; names it and says why
  public static CompiledNetwork compile(CompressedNetwork network, FloatKernels kernels) {
    return compile(
        network, new LowBitStepFactory(kernels, () -> Backend.lowBitFor(kernels)), MOST_FLOATS);
  }

  static CompiledNetwork compile(CompressedNetwork network, StepFactory factory, long mostFloats) {
    Planner.Planned planned = new Planner(network, factory, mostFloats).plan();
    return new CompiledNetwork(
        network, factory, planned.plan(), planned.steps().toArray(Step[]::new));
  }

  /// The same plan for another recipe of the same network; only steps whose weights differ are prepared anew. Another
  /// network is compiled afresh.
  public CompiledNetwork with(CompressedNetwork network) {
    if (network.network() != plan.network()) {
      return compile(network, factory, MOST_FLOATS);
    }
    Step[] changed = plainSteps.clone();
    for (int index = 0; index < plainSteps.length; index++) {
      if (plainSteps[index] instanceof WeightedStep step) {
        CompressedLayer compressed = network.compressed(step.part().layer());
        if (!step.uses(compressed)) {
          changed[index] = step.part().prepare(compressed, factory);
        }
      }
    }
    return new CompiledNetwork(network, factory, plan, changed);
  }

  public CompressedNetwork source() {
    return source;
  }

  /// How people know the kernels that run: `Vector API 512 bit`.
  public String backend() {
    return factory.backend();
  }

  /// Whether a compressed layer runs through restored float weights for want of a kernel for its stored form, so that its time
  /// says nothing about such kernels.
  public boolean isSimulated() {
    return Stream.of(steps)
        .anyMatch(step -> step instanceof WeightedStep weighted && weighted.isSimulated());
  }

  /// Which kernel runs each layer with weights, in order.
  public Map<String, String> kernels() {
    Map<String, String> names = new LinkedHashMap<>();
    for (int index = 0; index < steps.length; index++) {
      if (plainSteps[index] instanceof WeightedStep weighted) {
        names.put(
            weighted.part().layer(),
            steps[index] instanceof IntegerStep
                ? factory.integers().orElseThrow().name()
                : weighted.kernel());
      }
    }
    return names;
  }

  /// Places where values go from one binary layer to the next as packed signs and are never floats.
  public int packedPlaces() {
    return signs.count();
  }

  /// Whether another network is of the same plan: its scratch and saved values serve both.
  public boolean hasPlanOf(CompiledNetwork other) {
    return plan == other.plan;
  }

  public Shape inputShape() {
    return plan.image().shape();
  }

  public Shape outputShape() {
    return plan.output().shape();
  }

  /// Fresh buffers for one thread.
  public Scratch newScratch() {
    return plan.newScratch(workFloats);
  }

  /// Runs one image.
  ///
  /// @param image the input in the axis order of [#inputShape()], row-major
  /// @param output takes the result in the axis order of [#outputShape()], row-major
  public void run(float[] image, Scratch scratch, float[] output) {
    float[][] storages = start(image, scratch);
    advance(0, steps.length, storages, scratch);
    finish(storages, output);
  }

  /// Runs one image and shows what the steps leave behind. Slower than a plain run.
  public void run(float[] image, Scratch scratch, float[] output, Observer observer) {
    float[][] storages = start(image, scratch);
    for (int step = 0; step < steps.length; step++) {
      advance(step, step + 1, storages, scratch);
      List<String> layers = plan.infos().get(step).layers();
      if (!layers.isEmpty()) {
        asFloats(plan.resultOf(step), scratch, storages);
        observer.observe(layers.getLast(), plan.read(step, storages));
      }
    }
    finish(storages, output);
  }

  /// Runs one image and writes how long each step took.
  ///
  /// @param nanos one a step, in the order of [#stepInfos]
  public void runTimed(float[] image, Scratch scratch, float[] output, long[] nanos) {
    float[][] storages = start(image, scratch);
    long before = System.nanoTime();
    for (int step = 0; step < steps.length; step++) {
      advance(step, step + 1, storages, scratch);
      long now = System.nanoTime();
      nanos[step] = now - before;
      before = now;
    }
    finish(storages, output);
  }

  private float[][] start(float[] image, Scratch scratch) {
    if (image.length < plan.floats(plan.image().storage())) {
      throw new IllegalArgumentException(
          "an image of shape " + inputShape() + " expected, not " + image.length + " numbers");
    }
    float[][] storages = storages(scratch);
    storages[plan.image().storage()] = image;
    return storages;
  }

  private float[][] storages(Scratch scratch) {
    if (!scratch.isFor(plan)) {
      throw new IllegalArgumentException("the scratch belongs to a network of another plan");
    }
    return scratch.storages();
  }

  private void advance(int from, int until, float[][] storages, Scratch scratch) {
    float[] work = scratch.work(workFloats);
    int[] ints = scratch.ints(workInts);
    for (int step = from; step < until; step++) {
      if (steps[step] instanceof IntegerStep integer) {
        integer.run(storages, scratch.integers(integers.keySet()), ints);
      } else if (!signs.run(step, from, until, storages, scratch, ints)) {
        steps[step].run(storages, work, ints);
      }
    }
  }

  private void finish(float[][] storages, float[] output) {
    int storage = plan.output().storage();
    System.arraycopy(storages[storage], 0, output, 0, plan.floats(storage));
    storages[plan.image().storage()] = Scratch.NOTHING;
  }

  /// How many steps a run takes.
  public int steps() {
    return steps.length;
  }

  /// What people read about every step, in order.
  public List<StepInfo> stepInfos() {
    return plan.infos();
  }

  /// The step that computes a layer, alone or with others; nothing for constants and layers that the output does not
  /// depend on. For a layer that only renames axes it is the step that fills its memory.
  public OptionalInt stepOf(String layer) {
    Integer step = plan.stepOf().get(layer);
    return step == null ? OptionalInt.empty() : OptionalInt.of(step);
  }

  /// The first step whose result differs between this network and another one compiled from the same plan; `steps()` when
  /// nothing differs, 0 when the other one has another plan.
  public int firstDifference(CompiledNetwork other) {
    if (other.plan != plan) {
      return 0;
    }
    int step = 0;
    while (step < steps.length && agree(steps[step], other.steps[step])) {
      step++;
    }
    return step;
  }

  private static boolean agree(Step mine, Step theirs) {
    return mine.equals(theirs)
        || (mine instanceof WeightedStep a && theirs instanceof WeightedStep b && a.agrees(b));
  }

  /// How many floats [#runUntil] writes at a step.
  public int savedFloats(int step) {
    int floats = 0;
    for (int storage : plan.aliveAt(step)) {
      floats = Math.addExact(floats, plan.floats(storage));
    }
    return floats;
  }

  /// Where the result of a step lies among what [#runUntil] saves right behind it. A layer with weights leaves its filters side by
  /// side, one run of them for each position.
  public int savedResult(int step) {
    int result = plan.resultOf(step);
    int from = 0;
    for (int storage : plan.aliveAt(step + 1)) {
      if (storage == result) {
        return from;
      }
      from += plan.floats(storage);
    }
    throw new IllegalArgumentException("nobody takes the result of step " + step);
  }

  /// How many floats the result of a step has.
  public int resultFloats(int step) {
    return plan.floats(plan.resultOf(step));
  }

  /// Runs one image up to `step` (exclusive) and writes every value that later steps still need into `saved`.
  public void runUntil(int step, float[] image, Scratch scratch, float[] saved, int offset) {
    float[][] storages = start(image, scratch);
    advance(0, step, storages, scratch);
    save(step, storages, scratch, saved, offset);
  }

  /// Goes on from what [#runUntil] saved at the same step, and writes the network's result.
  public void runFrom(int step, float[] saved, int offset, Scratch scratch, float[] output) {
    float[][] storages = load(step, saved, offset, scratch);
    advance(step, steps.length, storages, scratch);
    finish(storages, output);
  }

  /// Goes on from what was saved at a step up to a later one, and saves there as [#runUntil] does.
  public void runOn(int step, float[] saved, int until, Scratch scratch, float[] savedThere) {
    float[][] storages = load(step, saved, 0, scratch);
    advance(step, until, storages, scratch);
    save(until, storages, scratch, savedThere, 0);
  }

  /// Writes what an integer storage stands for beside it, for people and for saving.
  private void asFloats(int storage, Scratch scratch, float[][] storages) {
    IntegerValue value = integers.get(storage);
    if (value != null) {
      int[] from = scratch.integers(integers.keySet())[storage];
      for (int index = 0; index < plan.floats(storage); index++) {
        storages[storage][index] = (float) (from[index] * value.scale());
      }
    }
  }

  private void asIntegers(int storage, Scratch scratch, float[][] storages) {
    IntegerValue value = integers.get(storage);
    if (value != null) {
      int[] to = scratch.integers(integers.keySet())[storage];
      for (int index = 0; index < plan.floats(storage); index++) {
        to[index] = (int) Math.rint(storages[storage][index] / value.scale());
      }
    }
  }

  /// The layers whose results are integers and never floats: those between the first and the last layer of a part that runs in
  /// integers only.
  public List<String> integerLayers() {
    List<String> names = new ArrayList<>();
    for (int step = 0; step < steps.length; step++) {
      List<String> layers = plan.infos().get(step).layers();
      if (integers.containsKey(plan.resultOf(step)) && !layers.isEmpty()) {
        names.add(layers.getLast());
      }
    }
    return names;
  }

  private float[][] load(int step, float[] saved, int offset, Scratch scratch) {
    float[][] storages = storages(scratch);
    int from = offset;
    for (int storage : plan.aliveAt(step)) {
      int floats = plan.floats(storage);
      if (storage == plan.image().storage()) {
        storages[storage] = scratch.ownImage(floats);
      }
      System.arraycopy(saved, from, storages[storage], 0, floats);
      asIntegers(storage, scratch, storages);
      from += floats;
    }
    return storages;
  }

  private void save(int step, float[][] storages, Scratch scratch, float[] saved, int offset) {
    int to = offset;
    for (int storage : plan.aliveAt(step)) {
      asFloats(storage, scratch, storages);
      System.arraycopy(storages[storage], 0, saved, to, plan.floats(storage));
      to += plan.floats(storage);
    }
    storages[plan.image().storage()] = Scratch.NOTHING;
  }
}
