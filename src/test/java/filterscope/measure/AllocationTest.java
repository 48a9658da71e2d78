package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.measure.Allocation.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AllocationTest {
  @Test
  void spendsWhereItPreventsTheMostDamage() {
    List<List<Option>> layers =
        List.of(
            List.of(new Option(10, 0), new Option(1, 5)),
            List.of(new Option(10, 0), new Option(1, 1)));
    List<Allocation> front = Allocation.front(layers, 100);
    assertThat(front).extracting(Allocation::cost).containsExactly(2.0, 11.0, 20.0);
    assertThat(front).extracting(Allocation::damage).containsExactly(6.0, 1.0, 0.0);
    assertThat(front.get(1).choice()).containsExactly(0, 1);
  }

  @Test
  void findsTheWholeFrontOfAllCombinations() {
    Random random = new Random(4);
    for (int round = 0; round < 30; round++) {
      List<List<Option>> layers = new ArrayList<>();
      for (int layer = 0; layer < 4; layer++) {
        List<Option> options = new ArrayList<>();
        for (int index = 0; index < 4; index++) {
          options.add(new Option(random.nextInt(20), random.nextInt(20)));
        }
        layers.add(options);
      }
      List<Allocation> all = new ArrayList<>();
      for (int code = 0; code < 256; code++) {
        double cost = 0;
        double damage = 0;
        List<Integer> choice = new ArrayList<>();
        for (int layer = 0; layer < 4; layer++) {
          int index = (code >> (2 * layer)) & 3;
          choice.add(index);
          cost += layers.get(layer).get(index).cost();
          damage += layers.get(layer).get(index).damage();
        }
        all.add(new Allocation(cost, damage, choice));
      }
      List<Allocation> expected =
          ParetoFront.of(all, Allocation::cost, allocation -> -allocation.damage());
      List<Allocation> found = Allocation.front(layers, 1000);
      assertThat(found).extracting(Allocation::cost).isEqualTo(costs(expected));
      for (int index = 0; index < found.size(); index++) {
        assertThat(found.get(index).damage()).isCloseTo(expected.get(index).damage(), within(1e-9));
      }
    }
  }

  private static List<Double> costs(List<Allocation> allocations) {
    return allocations.stream().map(Allocation::cost).toList();
  }

  @Test
  void keepsBothEndsWhenItHasToThin() {
    List<List<Option>> layers = new ArrayList<>();
    for (int layer = 0; layer < 6; layer++) {
      layers.add(List.of(new Option(0, 1 << layer), new Option(1 << layer, 0)));
    }
    List<Allocation> thin = Allocation.front(layers, 5);
    assertThat(thin).hasSizeLessThanOrEqualTo(5);
    assertThat(thin.getFirst().cost()).isZero();
    assertThat(thin.getLast().damage()).isZero();
  }

  @Test
  void replacesTheOptionOfOneLayer() {
    List<Option> options = List.of(new Option(10, 0), new Option(1, 5));
    Allocation allocation = new Allocation(14, 2, List.of(0, 3));
    assertThat(allocation.replaced(0, 1, options)).isEqualTo(new Allocation(5, 7, List.of(1, 3)));
  }
}
