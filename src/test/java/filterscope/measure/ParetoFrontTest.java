package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {
  private record Spot(String name, double cost, double gain) {}

  private static List<String> front(Spot... spots) {
    return ParetoFront.of(List.of(spots), Spot::cost, Spot::gain).stream().map(Spot::name).toList();
  }

  @Test
  void keepsWhatNothingBeatsInBothCheapestFirst() {
    assertThat(
            front(
                new Spot("dear and good", 9, 0.9),
                new Spot("beaten", 5, 0.4),
                new Spot("cheap and poor", 1, 0.2),
                new Spot("fair", 4, 0.5)))
        .containsExactly("cheap and poor", "fair", "dear and good");
  }

  @Test
  void takesTheBetterOfTwoThatCostTheSameAndTheFirstOfTwins() {
    assertThat(
            front(
                new Spot("worse", 2, 0.3),
                new Spot("better", 2, 0.6),
                new Spot("twin", 2, 0.6),
                new Spot("as good, dearer", 3, 0.6)))
        .containsExactly("better");
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    assertThat(front(new Spot("no accuracy", 1, Double.NaN), new Spot("measured", 2, 0)))
        .containsExactly("measured");
  }

  @Test
  void isExactlyTheSetOfSpotsThatNoOtherBeats() {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      List<Spot> spots = new ArrayList<>();
      for (int index = 0; index < 12; index++) {
        spots.add(new Spot("" + index, random.nextInt(8), random.nextInt(8)));
      }
      List<Spot> front = ParetoFront.of(spots, Spot::cost, Spot::gain);
      for (Spot spot : spots) {
        boolean beaten =
            spots.stream()
                .anyMatch(other ->
                    other.cost() <= spot.cost()
                        && other.gain() >= spot.gain()
                        && (other.cost() < spot.cost() || other.gain() > spot.gain()));
        boolean onFront =
            front.stream().anyMatch(f -> f.cost() == spot.cost() && f.gain() == spot.gain());
        assertThat(onFront).isEqualTo(!beaten);
      }
    }
  }
}
