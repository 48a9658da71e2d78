package filterscope.method.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TruncatedSvdTest {
  private static float[] random(int count) {
    Random random = new Random(count);
    float[] values = new float[count];
    for (int index = 0; index < count; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return values;
  }

  /// `‖M − P·Q‖²`.
  private static double error(float[] matrix, int rows, int columns, int rank) {
    TruncatedSvd.Factors factors = new TruncatedSvd(matrix, rows, columns).factors(rank);
    double error = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = matrix[row * columns + column];
        for (int r = 0; r < rank; r++) {
          value -= (double) factors.p()[row * rank + r] * factors.q()[r * columns + column];
        }
        error += value * value;
      }
    }
    return error;
  }

  @Test
  void findsTheSingularValuesOfAMatrixWhoseOnesAreKnown() {
    // [[3, 0], [4, 5]] has the singular values √45 and √5.
    TruncatedSvd svd = new TruncatedSvd(new float[] {3, 0, 4, 5}, 2, 2);
    assertThat(svd.energy(0)).isCloseTo(45, offset(1e-9));
    assertThat(svd.energy(1)).isCloseTo(5, offset(1e-9));
    assertThat(svd.rankFor(0.9)).isEqualTo(1);
    assertThat(svd.rankFor(0.91)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "7, 1", "2, 5", "5, 2", "9, 9", "24, 40", "40, 24", "64, 63"})
  void theErrorIsTheEnergyThatIsCutOff(int rows, int columns) {
    float[] matrix = random(rows * columns);
    TruncatedSvd svd = new TruncatedSvd(matrix, rows, columns);
    assertThat(svd.fullRank()).isEqualTo(Math.min(rows, columns));
    for (int rank = 1; rank <= svd.fullRank(); rank += 1 + svd.fullRank() / 4) {
      double cut = 0;
      for (int place = rank; place < svd.fullRank(); place++) {
        cut += svd.energy(place);
      }
      assertThat(error(matrix, rows, columns, rank)).isCloseTo(cut, offset(1e-6 * rows * columns));
    }
  }

  @Test
  void aMatrixOfRankOneNeedsOne() {
    float[] matrix = new float[6 * 4];
    for (int index = 0; index < matrix.length; index++) {
      matrix[index] = (index / 4 + 1) * (index % 4 - 1.5f);
    }
    assertThat(new TruncatedSvd(matrix, 6, 4).rankFor(0.999999)).isEqualTo(1);
    assertThat(error(matrix, 6, 4, 1)).isLessThan(1e-8);
  }

  @Test
  void copesWithZeros() {
    assertThat(error(new float[12], 3, 4, 2)).isZero();
    assertThat(new TruncatedSvd(new float[12], 3, 4).rankFor(0.9)).isEqualTo(1);
  }
}
