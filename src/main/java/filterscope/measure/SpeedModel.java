package filterscope.measure;

import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.CompressedNetwork;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import filterscope.network.BatchNorm;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// How much faster a compressed network should be by counting operations, under assumptions that a person can change
/// (arXiv 1603.05279, equation 11 and arXiv 2005.09034; `methods.md` sections 1 and 2):
///
/// `S = o·x / (a·b·x/L + ρ)`, with `x` multiply-accumulates an output, `o` operations that one of them counts, `a` and `b` bits of
/// an activation and of a weight, `L` binary operations a clock, and `ρ` scaling operations an output: one where every filter has
/// its scale, `1/G` where `G` filters share one, none where the scale folds into a batch normalisation.
///
/// Packing, the sign, memory and everything but convolutions and dense layers are free in this count. With float activations
/// nothing is packed: one-bit weights turn a multiply-accumulate into an addition, which saves only when multiplying and adding
/// are counted apart, and more bits save nothing.
///
/// @param operationsPerMac 1, or 2 when multiply and add count apart
/// @param lanes binary operations a clock: 64, 128, 256 or 512
/// @param scaleFolds whether a scale folds into the batch normalisation that follows, where one does
public record SpeedModel(int operationsPerMac, int lanes, boolean scaleFolds) {
  /// The assumptions of XNOR-Net.
  public static final SpeedModel XNOR_NET = new SpeedModel(1, 64, false);

  /// Bits of an activation that is not quantized.
  public static final int FLOAT_ACTIVATIONS = 32;

  public SpeedModel {
    if (operationsPerMac != 1 && operationsPerMac != 2) {
      throw new IllegalArgumentException(
          "a multiply-accumulate counts 1 or 2 operations, not " + operationsPerMac);
    }
    if (lanes < 1) {
      throw new IllegalArgumentException("binary lanes have to be positive, not " + lanes);
    }
  }

  /// The speed-up of one layer.
  ///
  /// @param macs `x`, multiply-accumulates an output: `c·k²`
  /// @param weightBits `b`, 1 to 8
  /// @param activationBits `a`, 1 to 8, or [#FLOAT_ACTIVATIONS]
  /// @param scalings `ρ`, scaling operations an output
  public double layerSpeedup(long macs, int weightBits, int activationBits, double scalings) {
    if (activationBits < FLOAT_ACTIVATIONS) {
      double binary = (double) activationBits * weightBits * macs / lanes;
      return operationsPerMac * (double) macs / (binary + scalings);
    }
    return weightBits == 1 && operationsPerMac == 2 ? 2.0 * macs / (macs + scalings) : 1;
  }

  /// The speed-up of one layer with the activations that its recipe gives it; 1 where it stays float.
  public double layerSpeedup(CompressedNetwork network, String layer) {
    return layerSpeedup(network, layer, network.activations(layer).bits());
  }

  /// The speed-up of one layer if its input had so many bits; 1 where its weights stay float.
  public double layerSpeedup(CompressedNetwork network, String layer, int activationBits) {
    long x = network.network().weights(layer).filterSize();
    LayerWork work = work(network, layer, activationBits);
    double operations = operations(work, activationBits, scalings(network, layer, activationBits));
    // A layer of zeros takes nothing but its result.
    return operationsPerMac * (double) x / (operations == 0 ? 1 : operations);
  }

  private LayerWork work(CompressedNetwork network, String layer, int activationBits) {
    ConvWeights weights = network.network().weights(layer);
    long positions = network.network().macs(network.network().layer(layer)) / weights.size();
    return LayerWork.of(
        network.layer(layer),
        weights.filterSize(),
        Math.max(1, positions),
        activationBits < FLOAT_ACTIVATIONS);
  }

  private double operations(LayerWork work, int activationBits, double scalings) {
    double float32 = operationsPerMac * work.products() + work.additions() + work.decoded();
    return activationBits < FLOAT_ACTIVATIONS
        ? float32 + activationBits * work.signs() / lanes + scalings
        : float32 + work.signs() + scalings;
  }

  /// Scaling operations an output, as far as they count: with float activations only next to additions, where multiplying and
  /// adding are counted apart.
  private double scalings(CompressedNetwork network, String layer, int activationBits) {
    CompressedConv stored = network.layer(layer);
    Optional<Grouping> grouping =
        switch (stored) {
          case GridConv grid
              when activationBits < FLOAT_ACTIVATIONS
                  || grid.weightBits() == 1
                  || grid.isTernary() ->
              Optional.of(grid.grouping());
          case StackedConv stacked -> Optional.of(stacked.grouping());
          case GridConv _,
              FloatConv _,
              CodebookConv _,
              HuffmanConv _,
              VectorCodebookConv _,
              SeparatedConv _,
              BasisConv _ ->
              Optional.empty();
        };
    boolean counts = activationBits < FLOAT_ACTIVATIONS || operationsPerMac == 2;
    return counts ? grouping.map(found -> scalings(network, layer, found)).orElse(0.0) : 0;
  }

  /// Scaling operations an output: `1/G` where `G` whole filters share a scale; with tiles, one for each block of channels,
  /// shared likewise; none where the one scale of a filter folds.
  private double scalings(CompressedNetwork network, String layer, Grouping grouping) {
    boolean folds = scaleFolds && grouping.channelBlocks() == 1 && isNormalised(network, layer);
    return folds ? 0 : (double) grouping.groups() / grouping.filters();
  }

