package filterscope.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which buffer each storage uses. Storages whose spans do not overlap share one; an elementwise step writes over its
/// input when nobody needs that any more.
final class BufferPlan {
  private final int[] slotOf;
  private final List<Integer> capacities = new ArrayList<>();

  /// @param steps how many there are
  /// @param inPlace the storage that a step may write over, by the storage that it fills
  BufferPlan(List<Storage> storages, int steps, Map<Integer, Integer> inPlace) {
    slotOf = new int[storages.size()];
    java.util.Arrays.fill(slotOf, -1);
    List<Integer> free = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      List<Integer> handedOn = new ArrayList<>();
      for (Storage storage : storages) {
        if (storage.born() == step) {
          Integer over = inPlace.get(storage.id());
          if (over != null
              && storages.get(over).isBuffer()
              && storages.get(over).lastUse() == step) {
            slotOf[storage.id()] = slotOf[over];
            handedOn.add(over);
          } else {
            slotOf[storage.id()] = take(free, storage.floats());
          }
        }
      }
      for (Storage storage : storages) {
        if (storage.isBuffer() && storage.lastUse() == step && !handedOn.contains(storage.id())) {
          free.add(slotOf[storage.id()]);
        }
      }
    }
  }

  /// The smallest free buffer that is large enough; else the largest one, grown; else a new one.
  private int take(List<Integer> free, int floats) {
    int best = -1;
    for (int slot : free) {
      if (best < 0 || isBetter(capacities.get(slot), capacities.get(best), floats)) {
        best = slot;
      }
    }
    if (best < 0) {
      capacities.add(floats);
      return capacities.size() - 1;
    }
    free.remove(/* element */ (Integer) best);
    capacities.set(best, Math.max(capacities.get(best), floats));
    return best;
  }

  private static boolean isBetter(int candidate, int best, int floats) {
    return best < floats ? candidate > best : candidate >= floats && candidate < best;
  }

  /// The buffer of a storage, or −1 for the image and constants.
  int slotOf(int storage) {
    return slotOf[storage];
  }

  /// Floats of every buffer.
  List<Integer> capacities() {
    return List.copyOf(capacities);
  }

  long floats() {
    return capacities.stream().mapToLong(Integer::longValue).sum();
  }
}
