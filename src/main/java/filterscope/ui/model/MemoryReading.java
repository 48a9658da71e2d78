package filterscope.ui.model;

import filterscope.measure.Footprint;
import filterscope.measure.MemoryModel;
import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import filterscope.study.Figures;
import filterscope.study.LayerFigures;
import filterscope.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the memory meter shows.
///
/// @param value the large number
/// @param ratio how many times smaller than float
/// @param versus bits per weight
/// @param detail the size of the float network
/// @param share of the float network's size
/// @param ghost the share before the last change
/// @param parts what the memory is made of, largest idea first; always the same six
public record MemoryReading(
    String value,
    String ratio,
    String versus,
    String detail,
    double share,
    Optional<Double> ghost,
    List<Part> parts) {

  /// One kind of stored bits.
  ///
  /// @param key for style sheets: `codes`
  public record Part(String key, String title, long bits, double share) {
    /// Its size with its unit.
    public String size() {
      return Numbers.bytes(bits / 8.0);
    }
  }

  public MemoryReading {
    parts = List.copyOf(parts);
  }

  static final MemoryReading NOTHING =
      new MemoryReading(
          "–", "", "", "", 0, Optional.empty(), parts(new Footprint(0, 0, 0, 0, 0, 0)));

  static MemoryReading of(Study study, Figures figures, MemoryModel model) {
    Footprint memory = counted(figures, model);
    return new MemoryReading(
        Numbers.bytes((double) memory.compressedBytes()),
        Numbers.times(memory.ratio()) + " smaller",
        Numbers.three(memory.bitsPerWeight()) + " bits per weight",
        "float network: " + Numbers.bytes((double) memory.floatBytes()),
        share(memory),
        study.before().map(before -> share(counted(before, model))),
        parts(memory));
  }

  private static Footprint counted(Figures figures, MemoryModel model) {
    return model.equals(MemoryModel.AS_STORED) ? figures.memory() : model.count(figures.network());
  }

  private static double share(Footprint memory) {
    return memory.floatBytes() == 0 ? 0 : (double) memory.compressedBytes() / memory.floatBytes();
  }

  private static long total(Footprint memory) {
    return memory.codeBits()
        + memory.scaleBits()
        + memory.codebookBits()
        + memory.biasBits()
        + memory.batchNormBits()
        + memory.floatBits();
  }

  private static List<Part> parts(Footprint memory) {
    long total = Math.max(1, total(memory));
    return List.of(
        part("codes", memory.codeBits(), total),
        part("scales", memory.scaleBits(), total),
        part("tables", memory.codebookBits(), total),
        part("float", memory.floatBits(), total),
        part("bias", memory.biasBits(), total),
        part("norm", memory.batchNormBits(), total));
  }

  private static Part part(String key, long bits, long total) {
    return new Part(key, key, bits, (double) bits / total);
  }

  static Explanation why(Study study, Figures figures, MemoryModel model) {
    Footprint memory = counted(figures, model);
    List<String> formula = new ArrayList<>();
    layerFormula(study, figures).ifPresent(formula::add);
    formula.add(
        "network = codes "
            + bits(memory.codeBits())
            + " + scales "
            + bits(memory.scaleBits())
            + " + codebooks "
            + bits(memory.codebookBits())
            + " + float "
            + bits(memory.floatBits())
            + " + bias "
            + bits(memory.biasBits())
            + " + batch-norm "
            + bits(memory.batchNormBits()));
    formula.add(
        "= "
            + Numbers.count(total(memory))
            + " bits = "
            + Numbers.count(memory.compressedBytes())
            + " bytes");
    formula.add(
        "float: "
            + Numbers.count(memory.floatBytes())
            + " bytes;  ratio "
            + Numbers.count(memory.floatBytes())
            + " / "
            + Numbers.count(memory.compressedBytes())
            + " = "
            + Numbers.times(memory.ratio()));
    return new Explanation("Memory, counted", formula, facts(figures, model));
  }

  private static List<String> facts(Figures figures, MemoryModel model) {
    List<String> facts = new ArrayList<>();
    facts.add(
        "These count: codes, scales, codebooks and the weights that stay float"
            + (model.countsNorm() ? ", biases, batch normalisations" : "")
            + (model.countsEnds() ? "." : "; the first and the last layer do not."));
    facts.add(
        "The float network is counted alike, at "
            + model.floatBits()
            + " bits a number. 1 kB is 1000 bytes. How many bits a scale takes is set on the right, because it changes the"
            + " scale.");
    if (!model.equals(MemoryModel.AS_STORED)) {
      facts.add(
          "Stored, in a packed model, are "
              + Numbers.count(figures.memory().compressedBytes())
              + " bytes: "
              + Numbers.times(figures.memory().ratio())
              + " smaller than the float network.");
    }
    return facts;
  }

  /// `b·N + s·groups` with the numbers of the layer on the stage.
  private static Optional<String> layerFormula(Study study, Figures figures) {
    return Optional.ofNullable(figures.layers().get(study.layer()))
        .map(layer ->
            switch (layer.stored()) {
              case GridConv grid -> gridFormula(study.layer(), layer, grid.grouping().groups());
              case FloatConv _ ->
                  study.layer()
                      + ":  32·"
                      + Numbers.count(layer.original().size())
                      + " = "
                      + bits(layer.bits().total())
                      + " (float)";
              case CodebookConv _, HuffmanConv _, VectorCodebookConv _, StackedConv _ ->
                  partsFormula(study.layer(), layer);
              case SeparatedConv _, BasisConv _ -> factorsFormula(study.layer(), layer);
            });
  }

  /// Forms made of smaller weights, each stored in its own way.
  private static String factorsFormula(String name, LayerFigures layer) {
    return name
        + ":  floats + codes + scales = "
        + Numbers.count(layer.bits().floats())
        + " + "
        + Numbers.count(layer.bits().codes() + layer.bits().codebooks())
        + " + "
        + Numbers.count(layer.bits().scales())
        + " = "
        + bits(layer.bits().total())
        + " = "
        + Numbers.three(layer.bitsPerWeight())
        + " bits per weight";
  }

  private static String partsFormula(String name, LayerFigures layer) {
    return name
        + ":  codes + scales + codebooks = "
        + Numbers.count(layer.bits().codes())
        + " + "
        + Numbers.count(layer.bits().scales())
        + " + "
        + Numbers.count(layer.bits().codebooks())
        + " = "
        + bits(layer.bits().total())
        + " = "
        + Numbers.three(layer.bitsPerWeight())
        + " bits per weight";
  }

  private static String gridFormula(String name, LayerFigures layer, int groups) {
    long weights = layer.original().size();
    return name
        + ":  b·N + s·groups = "
        + layer.bits().codes() / weights
        + "·"
        + Numbers.count(weights)
        + " + "
        + layer.bits().scales() / groups
        + "·"
        + Numbers.count(groups)
        + " = "
        + bits(layer.bits().total())
        + " = "
        + Numbers.three(layer.bitsPerWeight())
        + " bits per weight";
  }

  private static String bits(long bits) {
    return Numbers.count(bits) + " bits";
  }
}
