package filterscope.cli;

import filterscope.data.Card;
import filterscope.data.Preparation;
import filterscope.network.Activation;
import filterscope.network.ConvWeights;
import filterscope.network.Convolution;
import filterscope.network.Dense;
import filterscope.network.GlobalPool;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Pool;
import filterscope.network.Reshape;
import filterscope.network.Window;
import filterscope.onnx.OnnxWriter;
import filterscope.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A small untrained network in a file, with images for it.
final class TinyNetwork {
  private TinyNetwork() {}

  private static ConvWeights weights(Random random, int filters, int channels, int size) {
    float[] values = new float[filters * channels * size * size];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return new ConvWeights(filters, channels, size, size, values);
  }

  /// `1×1×8×8` grey images, three layers with weights (`first`, `middle`, `last`), three classes.
  static Network network() {
    Random random = new Random(11);
    Window window = Window.square(3, 1, 1);
    return new Network(
        "tiny",
        "image",
        Shape.of(1, 1, 8, 8),
        List.of(
            new Layer(
                "first",
                new Convolution(weights(random, 4, 1, 3), Optional.empty(), window, 1),
                List.of("image")),
            new Layer("relu", Activation.relu(), List.of("first")),
            new Layer(
                "middle",
                new Convolution(weights(random, 8, 4, 3), Optional.empty(), window, 1),
                List.of("relu")),
            new Layer("pool", new GlobalPool(Pool.Kind.AVERAGE), List.of("middle")),
            new Layer("flat", new Reshape(Shape.of(1, 8)), List.of("pool")),
            new Layer(
                "last", new Dense(weights(random, 3, 8, 1), Optional.empty()), List.of("flat"))),
        "last");
  }

  static Path onnx(Path folder) {
    Path file = folder.resolve("tiny.onnx");
    OnnxWriter.write(network(), file, Map.of());
    return file;
  }

  /// A card beside the network that names its images.
  static void card(Path folder, String data) {
    new Card(
            "A tiny network",
            "nothing",
            Preparation.plain(Preparation.Channels.GREY),
            List.of("a", "b", "c"),
            Optional.of(data),
            Map.of("seed", "11"))
        .write(folder.resolve(Card.FILE_NAME));
  }

  /// Sixty random images of 8×8 with labels up to `classes`, as a reference.
  static String images(Path folder, int classes) throws IOException {
    Random random = new Random(5);
    int count = 60;
    byte[] samples = new byte[count * 64];
    random.nextBytes(samples);
    byte[] labels = new byte[count];
    for (int index = 0; index < count; index++) {
      labels[index] = (byte) (index % classes);
    }
    idx(folder.resolve("images"), 0x803, new int[] {count, 8, 8}, samples);
    idx(folder.resolve("labels"), 0x801, new int[] {count}, labels);
    return "idx:" + folder.resolve("images") + "," + folder.resolve("labels");
  }

  private static void idx(Path file, int magic, int[] extents, byte[] payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(magic);
    for (int extent : extents) {
      out.writeInt(extent);
    }
    out.write(payload);
    Files.write(file, bytes.toByteArray());
  }
}
