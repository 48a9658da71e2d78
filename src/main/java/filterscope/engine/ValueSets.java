package filterscope.engine;

import filterscope.kernel.ActivationGrid;
import filterscope.network.Activation;
import filterscope.network.Arithmetic;
import filterscope.network.Concat;
import filterscope.network.Constant;
import filterscope.network.Gather;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Pad;
import filterscope.network.Pool;
import filterscope.network.Reshape;
import filterscope.network.Slice;
import filterscope.network.Transpose;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Which few numbers the values of a network can be at all, found from its operators alone: behind a Sign there are −1, 0 and
/// 1, and behind `Sign(Sign(x) + 0.1)`, as Larq writes it, −1 and 1. Networks that were trained binary elsewhere are
/// recognised by that.
final class ValueSets {
  /// Larger sets are of no use.
  private static final int MOST = 4;

  private final Map<String, Set<Float>> sets = new HashMap<>();

  ValueSets(Network network) {
    for (Layer layer : network.layers()) {
      of(layer).filter(set -> set.size() <= MOST).ifPresent(set -> sets.put(layer.name(), set));
    }
  }

  /// The coarsest grid on which a value lies: signs, or −1, 0 and 1; float where it may be anything else.
  ActivationGrid grid(String value) {
    Set<Float> set = sets.get(value);
    if (set == null || set.isEmpty()) {
      return new ActivationGrid.Floats();
    }
    if (Set.of(-1f, 1f).containsAll(set)) {
      return new ActivationGrid.Sign();
    }
    return Set.of(-1f, 0f, 1f).containsAll(set)
        ? new ActivationGrid.Signed(2, 1)
        : new ActivationGrid.Floats();
  }

  private Optional<Set<Float>> of(Layer layer) {
    Operator operator = layer.operator();
    return switch (operator) {
      case Constant constant -> constants(constant);
      case Activation activation -> activation(activation, layer);
      case Arithmetic arithmetic -> arithmetic(arithmetic, layer);
      case Pad pad ->
          pad.mode() == Pad.Mode.CONSTANT
              ? input(layer, 0).map(set -> with(set, pad.value()))
              : input(layer, 0);
      case Concat _ -> union(layer);
      case Pool pool when pool.kind() == Pool.Kind.MAXIMUM -> input(layer, 0);
      case Transpose _, Reshape _, Slice _, Gather _ -> input(layer, 0);
      default -> Optional.empty();
    };
  }

  private Optional<Set<Float>> input(Layer layer, int index) {
    return Optional.ofNullable(sets.get(layer.inputs().get(index)));
  }

  private static Optional<Set<Float>> constants(Constant constant) {
    Set<Float> set = new TreeSet<>();
    for (float value : constant.value().values()) {
      set.add(plain(value));
      if (set.size() > MOST) {
        return Optional.empty();
      }
    }
    return Optional.of(set);
  }

  private Optional<Set<Float>> activation(Activation activation, Layer layer) {
    Optional<Set<Float>> known = input(layer, 0).map(set -> mapped(set, activation::apply));
    return known.isPresent() || activation.kind() != Activation.Kind.SIGN
        ? known
        : Optional.of(Set.of(-1f, 0f, 1f));
  }

  private Optional<Set<Float>> arithmetic(Arithmetic arithmetic, Layer layer) {
    Optional<Set<Float>> left = input(layer, 0);
    Optional<Set<Float>> right = input(layer, 1);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Set<Float> result = new TreeSet<>();
    for (float a : left.get()) {
      for (float b : right.get()) {
        result.add(
            plain(
                switch (arithmetic.kind()) {
                  case ADD -> a + b;
                  case SUBTRACT -> a - b;
                  case MULTIPLY -> a * b;
                  case DIVIDE -> a / b;
                }));
      }
    }
    return Optional.of(result);
  }

  private Optional<Set<Float>> union(Layer layer) {
    Set<Float> result = new TreeSet<>();
    for (int index = 0; index < layer.inputs().size(); index++) {
      Optional<Set<Float>> set = input(layer, index);
      if (set.isEmpty()) {
        return set;
      }
      result.addAll(set.get());
    }
    return Optional.of(result);
  }

  private static Set<Float> with(Set<Float> set, float value) {
    Set<Float> result = new TreeSet<>(set);
    result.add(plain(value));
    return result;
  }

  private static Set<Float> mapped(Set<Float> set, UnaryOperator<Float> function) {
    Set<Float> result = new TreeSet<>();
    set.forEach(value -> result.add(plain(function.apply(value))));
    return result;
  }

  /// Without a negative zero.
  private static float plain(float value) {
    return value + 0f;
  }
}
