package filterscope.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import filterscope.engine.CompiledNetwork;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedLayer;
import filterscope.method.CompressedNetwork;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.Recipe;
import filterscope.network.ConvWeights;
import filterscope.network.Dense;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// gcc compiles the header without a warning, and what it computes is what the engine computes.
class CHeaderTest {
  @TempDir Path folder;

  @Test
  void restoresEveryWeightToTheBit() throws IOException, InterruptedException {
    for (Worlds.Named named : Worlds.compressed()) {
      StringBuilder main = new StringBuilder();
      StringBuilder expected = new StringBuilder();
      for (Layer layer : named.network().network().weightedLayers()) {
        if (named.network().layer(layer.name()) instanceof GridConv
            || named.network().layer(layer.name()) instanceof FloatConv) {
          ConvWeights weights = named.network().effectiveWeights(layer.name());
          main.append(
              "for (uint32_t i = 0; i < %d; i++) { float w = %s_weight(i); uint32_t u; memcpy(&u, &w, 4); printf(\"%%08x\\n\", u); }\n"
                  .formatted(weights.size(), layer.name()));
          for (float value : weights.values()) {
            expected.append("%08x\n".formatted(Float.floatToRawIntBits(value)));
          }
        }
      }
      assertThat(run(named.network(), main.toString()))
          .as(named.name())
          .isEqualTo(expected.toString());
    }
  }

  @Test
  void computesALayerAsTheEngineDoes() throws IOException, InterruptedException {
    for (Worlds.Named named : Worlds.compressed()) {
      if (!(named.network().layer("head") instanceof GridConv grid)
          || !named.network().activations("head").isFloat()) {
        continue;
      }
      String computed =
          run(
              named.network(),
              """
              for (uint32_t f = 0; f < HEAD_FILTERS; f++) {
                float sum = head_bias[f];
                for (uint32_t c = 0; c < HEAD_CHANNELS; c++)
                  sum += head_weight(f * HEAD_CHANNELS + c) * (float)(1 + c);
                printf("%.9g\\n", sum);
              }
              """);
      float[] expected = engine(named.network(), grid);
      List<String> lines = computed.lines().toList();
      assertThat(lines).hasSize(expected.length);
      for (int index = 0; index < expected.length; index++) {
        assertThat(Float.parseFloat(lines.get(index))).isCloseTo(expected[index], within(1e-4f));
      }
    }
  }

  private static float[] engine(CompressedNetwork whole, GridConv grid) {
    Dense dense = (Dense) whole.network().layer("head").operator();
    int channels = dense.weights().channels();
    Network alone =
        new Network(
            "alone",
            "x",
            Shape.of(1, channels),
            List.of(new Layer("head", dense, List.of("x"))),
            "head");
    CompressedNetwork compressed =
        CompressedNetwork.stored(
            alone,
            new Recipe(Map.of("head", whole.recipe().of("head").orElseThrow())),
            Map.of("head", new CompressedLayer(grid, whole.activations("head"))));
    CompiledNetwork compiled = CompiledNetwork.compile(compressed, new ScalarFloatKernels());
    float[] image = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      image[channel] = 1 + channel;
    }
    float[] output = new float[dense.weights().filters()];
    compiled.run(image, compiled.newScratch(), output);
    return output;
  }

  private String run(CompressedNetwork network, String body)
      throws IOException, InterruptedException {
    Subject subject =
        new Subject("net", network, Optional.empty(), Worlds.claims(network), Optional.empty());
    Files.writeString(folder.resolve("net.h"), CHeader.of(subject));
    Path main =
        Files.writeString(
            folder.resolve("main.c"),
            "#include \"net.h\"\n#include <stdio.h>\n#include <string.h>\nint main(void) {\n"
                + body
                + "return 0; }\n");
    Path program = folder.resolve("main");
    String complaints =
        run(
            "gcc",
            "-std=c99",
            "-Wall",
            "-Wextra",
            "-Wno-unused",
            "-Werror",
            "-o",
            program.toString(),
            main.toString());
    assertThat(complaints).isEmpty();
    return run(program.toString());
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true).start();
    } catch (IOException e) {
      System.err.println("SKIPPED for want of gcc: " + e.getMessage());
      assumeTrue(false, "gcc is not on the PATH");
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