  /// Whether nothing but one batch normalisation takes the result of a layer.
  private static boolean isNormalised(CompressedNetwork network, String layer) {
    List<Layer> consumers = network.network().consumers(layer);
    return consumers.size() == 1
        && consumers.get(0).operator() instanceof BatchNorm
        && !network.network().output().equals(layer);
  }

  /// The speed-up of a whole network with the activations that its recipe gives each layer.
  public double networkSpeedup(CompressedNetwork network) {
    return amdahl(network, layer -> layerSpeedup(network, layer));
  }

  /// The speed-up of a whole network if the inputs of all compressed layers had so many bits.
  public double networkSpeedup(CompressedNetwork network, int activationBits) {
    return amdahl(network, layer -> layerSpeedup(network, layer, activationBits));
  }

  /// Amdahl's law over the multiply-accumulates; layers that stay float keep their time.
  private static double amdahl(CompressedNetwork network, ToDoubleFunction<String> speedup) {
    double before = 0;
    double after = 0;
    for (Layer layer : network.network().layers()) {
      double macs = network.network().macs(layer);
      before += network.original().macs(network.original().layer(layer.name()));
      after += network.isCompressed(layer) ? macs / speedup.applyAsDouble(layer.name()) : macs;
    }
    return after == 0 ? 1 : before / after;
  }

  /// The formula of one layer's speed-up with its numbers in it, for a person who asks why.
  public Explanation explain(CompressedNetwork network, String layer, int activationBits) {
    if (network.layer(layer) instanceof FloatConv) {
      return new Explanation("S = 1", "The weights of this layer stay float.", List.of(), 1);
    }
    if (!(network.layer(layer) instanceof GridConv grid)) {
      return explainWork(network, layer, activationBits);
    }
    if (grid.isTernary() && activationBits == FLOAT_ACTIVATIONS) {
      return explainWork(network, layer, activationBits);
    }
    long x = network.network().weights(layer).filterSize();
    int b = grid.weightBits();
    double scalings = scalings(network, layer, grid.grouping());
    double speedup = layerSpeedup(x, b, activationBits, scalings);
    if (activationBits < FLOAT_ACTIVATIONS) {
      return new Explanation(
          "S = o·x / (a·b·x/L + ρ)",
          String.format(
              Locale.ROOT,
              "%d·%d / (%d·%d·%d/%d + %s) = %s",
              operationsPerMac,
              x,
              activationBits,
              b,
              x,
              lanes,
              number(scalings),
              number(speedup)),
          assumptions(grid.grouping(), scalings),
          speedup);
    }
    return operationsPerMac == 2 && b == 1
        ? new Explanation(
            "S = 2·x / (x + ρ)",
            String.format(
                Locale.ROOT, "2·%d / (%d + %s) = %s", x, x, number(scalings), number(speedup)),
            List.of(
                "Activations are float, weights are ±1: every multiply-accumulate becomes one"
                    + " addition."),
            speedup)
        : new Explanation(
            "S = 1",
            b == 1
                ? "One addition in place of one multiply-accumulate, counted as one operation each."
                : "Weights of " + b + " bits times float activations are float products.",
            List.of("Activations are float, so that nothing can be packed into binary lanes."),
            speedup);
  }

  /// The formula for forms whose work is not that of bit planes alone.
  private Explanation explainWork(CompressedNetwork network, String layer, int activationBits) {
    long x = network.network().weights(layer).filterSize();
    LayerWork work = work(network, layer, activationBits);
    double scalings = scalings(network, layer, activationBits);
    double speedup = layerSpeedup(network, layer, activationBits);
    boolean packed = activationBits < FLOAT_ACTIVATIONS && work.signs() > 0;
    String binary =
        packed
            ? String.format(Locale.ROOT, "%d·%s/%d", activationBits, number(work.signs()), lanes)
            : number(work.signs());
    List<String> assumptions = new ArrayList<>(work.why());
    assumptions.add(
        operationsPerMac == 1
            ? "A multiply-accumulate is one operation, and so is an addition."
            : "Multiply and add count apart: a multiply-accumulate is two operations.");
    if (packed) {
      assumptions.add(lanes + " binary operations are done at once.");
    }
    return new Explanation(
        packed ? "S = o·x / (o·P + A + a·B/L + D + ρ)" : "S = o·x / (o·P + A + B + D + ρ)",
        String.format(
            Locale.ROOT,
            "%d·%d / (%d·%s + %s + %s + %s + %s) = %s",
            operationsPerMac,
            x,
            operationsPerMac,
            number(work.products()),
            number(work.additions()),
            binary,
            number(work.decoded()),
            number(scalings),
            number(speedup)),
        assumptions,
        speedup);
  }

  private List<String> assumptions(Grouping grouping, double scalings) {
    return List.of(
        operationsPerMac == 1
            ? "A multiply-accumulate is one operation."
            : "Multiply and add count apart: a multiply-accumulate is two operations.",
        lanes + " binary operations are done at once.",
        scalings == 0
            ? "The scale folds into the batch normalisation that follows, for free."
            : String.format(
                Locale.ROOT,
                "%d scales for %d filters: ρ = %s scaling operations an output.",
                grouping.groups(),
                grouping.filters(),
                number(scalings)),
        "Packing, the sign and memory are free.");
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  /// An answer to "why?".
  ///
  /// @param formula in the letters of the paper
  /// @param numbers the same with this layer's numbers, and the result; or a sentence where there is nothing to count
  /// @param assumptions a sentence each
  /// @param value the result
  public record Explanation(
      String formula, String numbers, List<String> assumptions, double value) {
    public Explanation {
      assumptions = List.copyOf(assumptions);
    }
  }
}
