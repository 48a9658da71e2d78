package filterscope.export;

import filterscope.method.CompressedConv;
import filterscope.method.CompressedNetwork;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Weighted;
import filterscope.tensor.Tensor;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Packed words and scales of a network for C99: for each layer with weights the numbers of its section of a packed model, and a
/// function that restores one weight where the form is a grid of levels or plain floats.
final class CHeader {
  private static final int WORDS_A_LINE = 8;

  private final StringBuilder text = new StringBuilder();
  private final Set<String> taken = new HashSet<>();

  private CHeader() {}

  static String of(Subject subject) {
    return new CHeader().header(subject);
  }

  private String header(Subject subject) {
    CompressedNetwork network = subject.network();
    String guard = identifier(subject.name()).toUpperCase(Locale.ROOT) + "_H";
    line("/* %s, compressed by Filterscope.".formatted(comment(subject.name())));
    line(" *");
    line(
        " * Weights are ordered [filter][channel][row][column]; weight i of a layer has code i. Codes of");
    line(
        " * B bits follow each other without gaps in 32-bit words, the lowest bit first: bit j of the");
    line(
        " * stream is bit j % 32 of word j / 32. NAME_FLOATS holds scales of 32 bits and weights that stay");
    line(
        " * float, NAME_HALVES scales of 16 bits as IEEE binary16, in the order of docs/packed-format.md,");
    line(
        " * which also says what codes and scales mean for each form. On a grid the weight is scale * level:");
    line(" *   odd:             level = 2 * code - (1 << B) + 1");
    line(" *   symmetric:       level = code - (1 << (B - 1)) + 1");
    line(" *   twos-complement: level = code - (1 << (B - 1))");
    line(
        " * and NAME_weight(i) computes it. Claims: %s"
            .formatted(comment(subject.claims().tree().toString())));
    line(" */");
    line("#ifndef " + guard);
    line("#define " + guard);
    line("#include <stdint.h>");
    line("");
    line(
        "static inline uint32_t filterscope_code(const uint32_t *words, uint64_t bit, unsigned bits) {");
    line("  uint64_t word = bit / 32, shift = bit % 32;");
    line("  uint64_t pair = words[word];");
    line("  if (shift + bits > 32) pair |= (uint64_t)words[word + 1] << 32;");
    line("  return (uint32_t)(pair >> shift & ((1u << bits) - 1u));");
    line("}");
    line("");
    line("static inline float filterscope_half(uint16_t half) {");
    line(
        "  uint32_t sign = (uint32_t)(half & 0x8000u) << 16, exponent = half >> 10 & 31u, part = half & 1023u;");
    line("  union { uint32_t bits; float value; } out;");
    line("  if (exponent == 0) { /* a subnormal is part * 2^-24 */");
    line("    float value = (float)part * 5.9604644775390625e-8f;");
    line("    return sign ? -value : value;");
    line("  }");
    line("  out.bits = sign | (exponent + 112u) << 23 | part << 13;");
    line("  return out.value;");
    line("}");
    for (Layer layer : network.network().weightedLayers()) {
      layer(layer, network.layer(layer.name()));
    }
    line("");
    line("#endif");
    return text.toString();
  }

  private void layer(Layer layer, CompressedConv stored) {
    Weighted weighted = (Weighted) layer.operator();
    ConvWeights weights = weighted.weights();
    PayloadWriter payload = new PayloadWriter();
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    ConvCodec.write(stored, Extents.of(weights), form, payload);
    String name = unique(identifier(layer.name()));
    line("");
    line("/* %s: %s */".formatted(comment(layer.name()), comment(form.toString())));
    define(name, "FILTERS", weights.filters());
    define(name, "CHANNELS", weights.channels());
    define(name, "HEIGHT", weights.kernelHeight());
    define(name, "WIDTH", weights.kernelWidth());
    PayloadWords words = PayloadWords.of(payload);
    floats(name + "_floats", words.floats());
    if (words.halves().length > 0) {
      array(
          "uint16_t",
          name + "_halves",
          words.halves().length,
          index -> "0x%04xu".formatted(words.halves()[index] & 0xFFFF));
    }
    if (words.codes().length > 0) {
      array(
          "uint32_t",
          name + "_codes",
          words.codes().length,
          index -> "0x%08xu".formatted(words.codes()[index]));
    }
    Optional<Tensor> bias = weighted.bias();
    bias.ifPresent(tensor -> floats(name + "_bias", tensor.values()));
    restorer(name, stored, weights.size(), payload.size().codeBits());
  }

