package filterscope.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One option for each layer, chosen so that together they cost little and do little damage: the multiple-choice knapsack, by
/// dynamic programming over the layers. Damage is taken to add up, which measuring has to confirm.
///
/// @param cost of all layers together
/// @param damage of all layers together
/// @param choice by layer, the index of its option
record Allocation(double cost, double damage, List<Integer> choice) {
  /// An option of one layer.
  record Option(double cost, double damage) {}

  /// All allocations that no other beats in cost and damage at once, cheapest first.
  ///
  /// @param most how many are kept after each layer; the front is exact where there are never more
  static List<Allocation> front(List<List<Option>> layers, int most) {
    List<Allocation> front = List.of(new Allocation(0, 0, List.of()));
    for (List<Option> options : layers) {
      List<Allocation> longer = new ArrayList<>();
      for (Allocation allocation : front) {
        for (int index = 0; index < options.size(); index++) {
          longer.add(allocation.with(options.get(index), index));
        }
      }
      front = thinned(undominated(longer), most);
    }
    return front;
  }

  private Allocation with(Option option, int index) {
    List<Integer> longer = new ArrayList<>(choice);
    longer.add(index);
    return new Allocation(cost + option.cost(), damage + option.damage(), longer);
  }

  private static List<Allocation> undominated(List<Allocation> allocations) {
    allocations.sort(
        Comparator.comparingDouble(Allocation::cost).thenComparingDouble(Allocation::damage));
    List<Allocation> kept = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (Allocation allocation : allocations) {
      if (allocation.damage() < least) {
        least = allocation.damage();
        kept.add(allocation);
      }
    }
    return kept;
  }

  private static List<Allocation> thinned(List<Allocation> front, int most) {
    if (front.size() <= most) {
      return front;
    }
    List<Allocation> kept = new ArrayList<>();
    for (int index = 0; index < most; index++) {
      kept.add(front.get((int) ((long) index * (front.size() - 1) / (most - 1))));
    }
    return kept;
  }

  /// The same with another option for one layer.
  Allocation replaced(int layer, int index, List<Option> options) {
    Option before = options.get(choice.get(layer));
    Option after = options.get(index);
    List<Integer> changed = new ArrayList<>(choice);
    changed.set(layer, index);
    return new Allocation(
        cost - before.cost() + after.cost(), damage - before.damage() + after.damage(), changed);
  }
}
