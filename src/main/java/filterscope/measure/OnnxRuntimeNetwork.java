package filterscope.measure;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import filterscope.job.BadInputException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// A network file in ONNX Runtime, one image at a time, as anybody would run it: with its graph optimisations.
final class OnnxRuntimeNetwork implements AutoCloseable {
  private final OrtEnvironment environment = OnnxRuntime.environment();
  private final Path file;
  private final OrtSession session;
  private final String input;
  private final long[] shape;

  /// @throws BadInputException if ONNX Runtime refuses the file
  OnnxRuntimeNetwork(Path file) {
    this.file = file;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      session = environment.createSession(file.toString(), options);
      input = session.getInputNames().iterator().next();
      shape = ((TensorInfo) session.getInputInfo().values().iterator().next().getInfo()).getShape();
      // An open extent is the batch: one image.
      Arrays.setAll(shape, axis -> Math.max(shape[axis], 1));
    } catch (OrtException e) {
      throw refused(e);
    }
  }

  void run(float[] image, float[] output) {
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      OnnxValue value = result.get(0);
      ((OnnxTensor) value).getFloatBuffer().get(output);
    } catch (OrtException e) {
      throw refused(e);
    }
  }

  private BadInputException refused(OrtException e) {
    return new BadInputException(
        file + " is refused by ONNX Runtime (" + String.valueOf(e.getMessage()).strip() + ")", e);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime did not close: " + e.getMessage(), e);
    }
  }
}
