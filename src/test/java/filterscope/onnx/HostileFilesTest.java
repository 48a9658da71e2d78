package filterscope.onnx;

import static filterscope.onnx.GraphFile.ints;
import static filterscope.onnx.GraphFile.refusalOf;
import static filterscope.onnx.GraphFile.value;
import static filterscope.onnx.Protos.attribute;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.tensor.Shape;
import filterscope.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are not what they claim to be get a sentence: never a stack trace, a hang or an exhausted heap.
class HostileFilesTest {
  @TempDir Path folder;

  private static GraphFile conv() {
    return GraphFile.of(13, 1, 2, 5, 5)
        .random("w", 3, 2, 3, 3)
        .node("the conv", "Conv", "x w", "y");
  }

  private Path bytes(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("file.onnx"), bytes);
  }

  @Test
  void refusesWhatIsNoFile() {
    assertThat(refusalOf(folder.resolve("none.onnx")))
        .isEqualTo("none.onnx: there is no such file; check the path.");
    assertThat(refusalOf(folder)).contains("is not a file");
  }

  @Test
  void refusesOtherFormatsByName() throws IOException {
    assertThat(refusalOf(bytes(new byte[0]))).contains("is empty");
    assertThat(refusalOf(bytes("<!DOCTYPE html><html>".getBytes(UTF_8)))).contains("is a web page");
    assertThat(refusalOf(bytes("PK\u0003\u0004archive/data.pkl".getBytes(UTF_8))))
        .contains("zip archive");
    assertThat(refusalOf(bytes("version https://git-lfs.github.com/spec/v1".getBytes(UTF_8))))
        .contains("Git LFS pointer");
    assertThat(refusalOf(bytes("just a text\n".getBytes(UTF_8)))).contains("is not an ONNX");
  }

  @Test
  void refusesAFileCutShortAnywhere() throws IOException {
    byte[] whole = conv().model().build().toByteArray();
    for (int length = 1; length < whole.length; length += 7) {
      assertThat(refusalOf(bytes(Arrays.copyOf(whole, length)))).startsWith("file.onnx: ");
    }
  }

  @Test
  void refusesOrReadsAFileWithAnyByteChanged() throws IOException {
    byte[] whole =
        conv()
            .integers("shape", 0, -1)
            .node("Reshape", "y shape", "z")
            .model()
            .build()
            .toByteArray();
    Random random = new Random(1);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] changed = whole.clone();
      for (int i = 0; i <= round % 3; i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Path file = bytes(changed);
      try {
        OnnxReader.read(file, Progress.NONE);
      } catch (BadInputException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(500, 2999);
  }

  @Test
  void refusesOrReadsARealNetworkWithBytesChanged() throws IOException {
    byte[] whole = Files.readAllBytes(SharedData.file("networks/cntk_mnist_opset8.onnx"));
    Random random = new Random(2);
    for (int round = 0; round < 300; round++) {
      byte[] changed = whole.clone();
      for (int i = 0; i < 4; i++) {
        int at = random.nextInt(4) > 0 ? random.nextInt(3000) : random.nextInt(changed.length);
        changed[at] = (byte) random.nextInt(256);
      }
      Path file = bytes(changed);
      try {
        OnnxReader.read(file, Progress.NONE);
      } catch (BadInputException e) {
        assertThat(e.sentence()).startsWith("file.onnx: ").endsWith(".");
      }
    }
  }

  @Test
  void refusesACycle() {
    String sentence =
        GraphFile.of(13, 1, 4)
            .node("a", "Add", "x loop", "y")
            .node("b", "Relu", "y", "loop")
            .refusal(folder);
    assertThat(sentence).contains("node 'a' (Add) depends on its own result");
  }

  @Test
  void refusesNamesThatNothingComputesOrThatAreComputedTwice() {
    assertThat(GraphFile.of(13, 1, 4).node("a", "Add", "x gone", "y").refusal(folder))
        .contains("takes 'gone', which nothing computes");
    assertThat(GraphFile.of(13, 1, 4).node("Relu", "x", "y").node("Tanh", "x", "y").refusal(folder))
        .contains("computes 'y' twice");
    assertThat(GraphFile.of(13, 1, 4).node("Relu", "x", "z").refusal(folder))
        .contains("nothing computes the output 'y'");
  }

  @Test
  void readsADeepGraphWithoutRecursion() {
    GraphFile file = GraphFile.of(13, 1, 4);
    int depth = 20_000;
    for (int i = depth; i > 0; i--) {
      file.node("Relu", i == 1 ? "x" : "r" + (i - 1), i == depth ? "y" : "r" + i);
    }
    assertThat(file.read(folder).layers()).hasSize(depth);
  }

  @Test
  void refusesMoreNodesThanTheLimit() {
    GraphFile file = GraphFile.of(13, 1, 4);
    NodeProto node = NodeProto.newBuilder().setOpType("Relu").addInput("x").build();
    for (int i = 0; i <= Limits.NODES; i++) {
      file.graph().addNode(node);
    }
    assertThat(file.refusal(folder)).contains("has 100001 nodes; at most 100000");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 31, Long.MAX_VALUE, 1L << 40, (1L << 28) + 1})
  void refusesHugeOrNegativeExtentsOfATensor(long extent) {
    TensorProto tensor =
        TensorProto.newBuilder().setName("w").setDataType(1).addDims(extent).addDims(4).build();
    assertThat(GraphFile.of(13, 1, 4).tensor(tensor).node("Add", "x w", "y").refusal(folder))
        .contains("tensor 'w'")
        .contains("beyond the limit");
  }

  @Test
  void refusesHugeTensorsMadeFromShapes() {
    GraphFile file =
        GraphFile.of(13, 1, 4)
            .integers("s", 1 << 20, 1 << 20)
            .node("fill", "ConstantOfShape", "s", "c")
            .node("Add", "x c", "y");
    assertThat(file.refusal(folder)).contains("node 'fill' (ConstantOfShape)", "beyond the limit");
  }

  @Test
  void refusesManyLargeTensorsBeforeTheHeapIsFull() {
    // 2 GB as 64-bit integers: within the limit of one tensor, beyond the heap's share.
    TensorProto zero = Protos.integers("", 0);
    GraphFile file = GraphFile.of(13, 1, 4).integers("s", 1L << 28);
    StringBuilder inputs = new StringBuilder("x");
    for (int i = 0; i < 40; i++) {
      file.node("ConstantOfShape", "s", "c" + i, value(zero));
      inputs.append(" c").append(i);
    }
    file.node("Concat", inputs.toString(), "y", attribute("axis", 1));
    assertThat(file.refusal(folder)).contains("needs more than the", "-Xmx");
  }

  @Test
  void refusesTensorsThatDoubleThemselves() {
    GraphFile file = GraphFile.of(13, 1, 4);
    for (int i = 0; i < 40; i++) {
      String from = i == 0 ? "x" : "c" + i;
      String to = i == 39 ? "y" : "c" + (i + 1);
      file.node("Concat", from + " " + from, to, attribute("axis", 1));
    }
    assertThat(file.refusal(folder)).contains("beyond the limit");
  }

  @Test
  void refusesAHugeInput() {
    assertThat(GraphFile.of(13, 1, 3, 1 << 20, 1 << 20).node("Relu", "x", "y").refusal(folder))
        .contains("beyond the limit");
  }

  @Test
  void refusesWindowsBeyondTheLimit() {
    for (String name : new String[] {"strides", "dilations"}) {
      String sentence =
          GraphFile.of(13, 1, 2, 5, 5)
              .random("w", 3, 2, 3, 3)
              .node("c", "Conv", "x w", "y", ints(name, 1 << 30, 1))
              .refusal(folder);
      assertThat(sentence).contains("node 'c' (Conv)", name);
    }
    assertThat(
            GraphFile.of(13, 1, 2, 5, 5)
                .node("p", "MaxPool", "x", "y", ints("kernel_shape", 9, 9))
                .refusal(folder))
        .contains("larger than the padded input");
  }

  @Test
  void refusesAnArchiveOfTinyMessagesBeforeParsingIt() throws IOException {
    // A node of no bytes takes two on the wire and a hundred on the heap: 64 MB would become 3 GB.
    ByteArrayOutputStream graph = new ByteArrayOutputStream();
    for (int i = 0; i < 16 << 20; i++) {
      graph.write(0x0A);
      graph.write(0);
    }
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    model.write(0x3A);
    for (int rest = graph.size(); ; rest >>>= 7) {
      model.write(rest < 128 ? rest : (rest & 127) | 128);
      if (rest < 128) {
        break;
      }
    }
    graph.writeTo(model);
    assertThat(refusalOf(bytes(model.toByteArray()))).contains("would take", "MB of memory");
  }

  @Test
  void stopsWhenCancelled() {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double share, String what) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    Path file = conv().write(folder);
    assertThatThrownBy(() -> OnnxReader.read(file, cancelled))
        .isInstanceOf(CancellationException.class);
  }

  private static TensorProto external(String location, String... more) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(1)
            .addDims(4)
            .setDataLocation(DataLocation.EXTERNAL);
    tensor.addExternalData(entry("location", location));
    for (int i = 0; i < more.length; i += 2) {
      tensor.addExternalData(entry(more[i], more[i + 1]));
    }
    return tensor.build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static GraphFile withExternal(TensorProto tensor) {
    return GraphFile.of(13, 1, 4).tensor(tensor).node("Add", "x w", "y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../outside.bin", "a/../../outside.bin", "", ".", "a\0b"})
  void neverOpensDataOutsideTheFolder(String location) throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.write(folder.resolve("outside.bin"), new byte[16]);
    assertThat(withExternal(external(location)).refusal(inner))
        .contains("outside the folder of the network");
  }

  @Test
  void followsNoLinkOutOfTheFolder() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.write(folder.resolve("outside.bin"), new byte[16]);
    Files.createSymbolicLink(inner.resolve("link.bin"), folder.resolve("outside.bin"));
    assertThat(withExternal(external("link.bin")).refusal(inner))
        .contains("outside the folder of the network");
  }

  @Test
  void checksOffsetAndLengthOfExternalData() throws IOException {
    Files.write(folder.resolve("data.bin"), new byte[20]);
    assertThat(withExternal(external("data.bin", "offset", "8")).refusal(folder))
        .contains("needs the bytes 8 to 24 of the data file 'data.bin', which has only 20");
    assertThat(withExternal(external("data.bin", "length", "15")).refusal(folder))
        .contains("claims 15 bytes");
    assertThat(withExternal(external("data.bin", "offset", "-4")).refusal(folder))
        .contains("as an offset or length");
    assertThat(withExternal(external("data.bin", "offset", "9223372036854775807")).refusal(folder))
        .contains("which has only 20");
    assertThat(withExternal(external("gone.bin")).refusal(folder))
        .contains("needs the data file 'gone.bin', which is not there");
    Files.createDirectory(folder.resolve("dir"));
    assertThat(withExternal(external("dir")).refusal(folder)).contains("which is not a file");
  }

  @Test
  void listsEveryUnsupportedNodeInOneSentence() {
    ModelProto model =
        GraphFile.of(13, 1, 4)
            .node("first", "Softplus", "x", "a")
            .node("", "Erf", "a", "b")
            .node("last", "Softplus", "b", "y")
            .model()
            .build();
    assertThat(refusalOf(GraphFile.write(folder, "net.onnx", model)))
        .isEqualTo(
            "net.onnx: 3 nodes are of operators that are not supported: Softplus ('first',"
                + " 'last'); Erf ('b'); export the network with simpler operators, or simplify it"
                + " with onnxsim.");
  }

  @Test
  void refusesDataOfAnotherSizeThanItsShape() {
    TensorProto shorter =
        Protos.tensor("w", Shape.of(3), new float[3]).toBuilder().setDims(0, 4).build();
    assertThat(GraphFile.of(13, 1, 4).tensor(shorter).node("Add", "x w", "y").refusal(folder))
        .contains("tensor 'w' has the shape 4 but 12 bytes of raw data instead of 16");
    TensorProto typed =
        TensorProto.newBuilder().setName("w").setDataType(1).addDims(4).addFloatData(1).build();
    assertThat(GraphFile.of(13, 1, 4).tensor(typed).node("Add", "x w", "y").refusal(folder))
        .contains("but 1 numbers instead of 4");
  }

  @Test
  void refusesElementTypesThatAreNotRead() {
    TensorProto text = TensorProto.newBuilder().setName("w").setDataType(8).addDims(1).build();
    assertThat(GraphFile.of(13, 1, 4).tensor(text).node("Add", "x w", "y").refusal(folder))
        .contains("element type string");
    TensorProto small = TensorProto.newBuilder().setName("w").setDataType(22).addDims(1).build();
    assertThat(GraphFile.of(13, 1, 4).tensor(small).node("Add", "x w", "y").refusal(folder))
        .contains("element type int4");
  }

  @Test
  void refusesAConstantThatIsNotANumber() {
    assertThat(
            GraphFile.of(13, 1, 4)
                .node("k", "Constant", "", "c", attribute("value_string", "text"))
                .node("Add", "x c", "y")
                .refusal(folder))
        .contains("node 'k' (Constant)", "text or a sparse tensor");
    TensorProto two = Protos.tensor("", Shape.of(2), new float[2]);
    assertThat(
            GraphFile.of(13, 1, 4)
                .integers("s", 4)
                .node("ConstantOfShape", "s", "c", value(two))
                .node("Add", "x c", "y")
                .refusal(folder))
        .contains("where one number belongs");
  }
}
