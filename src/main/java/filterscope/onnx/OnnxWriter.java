package filterscope.onnx;

import filterscope.job.BadInputException;
import filterscope.job.WholeFile;
import filterscope.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import onnx.Onnx.ModelProto;

/// Writes a [Network] as an ONNX file that any runtime opens: opset 17 (newer only where a layer needs it), IR version 8,
/// the batch open unless the network itself moves its batch axis.
public final class OnnxWriter {
  private static final String PRODUCER = "filterscope";

  private OnnxWriter() {}

  /// Writes aside, then moves: no partial file is left behind. An existing file is replaced.
  ///
  /// @param metadata goes into the file's metadata properties, sorted by key
  /// @throws BadInputException if the file cannot be written, or the network is too large for one file or has no form in
  ///     ONNX
  public static void write(Network network, Path file, Map<String, String> metadata) {
    write(network, Map.of(), file, metadata);
  }

  /// The same with the weights of some layers as 8-bit integers behind a DequantizeLinear each, in place of the network's own.
  ///
  /// @param integers by layer
  public static void write(
      Network network,
      Map<String, IntegerWeights> integers,
      Path file,
      Map<String, String> metadata) {
    ModelProto model = model(network, integers, file, metadata);
    try {
      WholeFile.write(file, model::writeTo);
    } catch (IOException e) {
      throw Sentences.about(
          file,
          "cannot be written (" + Sentences.cause(e) + "); choose a folder that you may write to",
          e);
    }
  }

  private static ModelProto model(
      Network network,
      Map<String, IntegerWeights> integers,
      Path file,
      Map<String, String> metadata) {
    if (network.parameters() * Float.BYTES > Limits.FILE_BYTES) {
      throw Sentences.about(
          file,
          "cannot hold a network of "
              + network.parameters()
              + " parameters, for ONNX files end at 2 GB; export a smaller network");
    }
    int opset = GraphWriter.opset(network);
    ModelProto.Builder model = ModelProto.newBuilder();
    model.setIrVersion(opset <= 17 ? 8 : opset <= 20 ? 9 : 10);
    model.setProducerName(PRODUCER);
    model.addOpsetImportBuilder().setVersion(opset);
    new TreeMap<>(metadata)
        .forEach((key, value) -> model.addMetadataPropsBuilder().setKey(key).setValue(value));
    try {
      return model.setGraph(new GraphWriter(network, integers).build()).build();
    } catch (IllegalArgumentException e) {
      throw Sentences.about(
          file, "cannot hold this network: " + e.getMessage() + "; save it in another format", e);
    }
  }
}
