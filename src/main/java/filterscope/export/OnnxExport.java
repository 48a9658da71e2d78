package filterscope.export;

import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.CompressedNetwork;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import filterscope.method.catalog.RecipeJson;
import filterscope.network.Layer;
import filterscope.onnx.IntegerWeights;
import filterscope.onnx.OnnxWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The two forms in ONNX: with restored float weights, which run anywhere, and with integers behind a DequantizeLinear where ONNX
/// can say it. The metadata of the file carries the recipe and the claims.
final class OnnxExport {
  static final String RECIPE = "filterscope.recipe";
  static final String CLAIMS = "filterscope.claims";

  private OnnxExport() {}

  static void writeFloats(CompressedNetwork compressed, Claims claims, Path file) {
    OnnxWriter.write(RestoredNetwork.of(compressed), file, metadata(compressed, claims));
  }

  /// @return a sentence about every layer that had to stay in floats
  static List<String> writeIntegers(CompressedNetwork compressed, Claims claims, Path file) {
    Map<String, IntegerWeights> integers = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    for (Layer layer : compressed.network().weightedLayers()) {
      if (compressed.isCompressed(layer)) {
        Optional<IntegerWeights> found = integers(compressed.layer(layer.name()));
        found.ifPresentOrElse(
            weights -> integers.put(layer.name(), weights),
            () ->
                notes.add(
                    layer.name()
                        + " stands in restored floats: its form has no integers of 8 bits with one"
                        + " scale a filter, which is what QuantizeLinear can say"));
      }
    }
    OnnxWriter.write(RestoredNetwork.of(compressed), integers, file, metadata(compressed, claims));
    return notes;
  }

  /// The levels of a layer with the scale of each filter, where whole filters share scales and the levels fit 8 bits.
  private static Optional<IntegerWeights> integers(CompressedConv stored) {
    return switch (stored) {
      case FloatConv _,
          CodebookConv _,
          HuffmanConv _,
          VectorCodebookConv _,
          StackedConv _,
          SeparatedConv _,
          BasisConv _ ->
          Optional.empty();
      case GridConv grid ->
          grid.grouping().channelBlocks() > 1 || grid.grid().top(grid.weightBits()) > Byte.MAX_VALUE
              ? Optional.empty()
              : Optional.of(integers(grid));
    };
  }

  private static IntegerWeights integers(GridConv grid) {
    byte[] levels = new byte[Math.toIntExact(grid.bits().codes() / grid.weightBits())];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (byte) grid.level(index);
    }
    float[] scales = new float[grid.grouping().filters()];
    for (int filter = 0; filter < scales.length; filter++) {
      scales[filter] = grid.scales()[grid.grouping().groupOf(filter, 0)];
    }
    return new IntegerWeights(levels, scales);
  }

  private static Map<String, String> metadata(CompressedNetwork compressed, Claims claims) {
    return Map.of(
        RECIPE,
        RecipeJson.toTree(compressed.recipe()).toString(),
        CLAIMS,
        claims.tree().toString());
  }
}
