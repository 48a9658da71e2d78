package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.method.Grouping;
import filterscope.method.Settings;
import filterscope.network.ConvWeights;
import org.junit.jupiter.api.Test;

class SharingPriceTest {
  @Test
  void isTheSpreadOfTheFiltersOwnScalesTimesTheirSize() {
    ConvWeights weights = new ConvWeights(3, 1, 1, 2, new float[] {1, -1, 3, -3, 5, 5});
    SharingPrice price = SharingPrice.ofOneBit(weights, Grouping.filters(3, 1, 2));
    assertThat(price.ownScale(0)).isEqualTo(1);
    assertThat(price.ownScale(1)).isEqualTo(3);
    assertThat(price.sharedScale(0)).isEqualTo(2);
    assertThat(price.price(0)).isEqualTo(2 * (1 + 1));
    assertThat(price.price(1)).isZero();
    assertThat(price.total()).isEqualTo(4);
  }

  @Test
  void equalsTheDifferenceOfBothErrorsWhicheverAxisShares() {
    for (long seed = 0; seed < 5; seed++) {
      ConvWeights weights = SmallNetworks.random(13, 6, 3, seed);
      for (String group : new String[] {"1", "2", "5", "13", "99"}) {
        for (String axis : new String[] {"filters", "kernels"}) {
          for (String bits : new String[] {"1", "3"}) {
            Settings shared =
                SmallNetworks.settings(
                    "weight-bits", bits, "group", group, "axis", axis, "group-in", "4");
            Settings own =
                SmallNetworks.settings(
                    "weight-bits", bits, "group", "1", "axis", axis, "group-in", "1");
            double expected = error(weights, shared) - error(weights, own);
            SharingPrice price = SharingPrice.of(weights, shared);
            assertThat(price.total()).isCloseTo(expected, within(1e-5 * weights.size()));
            assertThat(price.members().groups()).isEqualTo(axis.equals("filters") ? 13 : 13 * 6);
          }
        }
      }
    }
  }

  @Test
  void isFreeWhereNobodyShares() {
    ConvWeights weights = SmallNetworks.random(7, 3, 3, 1);
    for (String bits : new String[] {"1", "2", "8"}) {
      assertThat(
              SharingPrice.of(weights, SmallNetworks.settings("weight-bits", bits, "group", "1"))
                  .total())
          .isZero();
    }
  }

  @Test
  void neverFallsWhenGroupsAreMerged() {
    ConvWeights weights = SmallNetworks.random(32, 3, 3, 9);
    double before = 0;
    for (int group = 1; group <= 32; group *= 2) {
      double price = SharingPrice.ofOneBit(weights, Grouping.filters(32, 3, group)).total();
      assertThat(price).isGreaterThanOrEqualTo(before);
      before = price;
    }
  }

  private static double error(ConvWeights weights, Settings settings) {
    return WeightError.of(weights, SmallNetworks.method().compress(weights, settings).restore())
        .squaredError();
  }
}
