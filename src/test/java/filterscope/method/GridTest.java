package filterscope.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import filterscope.network.ConvWeights;
import org.junit.jupiter.api.Test;

class GridTest {
  @Test
  void reachesAsFarAsItsBitsAllow() {
    assertThat(Grid.ODD.top(1)).isEqualTo(1);
    assertThat(Grid.ODD.top(8)).isEqualTo(255);
    assertThat(Grid.SYMMETRIC.top(2)).isEqualTo(1);
    assertThat(Grid.SYMMETRIC.top(8)).isEqualTo(127);
  }

  @Test
  void takesTheNearestLevelAndClips() {
    assertThat(Grid.ODD.nearest(1.9, 2)).isEqualTo(1);
    assertThat(Grid.ODD.nearest(2.1, 2)).isEqualTo(3);
    assertThat(Grid.ODD.nearest(-0.1, 2)).isEqualTo(-1);
    assertThat(Grid.ODD.nearest(-1e30, 2)).isEqualTo(-3);
    assertThat(Grid.ODD.nearest(Double.POSITIVE_INFINITY, 3)).isEqualTo(7);
    assertThat(Grid.SYMMETRIC.nearest(0.4, 3)).isZero();
    assertThat(Grid.SYMMETRIC.nearest(-9, 3)).isEqualTo(-3);
  }

  @Test
  void callsZeroPlusOneAtOneBit() {
    assertThat(Grid.ODD.nearest(0.0, 1)).isEqualTo(1);
    assertThat(Grid.ODD.nearest(-0.0, 1)).isEqualTo(1);
    assertThat(Grid.ODD.nearest(-Float.MIN_VALUE, 1)).isEqualTo(-1);
  }

  @Test
  void aStoredFormRefusesLevelsAndScalesThatDoNotFit() {
    ConvWeights like = new ConvWeights(2, 1, 1, 1, new float[2]);
    Grouping grouping = Grouping.filters(2, 1, 2);
    float[] scale = {1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GridConv(like, Grid.ODD, 2, new short[] {1, 2}, grouping, scale, 32))
        .withMessageContaining("not on the grid");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new GridConv(like, Grid.ODD, 1, new short[] {1, 1}, grouping, new float[2], 32))
        .withMessageContaining("as many scales");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new GridConv(like, Grid.ODD, 1, new short[] {1, 1}, grouping, new float[] {0.1f}, 16))
        .withMessageContaining("16 bits");
  }
}
