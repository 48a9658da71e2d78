package filterscope.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.network.Network;
import filterscope.onnx.OnnxReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both ONNX forms hold the network that the program shows: read back they compute the same, to rounding.
class OnnxExportTest {
  @TempDir Path folder;

  static Stream<Worlds.Named> compressedNetworks() {
    return Worlds.compressed().stream();
  }

  @ParameterizedTest
  @MethodSource("compressedNetworks")
  void computesTheSameFromFloats(Worlds.Named named) {
    Path file = folder.resolve("floats.onnx");
    OnnxExport.writeFloats(Worlds.subject(named.network()), Optional.empty(), file);
    assertComputesTheSame(named.network(), file);
  }

  @ParameterizedTest
  @MethodSource("compressedNetworks")
  void computesTheSameFromIntegers(Worlds.Named named) {
    Path file = folder.resolve("integers.onnx");
    OnnxExport.writeIntegers(Worlds.subject(named.network()), Optional.empty(), file);
    assertComputesTheSame(named.network(), file);
    Map<String, String> metadata = OnnxReader.metadata(file);
    assertThat(metadata).containsKeys(OnnxExport.RECIPE, OnnxExport.CLAIMS);
  }

  private static void assertComputesTheSame(CompressedNetwork network, Path file) {
    Network read = OnnxReader.read(file, Progress.NONE).network();
    CompiledNetwork ours = CompiledNetwork.compile(network, new ScalarFloatKernels());
    CompiledNetwork theirs =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(read), new ScalarFloatKernels());
    float[] image = new float[ours.inputShape().size()];
    float[] expected = new float[ours.outputShape().size()];
    float[] actual = new float[expected.length];
    Random random = new Random(17);
    for (int index = 0; index < image.length; index++) {
      image[index] = (float) random.nextGaussian();
    }
    ours.run(image, ours.newScratch(), expected);
    theirs.run(image, theirs.newScratch(), actual);
    for (int index = 0; index < expected.length; index++) {
      assertThat(actual[index])
          .isCloseTo(expected[index], within(1e-4f + 1e-4f * Math.abs(expected[index])));
    }
  }
}
