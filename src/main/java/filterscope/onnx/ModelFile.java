package filterscope.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.nd4j.shade.protobuf.UnsafeByteOperations;

/// A file parsed into protocol buffers: recognised as ONNX, measured before it is parsed, its version checked.
record ModelFile(ModelProto model, String sha256, long opset) {
  private static final String FETCH = "fetch the file again, completely";

  /// @throws Refusal if the file cannot be read or is not an ONNX network of a version that is read
  static ModelFile load(Path file) {
    byte[] bytes = bytes(file);
    refuseOtherFormats(bytes);
    long heap = new WireScan(bytes).heapBytes();
    long allowed = (long) (Runtime.getRuntime().maxMemory() * Limits.HEAP_SHARE);
    if (heap > allowed) {
      throw new Refusal(
          "would take "
              + (heap >> 20)
              + " MB of memory to read, more than the "
              + (allowed >> 20)
              + " MB that a file may take",
          "start Java with a larger heap (-Xmx) if the network is really that large");
    }
    ModelProto model = parse(bytes);
    return new ModelFile(model, sha256(bytes), opset(model));
  }

  private static byte[] bytes(Path file) {
    if (!Files.exists(file)) {
      throw new Refusal("there is no such file", "check the path");
    }
    if (!Files.isRegularFile(file)) {
      throw new Refusal("is not a file", "give the path of an ONNX file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      long allowed =
          Math.min(
              Limits.FILE_BYTES, (long) (Runtime.getRuntime().maxMemory() * Limits.HEAP_SHARE));
      if (size > allowed) {
        throw new Refusal(
            "has " + (size >> 20) + " MB, more than the " + (allowed >> 20) + " MB that are read",
            "store its weights as external data, or start Java with a larger heap (-Xmx)");
      }
      if (size == 0) {
        throw new Refusal("is empty", FETCH);
      }
      return in.readNBytes((int) allowed);
    } catch (IOException e) {
      throw new Refusal("cannot be read (" + Sentences.cause(e) + ")", "check the file");
    }
  }

  private static void refuseOtherFormats(byte[] bytes) {
    String start =
        new String(Arrays.copyOf(bytes, Math.min(64, bytes.length)), StandardCharsets.ISO_8859_1);
    if (start.startsWith("version https://git-lfs")) {
      throw new Refusal(
          "is a Git LFS pointer, not the network itself",
          "fetch the network with 'git lfs pull', or download it from the project's page");
    }
    String lower = start.strip().toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype") || lower.startsWith("<html") || lower.startsWith("<?xml")) {
      throw new Refusal("is a web page, not a network", "download the file itself");
    }
    if (start.startsWith("PK\u0003\u0004")) {
      throw new Refusal(
          "is a zip archive (as PyTorch and Keras save them), not ONNX",
          "export the network to ONNX, for PyTorch with torch.onnx.export");
    }
    if (start.startsWith("\u0089HDF")) {
      throw new Refusal("is an HDF5 file, not ONNX", "convert it with tf2onnx");
    }
    if (start.startsWith("TFL3", 4)) {
      throw new Refusal("is a TensorFlow Lite network, not ONNX", "convert it with tf2onnx");
    }
  }

  /// Raw data is not copied: it stays in the array that was read.
  private static ModelProto parse(byte[] bytes) {
    try {
      ByteString wrapped = UnsafeByteOperations.unsafeWrap(bytes);
      CodedInputStream in = wrapped.newCodedInput();
      in.enableAliasing(true);
      in.setSizeLimit(Integer.MAX_VALUE);
      ModelProto model = ModelProto.parseFrom(in);
      in.checkLastTagWas(0);
      if (!model.hasGraph() || model.getOpsetImportCount() == 0) {
        throw notOnnx("no graph or no opset was found in it");
      }
      return model;
    } catch (InvalidProtocolBufferException e) {
      throw notOnnx(Sentences.cause(e));
    } catch (IOException e) {
      throw new Refusal("cannot be read (" + Sentences.cause(e) + ")", FETCH);
    }
  }

  static Refusal notOnnx(String why) {
    String clause = why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
    return new Refusal("is not an ONNX network, or was cut short (" + clause + ")", FETCH);
  }

  private static long opset(ModelProto model) {
    List<Long> versions =
        model.getOpsetImportList().stream()
            .filter(set -> isDefault(set.getDomain()))
            .map(OperatorSetIdProto::getVersion)
            .toList();
    long opset = versions.isEmpty() ? 0 : versions.get(0);
    if (opset < Limits.OLDEST_OPSET) {
      throw new Refusal(
          versions.isEmpty()
              ? "does not say which opset of ONNX it uses"
              : "uses opset " + opset + "; opsets from " + Limits.OLDEST_OPSET + " on are read",
          "convert it with onnx.version_converter");
    }
    return opset;
  }

  /// Whether a domain is ONNX's own.
  static boolean isDefault(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
