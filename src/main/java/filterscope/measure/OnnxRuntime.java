package filterscope.measure;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// What running anything in ONNX Runtime begins with.
final class OnnxRuntime {
  private static final long LARGE_STACK = 64L << 20;

  private OnnxRuntime() {}

  /// ONNX Runtime 1.29 needs more stack to start than a Java thread has by default, and ends the process without it.
  ///
  /// @throws LinkageError if its library is not there for this machine
  static OrtEnvironment environment() {
    LinkageError[] failure = new LinkageError[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                OrtEnvironment.getEnvironment();
              } catch (LinkageError e) {
                failure[0] = e;
              }
            },
            "onnxruntime-start",
            LARGE_STACK);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure[0] != null) {
      throw failure[0];
    }
    return OrtEnvironment.getEnvironment();
  }

  /// Options for one thread.
  static OrtSession.SessionOptions oneThread() throws OrtException {
    return threads(1);
  }

  static OrtSession.SessionOptions threads(int count) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(count);
    options.setInterOpNumThreads(1);
    return options;
  }

  /// Memory outside the heap, which tensors can share.
  static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, count))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
