package filterscope.onnx;

import static filterscope.onnx.GraphFile.describe;
import static filterscope.onnx.GraphFile.ints;
import static filterscope.onnx.GraphFile.refusalOf;
import static filterscope.onnx.Protos.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import filterscope.network.Constant;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Pool;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.protobuf.ByteString;

/// What the reader makes of files, beyond the numbers that the referee tests compare.
class OnnxReaderTest {
  @TempDir Path folder;

  private static GraphFile image(long opset) {
    return GraphFile.of(opset, -1, 2, 5, 5);
  }

  @Test
  void namesLayersAfterTheirNodesOrElseTheirOutputs() {
    GraphFile file =
        image(13)
            .node("one", "Relu", "x", "a")
            .node("twice", "Relu", "a", "b")
            .node("twice", "Relu", "b", "c")
            .node("", "Relu", "c", "d")
            .node("x", "Relu", "d", "e")
            .node("d", "Relu", "e", "y");
    assertThat(describe(file.read(folder)))
        .containsExactly(
            "one: ReLU(x) 1×2×5×5",
            "b: ReLU(one) 1×2×5×5",
            "c: ReLU(b) 1×2×5×5",
            "d: ReLU(c) 1×2×5×5",
            "e: ReLU(d) 1×2×5×5",
            "y: ReLU(e) 1×2×5×5");
  }

  @Test
  void namesTheNetworkAfterItsFileAndTellsWhereItComesFrom() {
    OnnxModel model = image(11).node("Relu", "x", "y").model(folder);
    assertThat(model.network().name()).isEqualTo("network");
    assertThat(model.producer()).isEqualTo("test 1");
    assertThat(model.opset()).isEqualTo(11);
    assertThat(model.sha256()).matches("[0-9a-f]{64}");
    assertThat(model.notes()).isEmpty();
  }

  @Test
  void usesTheFirstOfSeveralOutputsAndSaysSo() {
    OnnxModel model =
        image(13).output("z").node("Relu", "x", "y").node("Softplus", "y", "z").model(folder);
    assertThat(model.network().layers()).hasSize(1);
    assertThat(model.notes())
        .containsExactly("The network has 2 outputs; the first, 'y', is used, not 'z'.");
  }

  @Test
  void takesInitialisersListedAsInputsForWhatTheyAre() {
    GraphFile file =
        image(7)
            .input("w", ElementType.FLOAT, 3, 2, 3, 3)
            .random("w", 3, 2, 3, 3)
            .node("Conv", "x w", "y");
    assertThat(describe(file.read(folder))).containsExactly("y: Conv 3×3(x) 1×3×3×3");
  }

