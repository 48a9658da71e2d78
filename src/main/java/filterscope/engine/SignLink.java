package filterscope.engine;

import filterscope.kernel.BitKernels;
import filterscope.tensor.BitPlanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A way from one binary layer to those that read it on which values stay packed signs: straight, or through a maximum pool and
/// monotone functions (a batch normalisation, a clip, `Sign(Sign(x) + 0.1)`). The functions are in the thresholds of the first
/// layer then, and their steps are left out.
///
/// @param first the step of the layer that writes
/// @param from the storage that it would fill with floats
/// @param writer how it is reached
/// @param pool the step of the pool, if there is one
/// @param functions the steps of the functions
/// @param to the storage that the readers would read
/// @param readers their steps
/// @param channels of the values
/// @param after what happens to the results of the first layer
record SignLink(
    int first,
    int from,
    BitKernels.Signs writer,
    Optional<Integer> pool,
    List<Integer> functions,
    int to,
    List<Integer> readers,
    int channels,
    BitKernels.Monotone after) {

  /// The link that begins at a step; nothing where its values are needed as floats.
  static Optional<SignLink> from(int first, Step[] steps, Plan plan) {
    if (!(steps[first] instanceof WeightedStep step)) {
      return Optional.empty();
    }
    int channels = step.part().geometry().filters();
    int from = step.part().to();
    Optional<Integer> pool =
        only(plan, from)
            .filter(reader ->
                steps[reader] instanceof PoolStep max
                    && max.takesSigns()
                    && max.channels() == channels);
    int pooled = pool.map(index -> ((PoolStep) steps[index]).to()).orElse(from);
    int to = pooled;
    List<Integer> functions = new ArrayList<>();
    BitKernels.Monotone after = BitKernels.Monotone.NOTHING;
    for (Optional<Integer> next = only(plan, to); next.isPresent(); next = only(plan, to)) {
      Optional<BitKernels.Monotone> function = steps[next.get()].monotone(channels);
      if (function.isEmpty()) {
        break;
      }
      after = after.then(function.get());
      functions.add(next.get());
      to = plan.resultOf(next.get());
    }
    List<Integer> readers = plan.readersOf(to);
    int floats = plan.floats(to);
    boolean allRead =
        !readers.isEmpty()
            && readers.stream().allMatch(reader -> reads(steps[reader], channels, floats));
    int end = to;
    BitKernels.Monotone all = after;
    return allRead
        ? step.signs(all)
            .filter(BitKernels.Signs::writes)
            .map(writer ->
                new SignLink(first, from, writer, pool, functions, end, readers, channels, all))
        : Optional.empty();
  }

  private static Optional<Integer> only(Plan plan, int storage) {
    List<Integer> readers = plan.readersOf(storage);
    return readers.size() == 1 ? Optional.of(readers.getFirst()) : Optional.empty();
  }

  /// Whether a step can read packed signs of so many channels: words have to begin with the same channels on both sides.
  private static boolean reads(Step reader, int channels, int floats) {
    if (!(reader instanceof WeightedStep step)
        || step.part().geometry().inputSize() != floats
        || step.signs(BitKernels.Monotone.NOTHING).filter(BitKernels.Signs::reads).isEmpty()) {
      return false;
    }
    int own = step.part().geometry().inputChannels();
    return own == channels || (own % Integer.SIZE == 0 && channels % Integer.SIZE == 0);
  }

  /// The last step that takes part.
  int last() {
    return readers.getLast();
  }

  /// Words of a value of so many elements.
  int words(int elements) {
    return elements / channels * BitPlanes.wordsFor(channels);
  }

  /// A word for each 32 channels, with the bits of those that [#after] turns.
  int[] turned() {
    int[] turned = new int[BitPlanes.wordsFor(channels)];
    for (int channel = 0; channel < channels; channel++) {
      if (after.descends(channel)) {
        turned[channel / Integer.SIZE] |= 1 << channel % Integer.SIZE;
      }
    }
    return turned;
  }

  /// All links of a network.
  static List<SignLink> all(Step[] steps, Plan plan) {
    List<SignLink> links = new ArrayList<>();
    for (int step = 0; step < steps.length; step++) {
      from(step, steps, plan).ifPresent(links::add);
    }
    return links;
  }
}
