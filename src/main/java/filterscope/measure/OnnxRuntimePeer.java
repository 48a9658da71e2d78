package filterscope.measure;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import filterscope.job.BadInputException;
import filterscope.network.Network;
import filterscope.onnx.OnnxWriter;
import filterscope.tensor.Shape;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A float network in ONNX Runtime on one thread, one image at a time: what a user would run it with instead of our engine.
/// Image and result lie in memory that both sides share. Not thread-safe.
public final class OnnxRuntimePeer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxRuntimePeer.class);

  /// Writing and opening a larger network takes longer than people wait for a figure.
  private static final long MOST_PARAMETERS = 100_000_000;

  private final OrtSession session;
  private final FloatBuffer image;
  private final OnnxTensor input;
  private final OnnxTensor output;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  private OnnxRuntimePeer(OrtSession session, Network network, OrtEnvironment environment)
      throws OrtException {
    this.session = session;
    this.image = OnnxRuntime.floats(network.inputShape().size());
    this.input = OnnxTensor.createTensor(environment, image, extents(network.inputShape()));
    this.output =
        OnnxTensor.createTensor(
            environment,
            OnnxRuntime.floats(network.outputShape().size()),
            extents(network.outputShape()));
    this.inputs = Map.of(session.getInputNames().iterator().next(), input);
    this.outputs = Map.of(session.getOutputNames().iterator().next(), output);
  }

  /// The network in ONNX Runtime; nothing, and a line in the log, where its library is not there, the network is very large or
  /// ONNX Runtime refuses it.
  public static Optional<OnnxRuntimePeer> open(Network network) {
    if (network.parameters() > MOST_PARAMETERS) {
      LOG.info("Not timed beside ONNX Runtime: {} is too large for that.", network.name());
      return Optional.empty();
    }
    try {
      Path file = Files.createTempFile("filterscope", ".onnx");
      try {
        OnnxWriter.write(network, file, Map.of());
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession.SessionOptions options = OnnxRuntime.oneThread()) {
          OrtSession session = environment.createSession(file.toString(), options);
          return Optional.of(new OnnxRuntimePeer(session, network, environment));
        }
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException | OrtException | BadInputException | LinkageError e) {
      LOG.info("Not timed beside ONNX Runtime: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static long[] extents(Shape shape) {
    long[] extents = new long[shape.rank()];
    java.util.Arrays.setAll(extents, shape::extent);
    return extents;
  }

  /// Runs one image in the axis order of the network, row-major.
  void run(float[] values) {
    image.put(0, values, 0, image.capacity());
    try {
      session.run(inputs, Set.of(), outputs).close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime stopped: " + e.getMessage(), e);
    }
  }

  /// What the last run left.
  float[] result() {
    FloatBuffer values = output.getFloatBuffer();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return copy;
  }

  @Override
  public void close() {
    input.close();
    output.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime did not close: " + e.getMessage(), e);
    }
  }
}
