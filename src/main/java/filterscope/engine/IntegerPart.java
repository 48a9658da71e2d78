package filterscope.engine;

import filterscope.kernel.IntegerKernels;
import filterscope.method.CompressedLayer;
import filterscope.method.GridConv;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the part of a plan that runs in integers only, from the first to the last layer that asks for it
/// ([GridConv#isIntegerOnly]), and gives its steps their integer form. A value is held in integers when its writer can leave and
/// all its readers can take them: such layers, pools, residual sums, and changes of layout between them. Its scale is that which the
/// layer behind it wants; a value that only sums take is held more finely, in fractions of the sum's scale.
final class IntegerPart {
  private final Plan plan;
  private final Step[] steps;
  private final IntegerKernels kernels;
  private final Map<Integer, IntegerValue> values = new HashMap<>();

  private IntegerPart(Plan plan, Step[] steps, IntegerKernels kernels) {
    this.plan = plan;
    this.steps = steps;
    this.kernels = kernels;
    for (int step = steps.length - 1; step >= 0; step--) {
      int storage = plan.resultOf(step);
      wanted(storage).ifPresent(value -> values.put(storage, value));
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int step = 0; step < steps.length; step++) {
        int storage = plan.resultOf(step);
        if (values.containsKey(storage) && !(canLeave(step) && isTakenByAll(storage))) {
          values.remove(storage);
          changed = true;
        }
      }
    }
  }

  /// What the steps become, and how each storage is held; the same steps and nothing where no layer asks for integers.
  static Result of(Plan plan, Step[] steps, Optional<IntegerKernels> kernels) {
    boolean asked = false;
    for (Step step : steps) {
      asked |= step instanceof WeightedStep weighted && isIntegerOnly(weighted.compressed());
    }
    if (!asked || kernels.isEmpty()) {
      return new Result(List.of(steps), Map.of());
    }
    IntegerPart part = new IntegerPart(plan, steps, kernels.get());
    return new Result(List.of(part.rewritten()), Map.copyOf(part.values));
  }

  /// Steps, and the integer storages among theirs.
  record Result(List<Step> steps, Map<Integer, IntegerValue> values) {}

  private static boolean isIntegerOnly(CompressedLayer layer) {
    return layer.weights() instanceof GridConv grid
        && grid.isIntegerOnly()
        && !layer.activations().isFloat();
  }

  private List<Integer> readers(int storage) {
    List<Integer> readers = new ArrayList<>();
    for (int step = 0; step < steps.length; step++) {
      if (plan.inputsOf(step).contains(storage)) {
        readers.add(step);
      }
    }
    return readers;
  }

  /// How the readers of a storage want it; nothing when one of them takes floats.
  private Optional<IntegerValue> wanted(int storage) {
    if (storage == plan.output().storage()) {
      return Optional.empty();
    }
    Optional<IntegerValue> asLayer = Optional.empty();
    Optional<IntegerValue> asOperand = Optional.empty();
    for (int reader : readers(storage)) {
      switch (steps[reader]) {
        case WeightedStep weighted when isIntegerOnly(weighted.compressed()) -> {
          IntegerValue value = IntegerValue.of(weighted.compressed().activations().grid());
          if (asLayer.isPresent() && !asLayer.get().equals(value)) {
            return Optional.empty();
          }
          asLayer = Optional.of(value);
        }
        case PoolStep pool when pool.isAverage() -> {
          // A mean has a smaller bound than what it is taken of.
          IntegerValue value = values.get(plan.resultOf(reader));
          if (value == null) {
            return Optional.empty();
          }
          asOperand = asOperand.or(() -> Optional.of(IntegerValue.operandOf(value)));
        }
        case PoolStep _, CopyStep _ -> {
          IntegerValue value = values.get(plan.resultOf(reader));
          if (value == null || (asLayer.isPresent() && !asLayer.get().equals(value))) {
            return Optional.empty();
          }
          asLayer = Optional.of(value);
        }
        case BinaryStep sum when sum.isPlainSum() -> {
          IntegerValue value = values.get(plan.resultOf(reader));
          if (value == null) {
            return Optional.empty();
          }
          asOperand = asOperand.or(() -> Optional.of(IntegerValue.operandOf(value)));
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    Optional<IntegerValue> operand = asOperand;
    return asLayer.or(() -> operand);
  }

  /// Whether a step can leave integers behind, as things stand.
  private boolean canLeave(int step) {
    return switch (steps[step]) {
      case WeightedStep weighted -> isIntegerOnly(weighted.compressed());
      case PoolStep _ -> plan.inputsOf(step).stream().allMatch(values::containsKey);
      case CopyStep copy ->
          copy.copies().size() == 1 && plan.inputsOf(step).stream().allMatch(values::containsKey);
      case BinaryStep sum ->
          sum.isPlainSum() && plan.inputsOf(step).stream().allMatch(values::containsKey);
      default -> false;
    };
  }

  /// Whether all readers take integers, as things stand.
  private boolean isTakenByAll(int storage) {
    for (int reader : readers(storage)) {
      boolean takes =
          steps[reader] instanceof WeightedStep || values.containsKey(plan.resultOf(reader));
      if (!takes) {
        return false;
      }
    }
    return true;
  }

  private Step[] rewritten() {
    Step[] made = steps.clone();
    for (int step = 0; step < made.length; step++) {
      int to = plan.resultOf(step);
      IntegerValue value = values.get(to);
      if (made[step] instanceof WeightedStep weighted && isIntegerOnly(weighted.compressed())) {
        made[step] =
            new IntegerConvolutionStep(
                weighted.part(),
                weighted.compressed(),
                !values.containsKey(weighted.part().from()),
                Optional.ofNullable(value),
                kernels);
      } else if (value != null && made[step] instanceof PoolStep pool) {
        made[step] = pool.inIntegers(known(plan.inputsOf(step).getFirst()), value);
      } else if (value != null && made[step] instanceof CopyStep copy) {
        made[step] = new IntegerCopyStep(copy.copies().getFirst(), to);
      } else if (value != null && made[step] instanceof BinaryStep sum) {
        made[step] = sum.inIntegers(known(sum.left()), known(sum.right()), value, plan.floats(to));
      }
    }
    return made;
  }

  /// What the integers of a storage stand for, where [#canLeave] made sure that it holds some.
  private IntegerValue known(int storage) {
    return Optional.ofNullable(values.get(storage)).orElseThrow();
  }
}
