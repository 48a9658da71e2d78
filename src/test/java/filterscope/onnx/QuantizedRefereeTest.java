package filterscope.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.data.Preparation.Channels;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.method.CompressedNetwork;
import filterscope.network.Dequantize;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quantized MobileNet against ONNX Runtime.
///
/// Between quantized activations a sum that falls on the middle of two steps, to within float rounding, goes to one or the
/// other by the order of its additions; from there on the difference grows from layer to layer, also between ONNX Runtime
/// with and without optimisations. So every step is compared by itself, on ONNX Runtime's own values, and the whole
/// network is held to the differences that ONNX Runtime has with itself.
class QuantizedRefereeTest {
  private static final String NAME = "networks/mobilenetv2_qdq_uint8_opset12_lanznx.onnx";
  @TempDir Path folder;

  private static Inputs images(Network network) {
    Preparation preparation =
        new Preparation(
            256,
            224,
            Channels.RGB,
            1 / 255.0,
            List.of(.485, .456, .406),
            List.of(.229, .224, .225));
    return new Inputs(
        ImageSets.open("list:" + SharedData.file("imagenet-sample/list.tsv"), Progress.NONE),
        preparation,
        network.inputShape());
  }

  @Test
  void agreesStepByStep() throws IOException {
    Path file = SharedData.file(NAME);
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    Map<String, String> values = new HashMap<>();
    GraphProto.Builder graph = model.getGraph().toBuilder();
    Network network = OnnxReader.read(file, Progress.NONE).network();
    for (NodeProto node : model.getGraph().getNodeList()) {
      boolean isDequantized =
          network.layers().stream()
              .anyMatch(layer ->
                  layer.name().equals(node.getName()) && layer.operator() instanceof Dequantize);
      if (isDequantized) {
        values.put(node.getName(), node.getOutput(0));
        if (!node.getOutput(0).equals("output")) {
          graph.addOutput(GraphFile.infoWithoutShape(node.getOutput(0), ElementType.FLOAT));
        }
      }
    }
    Path open = GraphFile.write(folder, "open.onnx", model.toBuilder().setGraph(graph).build());
    try (Referee referee = new Referee(open)) {
      Inputs images = images(network);
      float[] image = new float[images.floats()];
      int steps = 0;
      long numbers = 0;
      long different = 0;
      for (int index = 0; index < 2; index++) {
        images.prepare(index, image);
        Map<String, float[]> theirs = referee.allOfTheirs(image);
        for (Layer layer : network.layers()) {
          if (!(layer.operator() instanceof Dequantize dequantize)) {
            continue;
          }
          Layer quantize = network.layer(layer.inputs().get(0));
          String computed = quantize.inputs().get(0);
          if (computed.equals(network.input())) {
            continue;
          }
          Layer step = network.layer(computed);
          if (step.inputs().size() > 1) {
            continue;
          }
          String from = step.inputs().get(0);
          float[] output =
              run(
                  new Network(
                      layer.name(),
                      from,
                      network.shape(from),
                      List.of(step, quantize, layer),
                      layer.name()),
                  value(theirs, values, from));
          float[] expected = value(theirs, values, layer.name());
          float oneStep = dequantize.scale().value(0);
          for (int i = 0; i < output.length; i++) {
            float difference = Math.abs(output[i] - expected[i]);
            assertThat(difference).as(layer.name()).isLessThan(1.01f * oneStep);
            different += difference > 0.01f * oneStep ? 1 : 0;
          }
          numbers += output.length;
          steps++;
        }
      }
      System.out.printf("%d steps, %d of %d numbers off by one step%n", steps, different, numbers);
      assertThat(steps).isEqualTo(2 * 55);
      assertThat(different).isLessThan(numbers / 50_000);
    }
  }

  private static float[] value(
      Map<String, float[]> theirs, Map<String, String> values, String layer) {
    float[] found = theirs.get(values.getOrDefault(layer, layer));
    assertThat(found).as(layer).isNotNull();
    return found == null ? new float[0] : found;
  }

  private static float[] run(Network network, float[] image) {
    CompiledNetwork compiled =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network), Backend.best());
    float[] output = new float[network.outputShape().size()];
    compiled.run(image.clone(), compiled.newScratch(), output);
    return output;
  }

  @Test
  void differsFromOnnxRuntimeNoMoreThanThatFromItself() {
    Path file = SharedData.file(NAME);
    try (Referee plain = new Referee(file);
        Referee optimised = new Referee(file, OptLevel.ALL_OPT)) {
      Inputs images = images(plain.network());
      float[] image = new float[images.floats()];
      int count = 50;
      double ours = 0;
      double itself = 0;
      int rightOfOurs = 0;
      int rightOfTheirs = 0;
      for (int index = 0; index < count; index++) {
        images.prepare(index, image);
        float[] mine = plain.ours(image);
        float[] theirs = plain.theirs(image);
        ours += Referee.difference(mine, theirs) / count;
        itself += Referee.difference(optimised.theirs(image), theirs) / count;
        rightOfOurs += argmax(mine) == images.label(index) ? 1 : 0;
        rightOfTheirs += argmax(theirs) == images.label(index) ? 1 : 0;
      }
      System.out.printf(
          "mean difference %.4f, ONNX Runtime from itself %.4f; right %d and %d of %d%n",
          ours, itself, rightOfOurs, rightOfTheirs, count);
      assertThat(ours).isLessThan(1.2 * itself);
      assertThat(Math.abs(rightOfOurs - rightOfTheirs)).isLessThanOrEqualTo(2);
    }
  }

  private static int argmax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
