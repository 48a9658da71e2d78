package filterscope.export;

import filterscope.measure.RuntimeCheck;
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
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.onnx.IntegerWeights;
import filterscope.onnx.OnnxWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/// The two forms in ONNX: with restored float weights, which run anywhere, and with integers behind a DequantizeLinear where ONNX
/// can say it. The metadata of the file carries the recipe and the claims.
final class OnnxExport {
  static final String RECIPE = "filterscope.recipe";
  static final String CLAIMS = "filterscope.claims";
  static final String CARD = "filterscope.card";
  static final String RUNTIME = "filterscope.runtime";

  private OnnxExport() {}

  static void writeFloats(Subject subject, Optional<RuntimeCheck> run, Path file) {
    CompressedNetwork compressed = subject.network();
    OnnxWriter.write(RestoredNetwork.of(compressed), file, metadata(subject, run));
  }

  /// @param run what came of running the file, where it was run before
  /// @return a sentence about every layer that had to stay in floats
  static List<String> writeIntegers(Subject subject, Optional<RuntimeCheck> run, Path file) {
    CompressedNetwork compressed = subject.network();
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
    OnnxWriter.write(RestoredNetwork.of(compressed), integers, file, metadata(subject, run));
    return notes;
  }

  /// The levels of a layer with the scale of each filter, where whole filters share scales and the levels fit 8 bits.
  private static Optional<IntegerWeights> integers(CompressedConv stored) {
    return switch (stored) {
      case FloatConv _, SeparatedConv _, BasisConv _ -> Optional.empty();
      case GridConv grid ->
          grid.grouping().channelBlocks() > 1 || grid.grid().top(grid.weightBits()) > Byte.MAX_VALUE
              ? Optional.empty()
              : Optional.of(integers(grid));
      case StackedConv stacked -> Optional.of(signs(stacked));
      case CodebookConv book -> ternary(book);
      case HuffmanConv _, VectorCodebookConv _ -> Optional.empty();
    };
  }

  /// The signs of the bank under the scale of each filter.
  private static IntegerWeights signs(StackedConv stacked) {
    int filters = stacked.grouping().filters();
    int size = stacked.blockSize();
    byte[] levels = new byte[filters * stacked.stack() * size];
    float[] scales = new float[filters];
    for (int filter = 0, index = 0; filter < filters; filter++) {
      scales[filter] = stacked.scale(filter);
      for (int block = 0; block < stacked.stack(); block++) {
        for (int place = 0; place < size; place++, index++) {
          levels[index] = (byte) stacked.sign(stacked.pick(filter, block), place);
        }
      }
    }
    return new IntegerWeights(levels, scales);
  }

  /// Weights of −α, 0 and α: other codebooks have no common step.
  private static Optional<IntegerWeights> ternary(CodebookConv book) {
    float scale = 0;
    for (float value : book.values()) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (float value : book.values()) {
      if (value != 0 && Math.abs(value) != scale) {
        return Optional.empty();
      }
    }
    ConvWeights restored = book.restore();
    byte[] levels = new byte[restored.size()];
    for (int index = 0; index < levels.length; index++) {
      levels[index] = (byte) Math.signum(restored.values()[index]);
    }
    float[] scales = new float[restored.filters()];
    Arrays.fill(scales, scale);
    return Optional.of(new IntegerWeights(levels, scales));
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

  private static Map<String, String> metadata(Subject subject, Optional<RuntimeCheck> run) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(RECIPE, RecipeJson.toTree(subject.network().recipe()).toString());
    metadata.put(CLAIMS, subject.claims().tree().toString());
    subject.card().ifPresent(card -> metadata.put(CARD, card.tree().toString()));
    run.ifPresent(checked ->
        metadata.put(
            RUNTIME,
            JsonNodeFactory.instance
                .objectNode()
                .put("correct", checked.correct().hits())
                .put("images", checked.correct().samples())
                .put("differences", checked.differences())
                .toString()));
    return metadata;
  }
}
