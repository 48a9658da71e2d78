package filterscope.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import filterscope.method.CompressedNetwork;
import filterscope.network.Network;
import filterscope.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Runs a file by ONNX Runtime, on one thread and unless told otherwise without graph optimisations, and by our reader and
/// engine.
final class Referee implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String input;
  private final TensorInfo info;
  private final CompiledNetwork ours;
  private final Scratch scratch;

  Referee(Path file) {
    this(file, OrtSession.SessionOptions.OptLevel.NO_OPT);
  }

  Referee(Path file, OrtSession.SessionOptions.OptLevel level) {
    ours =
        CompiledNetwork.compile(
            CompressedNetwork.uncompressed(OnnxReader.read(file, Progress.NONE).network()),
            Backend.best());
    scratch = ours.newScratch();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(level);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      session = environment.createSession(file.toString(), options);
      // Old files list initialisers among the inputs; the network's own is not one of them.
      input = ours.source().network().input();
      info = (TensorInfo) Objects.requireNonNull(session.getInputInfo().get(input)).getInfo();
    } catch (OrtException e) {
      throw new AssertionError("ONNX Runtime refuses the file: " + e.getMessage(), e);
    }
  }

  Shape inputShape() {
    return ours.inputShape();
  }

  float[] ours(float[] image) {
    float[] output = new float[ours.outputShape().size()];
    ours.run(image.clone(), scratch, output);
    return output;
  }

  Network network() {
    return ours.source().network();
  }

  /// What ONNX Runtime computes under all the names that the file lists as outputs.
  Map<String, float[]> allOfTheirs(float[] image) {
    try (OnnxTensor tensor = tensor(image, network().inputShape());
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      Map<String, float[]> values = new HashMap<>();
      for (Map.Entry<String, OnnxValue> entry : result) {
        values.put(entry.getKey(), floats((OnnxTensor) entry.getValue()));
      }
      return values;
    } catch (OrtException e) {
      throw new AssertionError("ONNX Runtime does not run the file: " + e.getMessage(), e);
    }
  }

  private OnnxTensor tensor(float[] values, Shape shape) throws OrtException {
    return tensor(values, Arrays.stream(shape.toArray()).asLongStream().toArray());
  }

  /// The image is repeated to fill a batch that the file fixes; the first result is returned.
  float[] theirs(float[] image) {
    int batch = (int) Math.max(1, info.getShape()[0]);
    float[] images = new float[batch * image.length];
    for (int i = 0; i < batch; i++) {
      System.arraycopy(image, 0, images, i * image.length, image.length);
    }
    float[] outputs = theirs(images, batch);
    return Arrays.copyOf(outputs, outputs.length / batch);
  }

  /// The results for several images.
  float[] theirs(float[] images, int batch) {
    long[] shape = info.getShape().clone();
    shape[0] = batch;
    try (OnnxTensor tensor = tensor(images, shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      return floats((OnnxTensor) result.get(0));
    } catch (OrtException e) {
      throw new AssertionError("ONNX Runtime does not run the file: " + e.getMessage(), e);
    }
  }

  private OnnxTensor tensor(float[] values, long[] shape) throws OrtException {
    return switch (info.type) {
      case FLOAT -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
      case FLOAT16 -> {
        ShortBuffer halves =
            ByteBuffer.allocateDirect(2 * values.length)
                .order(ByteOrder.nativeOrder())
                .asShortBuffer();
        for (float value : values) {
          halves.put(Float.floatToFloat16(value));
        }
        yield OnnxTensor.createTensor(environment, halves.flip(), shape, OnnxJavaType.FLOAT16);
      }
      case UINT8 -> {
        ByteBuffer bytes = ByteBuffer.allocateDirect(values.length);
        for (float value : values) {
          bytes.put((byte) (int) value);
        }
        yield OnnxTensor.createTensor(environment, bytes.flip(), shape, OnnxJavaType.UINT8);
      }
      default -> throw new AssertionError("input of type " + info.type);
    };
  }

  private static float[] floats(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  /// The greatest difference, relative to the range of what ONNX Runtime computes.
  static double difference(float[] ours, float[] theirs) {
    if (ours.length != theirs.length) {
      throw new AssertionError(ours.length + " numbers instead of " + theirs.length);
    }
    double least = 0;
    double most = 0;
    double difference = 0;
    for (int i = 0; i < ours.length; i++) {
      least = Math.min(least, theirs[i]);
      most = Math.max(most, theirs[i]);
      double here = Math.abs(ours[i] - theirs[i]);
      if (Float.isNaN(ours[i]) != Float.isNaN(theirs[i])) {
        here = Double.POSITIVE_INFINITY;
      }
      difference = Float.isNaN(ours[i]) ? difference : Math.max(difference, here);
    }
    return difference / Math.max(most - least, 1e-6);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }
}