  @Test
  void makesMatMulAndAddOneDenseLayerUnderTheNameOfTheMatMul() {
    Network network =
        GraphFile.of(13, -1, 2)
            .floats("w", Shape.of(2, 3), 1, 2, 3, 4, 5, 6)
            .floats("b", Shape.of(3), 7, 8, 9)
            .node("product", "MatMul", "x w", "p")
            .node("bias", "Add", "p b", "y")
            .read(folder);
    assertThat(describe(network)).containsExactly("product: Dense(x) 1×3");
    Dense dense = (Dense) network.layer("product").operator();
    assertThat(dense.weights().values()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(dense.bias().orElseThrow().values()).containsExactly(7, 8, 9);
    assertThat(network.output()).isEqualTo("product");
  }

  @Test
  void keepsAnAdditionThatIsNotOneNumberForEachFilter() {
    Network network =
        image(13)
            .random("w", 5, 2, 1, 1)
            .random("k", 5, 5, 5)
            .node("Conv", "x w", "c")
            .node("Add", "c k", "y")
            .read(folder);
    assertThat(network.layers()).hasSize(3);
    assertThat(network.layer("k").operator()).isInstanceOf(Constant.class);
  }

  @Test
  void leavesOutWhatTheOutputDoesNotNeed() {
    Network network =
        image(13)
            .node("Relu", "x", "y")
            .node("Tanh", "y", "unused")
            .node("SomethingNew", "unused", "more")
            .read(folder);
    assertThat(network.layers()).hasSize(1);
  }

  @Test
  void ordersNodesThatTheFileDoesNot() {
    Network network =
        image(13)
            .node("c", "Relu", "b1", "y")
            .node("b", "Tanh", "a1", "b1")
            .node("a", "Sigmoid", "x", "a1")
            .read(folder);
    assertThat(network.layers()).extracting("name").containsExactly("a", "b", "c");
  }

  /// Worked out by hand: 5 rows in strides of 2 give 3, whose windows reach (3−1)·2 + 5 = 9 over 5 rows: 4 are missing.
  @Test
  void padsDilatedWindowsToTheSameExtent() {
    Network network =
        image(13)
            .random("w", 1, 2, 3, 2)
            .node(
                "c",
                "Conv",
                "x w",
                "y",
                attribute("auto_pad", "SAME_LOWER"),
                ints("strides", 2, 1),
                ints("dilations", 2, 3))
            .read(folder);
    Window window = ((Convolution) network.layer("c").operator()).window();
    assertThat(window).isEqualTo(new Window(3, 2, 2, 1, 2, 3, 2, 2, 2, 1));
    assertThat(network.outputShape()).hasToString("1×1×3×5");
  }

  @Test
  void readsOneImageOfAFixedBatchAndSaysSo() {
    OnnxModel model =
        GraphFile.of(9, 10, 4, 3, 3)
            .integers("s", 10, 36)
            .node("Reshape", "x s", "y")
            .model(folder);
    assertThat(model.network().inputShape()).hasToString("1×4×3×3");
    assertThat(model.network().outputShape()).hasToString("1×36");
    assertThat(model.notes())
        .containsExactly("The file fixes a batch of 10 images; it is read as one image.");
  }

  @Test
  void refusesToMixTheImagesOfAFixedBatch() {
    assertThat(
            GraphFile.of(13, 10, 4, 3, 3)
                .node("t", "Transpose", "x", "y", ints("perm", 1, 0, 2, 3))
                .refusal(folder))
        .contains("node 't' (Transpose): mixes the 10 images of the batch that the file fixes");
    assertThat(
            GraphFile.of(13, 10, 4, 3, 3)
                .random("k", 10, 4, 3, 3)
                .node("a", "Add", "x k", "y")
                .refusal(folder))
        .contains("node 'a' (Add): mixes the 10 images");
    assertThat(
            GraphFile.of(13, 10, 4)
                .node("c", "Concat", "x x", "y", attribute("axis", 0))
                .refusal(folder))
        .contains("node 'c' (Concat): mixes the 10 images");
  }

  @Test
  void readsExternalDataAtItsOffset() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      bytes.putFloat(i);
    }
    Files.createDirectory(folder.resolve("data"));
    Files.write(folder.resolve("data/weights.bin"), bytes.array());
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(1)
            .addDims(4)
            .setDataLocation(DataLocation.EXTERNAL);
    String[] entries = {"location", "data/weights.bin", "offset", "8", "length", "16"};
    for (int i = 0; i < entries.length; i += 2) {
      tensor.addExternalData(
          StringStringEntryProto.newBuilder().setKey(entries[i]).setValue(entries[i + 1]));
    }
    Network network =
        GraphFile.of(13, 1, 4).tensor(tensor.build()).node("Add", "x w", "y").read(folder);
    assertThat(((Constant) network.layer("w").operator()).value().values())
        .containsExactly(2, 3, 4, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 9, 12, 13})
  void decodesWholeNumbersOfEveryTypeRawAndTyped(int number) {
    ElementType type = ElementType.of(number);
    long[] values = {0, 1, 100, type.lowest() < 0 ? -5 : 200};
    if (type == ElementType.BOOL) {
      values = new long[] {0, 1, 1, 0};
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    TensorProto.Builder typed = TensorProto.newBuilder().setDataType(number).addDims(4);
    for (long value : values) {
      for (int i = 0; i < type.bytes(); i++) {
        raw.put((byte) (value >> (8 * i)));
      }
      switch (type) {
        case INT64 -> typed.addInt64Data(value);
        case UINT32, UINT64 -> typed.addUint64Data(value);
        default -> typed.addInt32Data((int) value);
      }
    }
    TensorReader reader = new TensorReader(new ExternalData(folder), new Budget(1 << 20));
    assertThat(reader.read(typed.build()).wholes()).containsExactly(values);
    TensorProto.Builder packed = TensorProto.newBuilder().setDataType(number).addDims(4);
    packed.setRawData(ByteString.copyFrom(raw.array()));
    assertThat(reader.read(packed.build()).wholes()).containsExactly(values);
  }

  @Test
  void refusesOneDimensionalConvolutionsAndPoolings() {
    GraphFile conv = GraphFile.of(13, 1, 2, 9).random("w", 3, 2, 3).node("c", "Conv", "x w", "y");
    assertThat(conv.refusal(folder))
        .isEqualTo(
            "network.onnx: node 'c' (Conv): is one-dimensional, and only two-dimensional"
                + " convolutions and poolings are supported; open a network for images.");
    GraphFile pool =
        GraphFile.of(13, 1, 2, 9).node("p", "MaxPool", "x", "y", ints("kernel_shape", 2));
    assertThat(pool.refusal(folder)).contains("node 'p' (MaxPool): is one-dimensional");
  }

  @Test
  void refusesComputedWeights() {
    GraphFile file =
        GraphFile.of(13, 1, 2, 3, 3).node("r", "Relu", "x", "w").node("c", "Conv", "x w", "y");
    assertThat(file.refusal(folder))
        .contains("node 'c' (Conv): has weights that the network computes");
  }

  @Test
  void refusesOpsetsBeforeSeven() {
    assertThat(image(6).node("Relu", "x", "y").refusal(folder))
        .contains(
            "uses opset 6; opsets from 7 on are read; convert it with onnx.version_converter");
  }

  @Test
  void refusesOpenExtentsAndSeveralInputs() {
    assertThat(GraphFile.of(13, 1, 3, -1, 32).node("Relu", "x", "y").refusal(folder))
        .contains("leaves axis 2 of its input 'x' open ('N')");
    assertThat(
            image(13)
                .input("second", ElementType.FLOAT, 1, 2, 5, 5)
                .node("Add", "x second", "y")
                .refusal(folder))
        .contains("has 2 inputs ('x', 'second')");
    assertThat(image(13).random("k", 1, 4).node("Identity", "k", "y").refusal(folder))
        .contains("does not depend on any input");
  }

  @Test
  void refusesASecondResultThatIsNotComputed() {
    GraphFile file =
        image(13)
            .node("p", "MaxPool", "x", "m i", ints("kernel_shape", 2, 2))
            .node("a", "Add", "m i", "y");
    assertThat(file.refusal(folder)).contains("takes 'i', a second result");
  }

  @ParameterizedTest
  @CsvSource({
    "BatchNormalization, training_mode, in training mode",
    "BatchNormalization, spatial, for every pixel"
  })
  void refusesBatchNormalisationsOfOtherKinds(String operator, String name, String reason) {
    GraphFile file =
        image(14)
            .random("s", 2)
            .node("n", operator, "x s s s s", "y", attribute(name, name.equals("spatial") ? 0 : 1));
    assertThat(file.refusal(folder)).contains("node 'n'").contains(reason);
  }

  @Test
  void refusesOtherDomains() {
    GraphFile file = image(13).node("q", "BipolarQuant", "x", "y");
    file.graph().getNodeBuilder(0).setDomain("onnx.brevitas");
    assertThat(refusalOf(file.write(folder)))
        .contains("BipolarQuant of the domain 'onnx.brevitas' ('q')");
  }

  @Test
  void readsAnAverageThatCountsItsPadding() {
    Network network =
        image(11)
            .node(
                "p",
                "AveragePool",
                "x",
                "y",
                ints("kernel_shape", 3, 3),
                attribute("count_include_pad", 1),
                attribute("ceil_mode", 1))
            .read(folder);
    Operator expected = new Pool(Pool.Kind.AVERAGE, Window.square(3, 1, 0), true, true);
    assertThat(network.layer("p").operator()).isEqualTo(expected);
  }
}
