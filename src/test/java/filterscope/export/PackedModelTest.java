package filterscope.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.measure.Footprint;
import filterscope.method.CompressedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A packed model is the compressed network itself, in as many bytes as the memory meter shows and a header.
class PackedModelTest {
  @TempDir Path folder;

  static Stream<Worlds.Named> compressedNetworks() {
    return Worlds.compressed().stream();
  }

  @ParameterizedTest
  @MethodSource("compressedNetworks")
  void takesAsManyBytesAsTheMemoryMeterShows(Worlds.Named named) throws IOException {
    Path file = folder.resolve("model.fsc");
    PackedSize size = PackedModel.write(named.network(), Optional.empty(), claims(named), file);
    assertThat(size.payloadBytes()).isEqualTo(Footprint.of(named.network()).compressedBytes());
    assertThat(size.fileBytes()).isEqualTo(Files.size(file));
    assertThat(PackedModel.read(file).size()).isEqualTo(size);
  }

  @ParameterizedTest
  @MethodSource("compressedNetworks")
  void runsToTheBitAsTheNetworkThatWasWritten(Worlds.Named named) {
    CompressedNetwork again = again(named);
    float[] image = new float[named.network().network().inputShape().size()];
    Random random = new Random(3);
    for (int run = 0; run < 4; run++) {
      for (int index = 0; index < image.length; index++) {
        image[index] = (float) random.nextGaussian();
      }
      assertThat(run(again, image)).isEqualTo(run(named.network(), image));
    }
  }

  @ParameterizedTest
  @MethodSource("compressedNetworks")
  void isTheSameFileWhenItIsWrittenAgain(Worlds.Named named) throws IOException {
    Path file = folder.resolve("model.fsc");
    PackedModel.write(named.network(), Optional.empty(), claims(named), file);
    PackedModel read = PackedModel.read(file);
    Path second = folder.resolve("again.fsc");
    PackedModel.write(read.network(), read.card(), read.claims(), second);
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sorted", "optimal"})
  void storesFiltersThatShareAScaleBehindOneAnother(String order) {
    CompressedNetwork network = Worlds.ordered(order);
    Path file = folder.resolve("model.fsc");
    PackedSize size = PackedModel.write(network, Optional.empty(), Worlds.claims(network), file);
    assertThat(size.payloadBytes()).isEqualTo(Footprint.of(network).compressedBytes());
    float[] image = new float[network.network().inputShape().size()];
    for (int index = 0; index < image.length; index++) {
      image[index] = (float) Math.sin(index);
    }
    List<Float> before = run(network, image);
    List<Float> after = run(PackedModel.read(file).network(), image);
    for (int logit = 0; logit < before.size(); logit++) {
      assertThat(after.get(logit)).isCloseTo(before.get(logit), within(1e-4f));
    }
  }

  @Test
  void keepsEveryOperator() throws IOException {
    for (CompressedNetwork network : Worlds.everyOperator()) {
      Path file = folder.resolve("one.fsc");
      PackedModel.write(network, Optional.empty(), Worlds.claims(network), file);
      PackedModel read = PackedModel.read(file);
      assertThat(read.size().payloadBytes()).isEqualTo(Footprint.of(network).compressedBytes());
      Path second = folder.resolve("two.fsc");
      PackedModel.write(read.network(), read.card(), read.claims(), second);
      assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(file));
    }
  }

  @Test
  void readsAGridWorkedOutByHand() throws IOException {
    // Two filters of one weight each, 2 bits on the odd grid, one scale of 0.5: levels −3 and 1
    // have codes 0 and 2, low bits
    // first 0b1000, behind the scale of 32 bits.
    PayloadWriter payload = new PayloadWriter();
    payload.float32(0.5f);
    payload.code(GridCodec.code(filterscope.method.Grid.ODD, 2, -3), 2);
    payload.code(GridCodec.code(filterscope.method.Grid.ODD, 2, 1), 2);
    assertThat(payload.size()).isEqualTo(new PayloadSize(1, 0, 4));
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    payload.writeTo(bytes);
    assertThat(bytes.toByteArray()).containsExactly(0, 0, 0, 0x3F, 0b1000);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = bytes();
    Path file = folder.resolve("cut.fsc");
    for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      refuses(file);
    }
  }

  @Test
  void refusesEveryFlippedBit() throws IOException {
    byte[] whole = bytes();
    Path file = folder.resolve("flipped.fsc");
    Random random = new Random(11);
    for (int turn = 0; turn < 200; turn++) {
      byte[] flipped = whole.clone();
      int at = turn < 64 ? turn : random.nextInt(flipped.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      refuses(file);
    }
  }

  private void refuses(Path file) {
    assertThatThrownBy(() -> PackedModel.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(String.valueOf(file.getFileName()));
  }

  private byte[] bytes() throws IOException {
    Worlds.Named named = Worlds.compressed().getFirst();
    Path file = folder.resolve("whole.fsc");
    PackedModel.write(named.network(), Optional.empty(), claims(named), file);
    return Files.readAllBytes(file);
  }

  private CompressedNetwork again(Worlds.Named named) {
    Path file = folder.resolve("model.fsc");
    PackedModel.write(named.network(), Optional.empty(), claims(named), file);
    return PackedModel.read(file).network();
  }

  private static Claims claims(Worlds.Named named) {
    return Worlds.claims(named.network());
  }

  private static List<Float> run(CompressedNetwork network, float[] image) {
    CompiledNetwork compiled = CompiledNetwork.compile(network, new ScalarFloatKernels());
    float[] output = new float[compiled.outputShape().size()];
    compiled.run(image, compiled.newScratch(), output);
    Float[] boxed = new Float[output.length];
    Arrays.setAll(boxed, index -> output[index]);
    return List.of(boxed);
  }
}
