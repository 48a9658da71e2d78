package filterscope.export;

import filterscope.data.Card;
import filterscope.job.BadInputException;
import filterscope.job.WholeFile;
import filterscope.method.CompressedNetwork;
import filterscope.method.catalog.Methods;
import filterscope.onnx.OnnxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A compressed network in the program's own file, `.fsc`, as `docs/packed-format.md` specifies it.
///
/// @param network its float weights are the restored ones: the original weights are not in the file
/// @param card what was known of the network beyond its weights
/// @param size of the file, header and payload apart
/// @param sha256 of header and payload, as the file says and as was checked
public record PackedModel(
    CompressedNetwork network, Optional<Card> card, Claims claims, PackedSize size, String sha256) {
  /// How such files end.
  public static final String ENDING = ".fsc";

  /// Whether a file is called like one.
  public static boolean isNamedLikeOne(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  /// Writes aside, then moves: no partial file is left behind.
  ///
  /// @return the size of the file; its payload is what the memory meter shows
  /// @throws BadInputException if the file cannot be written
  public static PackedSize write(
      CompressedNetwork network, Optional<Card> card, Claims claims, Path file) {
    PackedWriter writer = new PackedWriter(network.inStorageOrder(Methods::byId), card, claims);
    try {
      WholeFile.write(file, writer::writeTo);
    } catch (IOException e) {
      throw new BadInputException(
          file
              + " cannot be written ("
              + e.getMessage()
              + "); choose a folder that you may write to",
          e);
    }
    return writer.size();
  }

  /// The network of restored weights, as if it had been read from a file of its own, with a sentence that says what it is.
  ///
  /// @param file where the packed model was read
  public OnnxModel restored(Path file) {
    return new OnnxModel(
        network.network(),
        file,
        sha256,
        "packed by Filterscope",
        0,
        List.of(
            String.format(
                Locale.ROOT,
                "A packed model: %,d bytes of parameters and %,d of header. The float weights shown are the"
                    + " restored ones.",
                size.payloadBytes(),
                size.headerBytes())));
  }

  /// Maps the file into memory, checks its checksums and takes the network out of it.
  ///
  /// @throws BadInputException if it is no packed model, was damaged, or needs something that this version does not know
  public static PackedModel read(Path file) {
    return new PackedReader(file).read();
  }
}
