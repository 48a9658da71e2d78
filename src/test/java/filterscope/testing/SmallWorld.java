package filterscope.testing;

import filterscope.engine.CompiledNetwork;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
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
import filterscope.study.Machine;
import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A folder with everything that the program opens, small: a network of three convolutions (`conv1`, `conv2`, `conv3`) and a
/// dense layer (`head`) for 8×8 grey pictures of four classes, 64 noise pictures labelled with the network's own answers (so that
/// the float network is always right), a card that ties them together, and a file that is no network.
public final class SmallWorld {
  /// How many pictures there are.
  public static final int IMAGES = 64;

  private static final int SIDE = 8;
  private static final int CLASSES = 4;

  private final Path folder;

  /// Writes the files.
  public SmallWorld(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder.resolve("small"));
      OnnxWriter.write(network(), onnx(), Map.of());
      byte[] pictures = new byte[IMAGES * SIDE * SIDE];
      new Random(7).nextBytes(pictures);
      Files.write(pictures(), idx(pictures, IMAGES, SIDE, SIDE));
      Files.write(labels(), idx(labels(pictures), IMAGES));
      Files.writeString(
          folder.resolve("small").resolve("card.json"),
          """
          {"title": "Small", "task": "noise",
           "preparation": {"resize": 0, "crop": 0, "channels": "GREY", "scale": 0.00392156862745098,
                           "mean": [0.5], "std": [0.25]},
           "classes": ["a", "b", "c", "d"],
           "data": "idx:images-idx3-ubyte,labels-idx1-ubyte"}
          """);
      Files.createDirectories(folder.resolve("bare"));
      Files.copy(onnx(), bareNetwork());
      Files.writeString(broken(), "this is no network");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pictures() {
    return folder.resolve("small").resolve("images-idx3-ubyte");
  }

  private Path labels() {
    return folder.resolve("small").resolve("labels-idx1-ubyte");
  }

  /// The network with its card.
  public Path onnx() {
    return folder.resolve("small").resolve("small.onnx");
  }

  /// The same network without a card.
  public Path bareNetwork() {
    return folder.resolve("bare").resolve("bare.onnx");
  }

  /// A file that is called a network and is none.
  public Path broken() {
    return folder.resolve("broken.onnx");
  }

  /// The pictures and their labels.
  public List<Path> images() {
    return List.of(pictures(), labels());
  }

  /// The folder of all this: samples are found in it.
  public Path folder() {
    return folder;
  }

  /// The kernels that tests run on.
  public static FloatKernels kernels() {
    return new ScalarFloatKernels();
  }

  /// What tests measure with: one thread, and a stopwatch that stops after the fewest turns.
  public static Machine machine() {
    return new Machine(SmallWorld::kernels, 1, Duration.ofMillis(1));
  }

  private static Network network() {
    return new Network(
        "small",
        "image",
        Shape.of(1, 1, SIDE, SIDE),
        List.of(
            convolution("conv1", "image", 8, 1, 1),
            new Layer("relu1", Activation.relu(), List.of("conv1")),
            convolution("conv2", "relu1", 16, 8, 2),
            new Layer("relu2", Activation.relu(), List.of("conv2")),
            convolution("conv3", "relu2", 16, 16, 3),
            new Layer("pool", new GlobalPool(Pool.Kind.AVERAGE), List.of("conv3")),
            new Layer("flat", new Reshape(Shape.of(1, 16)), List.of("pool")),
            new Layer(
                "head", new Dense(random(CLASSES, 16, 1, 4), Optional.empty()), List.of("flat"))),
        "head");
  }

  private static Layer convolution(String name, String input, int filters, int channels, int seed) {
    return new Layer(
        name,
        new Convolution(
            random(filters, channels, 3, seed),
            Optional.of(Tensor.vector(new float[filters])),
            Window.square(3, 1, 1),
            1),
        List.of(input));
  }

  private static ConvWeights random(int filters, int channels, int kernel, int seed) {
    Random random = new Random(seed);
    float[] values = new float[filters * channels * kernel * kernel];
    for (int index = 0; index < values.length; index++) {
      double spread = 0.2 + index / (channels * kernel * kernel) % 5;
      values[index] = (float) (random.nextGaussian() * spread / Math.sqrt(channels * 9.0));
    }
    return new ConvWeights(filters, channels, kernel, kernel, values);
  }

  private static byte[] labels(byte[] pictures) {
    CompiledNetwork network =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network()), kernels());
    var scratch = network.newScratch();
    byte[] labels = new byte[IMAGES];
    float[] image = new float[SIDE * SIDE];
    float[] output = new float[CLASSES];
    for (int index = 0; index < IMAGES; index++) {
      for (int pixel = 0; pixel < image.length; pixel++) {
        image[pixel] = ((pictures[index * image.length + pixel] & 255) / 255f - 0.5f) / 0.25f;
      }
      network.run(image, scratch, output);
      for (int of = 1; of < CLASSES; of++) {
        labels[index] = output[of] > output[labels[index]] ? (byte) of : labels[index];
      }
    }
    return labels;
  }

  private static byte[] idx(byte[] values, int... extents) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * extents.length + values.length);
    file.putInt(0x0800 | extents.length);
    for (int extent : extents) {
      file.putInt(extent);
    }
    return file.put(values).array();
  }
}