  /// The function that restores one weight.
  private void restorer(String name, CompressedConv stored, int size, long codeBits) {
    if (stored instanceof FloatConv) {
      line(
          "static inline float %s_weight(uint32_t i) { return %s_floats[i]; }"
              .formatted(name, name));
    } else if (stored instanceof GridConv grid) {
      levels(name, grid, size, codeBits - (long) grid.weightBits() * size);
    }
  }

  /// @param before bits of the stream before the first code: which filters share a scale, where that has no rule
  private void levels(String name, GridConv grid, int size, long before) {
    Grouping grouping = grid.grouping();
    int bits = grid.weightBits();
    int lowest = GridCodec.level(grid.grid(), bits, 0);
    int step = GridCodec.level(grid.grid(), bits, 1) - lowest;
    int channelBlocks = grouping.channelBlocks();
    array(
        "uint16_t",
        name + "_filter_groups",
        grouping.filters(),
        filter -> Integer.toString(grouping.groupOf(filter, 0)));
    array(
        "uint16_t",
        name + "_channel_groups",
        grouping.channels(),
        channel -> Integer.toString(grouping.groupOf(0, channel) - grouping.groupOf(0, 0)));
    String upper = name.toUpperCase(Locale.ROOT);
    line("static inline float %s_weight(uint32_t i) { /* i < %d */".formatted(name, size));
    line("  uint32_t kernel = i / (%s_HEIGHT * %s_WIDTH);".formatted(upper, upper));
    line(
        "  uint32_t group = %s_filter_groups[kernel / %s_CHANNELS] + %s_channel_groups[kernel %% %s_CHANNELS];"
            .formatted(name, upper, name, upper));
    line(
        "  int32_t code = (int32_t)filterscope_code(%s_codes, %du + (uint64_t)i * %du, %du);"
            .formatted(name, before, bits, bits));
    line("  int32_t level = %d * code + (%d);".formatted(step, lowest));
    line(
        "  return %s * (float)level; /* %d scales, %d along the channels */"
            .formatted(
                grid.scaleBits() == Short.SIZE
                    ? "filterscope_half(%s_halves[group])".formatted(name)
                    : "%s_floats[group]".formatted(name),
                grouping.groups(),
                channelBlocks));
    line("}");
  }

  private void define(String name, String what, int value) {
    line("#define %s_%s %du".formatted(name.toUpperCase(Locale.ROOT), what, value));
  }

  private void floats(String name, float[] values) {
    if (values.length > 0) {
      // Hexadecimal floats are exact.
      array("float", name, values.length, index -> Float.toHexString(values[index]) + "f");
    }
  }

  private void array(
      String type, String name, int length, java.util.function.IntFunction<String> number) {
    line("static const %s %s[%d] = {".formatted(type, name, length));
    for (int from = 0; from < length; from += WORDS_A_LINE) {
      StringBuilder row = new StringBuilder("  ");
      for (int index = from; index < Math.min(length, from + WORDS_A_LINE); index++) {
        row.append(number.apply(index)).append(index + 1 < length ? ", " : "");
      }
      line(row.toString().stripTrailing());
    }
    line("};");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private String unique(String wanted) {
    String name = wanted;
    for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
      name = wanted + "_" + number;
    }
    return name;
  }

  private static String identifier(String name) {
    String clean = name.replaceAll("[^A-Za-z0-9_]", "_");
    return clean.isEmpty() || Character.isDigit(clean.charAt(0)) ? "layer_" + clean : clean;
  }

  /// Text that cannot end a comment.
  private static String comment(String text) {
    return text.replace("*/", "* /")
        .replace("/*", "/ *")
        .replaceAll("\\p{Cntrl}", " ")
        .replace("\\", "/");
  }
}
