package filterscope.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
  @Test
  void givesFrequentSymbolsShortCodesInCanonicalOrder() {
    HuffmanCode code = HuffmanCode.of(new long[] {1, 5, 0, 2, 9});
    assertThat(code.length(4)).isEqualTo(1);
    assertThat(code.length(1)).isEqualTo(2);
    assertThat(code.length(0)).isEqualTo(3);
    assertThat(code.length(3)).isEqualTo(3);
    assertThat(code.length(2)).isZero();
    assertThat(code.code(4)).isEqualTo(0b0);
    assertThat(code.code(1)).isEqualTo(0b10);
    assertThat(code.code(0)).isEqualTo(0b110);
    assertThat(code.code(3)).isEqualTo(0b111);
  }

  @Test
  void spendsOneBitOnASingleSymbol() {
    HuffmanCode code = HuffmanCode.of(new long[] {0, 7});
    assertThat(code.length(1)).isEqualTo(1);
    assertThat(code.code(1)).isZero();
  }

  @Test
  void readsBackWhatItWroteBothWays() {
    Random random = new Random(3);
    for (int size : new int[] {1, 2, 3, 17, 300}) {
      int[] text = new int[1000];
      long[] counts = new long[size];
      for (int at = 0; at < text.length; at++) {
        text[at] = (int) (size * Math.pow(random.nextDouble(), 4));
        counts[text[at]]++;
      }
      HuffmanCode code = HuffmanCode.of(counts);
      BitWriter writer = new BitWriter();
      for (int symbol : text) {
        code.write(writer, symbol);
      }
      BitReader plain = new BitReader(writer.words());
      HuffmanCode.Decoder fast = code.decoder(writer.words());
      for (int symbol : text) {
        assertThat(code.read(plain)).isEqualTo(symbol);
        assertThat(fast.next()).isEqualTo(symbol);
      }
      assertThat(plain.position()).isEqualTo(writer.bits());
    }
  }

  @Test
  void levelsCountsThatWouldMakeCodesTooLong() {
    long[] fibonacci = new long[60];
    fibonacci[0] = 1;
    fibonacci[1] = 1;
    for (int index = 2; index < fibonacci.length; index++) {
      fibonacci[index] = fibonacci[index - 1] + fibonacci[index - 2];
    }
    HuffmanCode code = HuffmanCode.of(fibonacci);
    BitWriter writer = new BitWriter();
    for (int symbol = 0; symbol < fibonacci.length; symbol++) {
      assertThat(code.length(symbol)).isBetween(1, HuffmanCode.LONGEST);
      code.write(writer, symbol);
    }
    HuffmanCode.Decoder reader = code.decoder(writer.words());
    for (int symbol = 0; symbol < fibonacci.length; symbol++) {
      assertThat(reader.next()).isEqualTo(symbol);
    }
  }

  @Test
  void staysWithinABitOfTheEntropy() {
    long[] counts = {50, 25, 13, 7, 3, 2};
    HuffmanCode code = HuffmanCode.of(counts);
    double mean = 0;
    double entropy = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      double share = counts[symbol] / 100.0;
      mean += share * code.length(symbol);
      entropy -= share * Math.log(share) / Math.log(2);
    }
    assertThat(mean).isBetween(entropy, entropy + 1);
  }

  @Test
  void refusesLengthsOfNoCode() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HuffmanCode(new int[] {1, 1, 1}));
  }

  @Test
  void writesBitsFromTheHighestOn() {
    BitWriter writer = new BitWriter();
    writer.write(0b101, 3);
    writer.write(-1, 32);
    writer.write(0, 1);
    writer.write(1, 1);
    assertThat(writer.bits()).isEqualTo(37);
    assertThat(writer.words()).containsExactly(0xBFFF_FFFF, 0xE800_0000);
    BitReader reader = new BitReader(writer.words());
    assertThat(reader.read(3)).isEqualTo(0b101);
    assertThat(reader.read(32)).isEqualTo(-1);
    assertThat(reader.read(2)).isEqualTo(1);
  }
}
