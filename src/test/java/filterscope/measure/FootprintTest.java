package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import filterscope.method.CompressedNetwork;
import filterscope.network.Network;
import org.junit.jupiter.api.Test;

class FootprintTest {
  @Test
  void countsEveryKindOfBit() {
    Network network = SmallNetworks.classifier();
    Footprint footprint =
        Footprint.of(
            SmallNetworks.compressed(
                network, "weight-bits", "2", "group", "2", "scale-bits", "16"));
    long weights = 5 * 3 * 9 + 6 * 5 * 9 + 8 * 6 * 9 + 7 * 8;
    assertThat(footprint.weights()).isEqualTo(weights);
    assertThat(footprint.codeBits()).isEqualTo(2 * weights);
    assertThat(footprint.scaleBits()).isEqualTo(16 * (3 + 3 + 4 + 4));
    assertThat(footprint.biasBits()).isEqualTo(32 * (6 + 8 + 7));
    assertThat(footprint.batchNormBits()).isEqualTo(32 * 4 * (5 + 6));
    assertThat(footprint.floatWeightBits()).isZero();
    assertThat(footprint.otherBits()).isEqualTo(32 * 6);
    assertThat(footprint.baselineBits()).isEqualTo(32 * network.parameters());
    assertThat(footprint.compressedBits())
        .isEqualTo(
            footprint.codeBits()
                + footprint.scaleBits()
                + footprint.biasBits()
                + footprint.batchNormBits()
                + footprint.floatBits());
    assertThat(footprint.bitsPerWeight()).isCloseTo(2 + 16.0 * 14 / weights, offset(1e-12));
  }

  @Test
  void countsUnderOtherAssumptions() {
    Network network = SmallNetworks.classifier();
    CompressedNetwork compressed =
        SmallNetworks.compressed(network, "weight-bits", "2", "group", "2", "scale-bits", "16");
    assertThat(MemoryModel.AS_STORED.count(compressed)).isEqualTo(Footprint.of(compressed));
    Footprint halves = new MemoryModel(16, true, true).count(compressed);
    assertThat(halves.biasBits()).isEqualTo(16 * (6 + 8 + 7));
    assertThat(halves.scaleBits()).isEqualTo(16 * (3 + 3 + 4 + 4));
    assertThat(halves.baselineBits()).isEqualTo(16 * network.parameters());
    Footprint withoutNorm = new MemoryModel(32, true, false).count(compressed);
    assertThat(withoutNorm.biasBits() + withoutNorm.batchNormBits()).isZero();
    assertThat(withoutNorm.baselineBits())
        .isEqualTo(32 * (network.parameters() - (6 + 8 + 7) - 4 * (5 + 6)));
    Footprint inner = new MemoryModel(32, false, true).count(compressed);
    long weights = 6 * 5 * 9 + 8 * 6 * 9;
    assertThat(inner.weights()).isEqualTo(weights);
    assertThat(inner.codeBits()).isEqualTo(2 * weights);
    assertThat(inner.scaleBits()).isEqualTo(16 * (3 + 4));
    assertThat(inner.biasBits()).isEqualTo(32 * (6 + 8));
    assertThat(inner.baselineBits()).isEqualTo(32 * (network.parameters() - 5 * 3 * 9 - 7 * 8 - 7));
  }

  @Test
  void isTheFloatNetworkWhereNothingIsCompressed() {
    Footprint footprint = Footprint.of(CompressedNetwork.uncompressed(SmallNetworks.classifier()));
    assertThat(footprint.compressedBits()).isEqualTo(footprint.baselineBits());
    assertThat(footprint.ratio()).isEqualTo(1);
    assertThat(footprint.bitsPerWeight()).isEqualTo(32);
    assertThat(footprint.floatBytes()).isEqualTo(4 * SmallNetworks.classifier().parameters());
  }

  @Test
  void reproducesTheRatiosOfTilesOfKernels() {
    Network network = SmallNetworks.oneConvolution(SmallNetworks.random(64, 4, 3, 5));
    int[] sharing = {1, 2, 4, 8, 64};
    double[] ratios = {7.0, 11.5, 16.9, 22.2, 30.3};
    for (int index = 0; index < sharing.length; index++) {
      Footprint footprint =
          Footprint.of(
              SmallNetworks.compressed(
                  network,
                  "weight-bits",
                  "1",
                  "axis",
                  "kernels",
                  "group-in",
                  "1",
                  "group",
                  Integer.toString(sharing[index])));
      assertThat(footprint.ratio()).isCloseTo(ratios[index], offset(0.051));
    }
  }

  @Test
  void needsNoMoreWithLargerGroupsAndNoLessWithMoreBits() {
    Network network = SmallNetworks.classifier();
    long before = Long.MAX_VALUE;
    for (int group = 1; group <= 9; group++) {
      long bits =
          Footprint.of(SmallNetworks.compressed(network, "group", Integer.toString(group)))
              .compressedBits();
      assertThat(bits).isLessThanOrEqualTo(before);
      before = bits;
    }
    before = 0;
    for (int width = 1; width <= 8; width++) {
      long bits =
          Footprint.of(SmallNetworks.compressed(network, "weight-bits", Integer.toString(width)))
              .compressedBits();
      assertThat(bits).isGreaterThan(before);
      before = bits;
    }
  }
}
