package filterscope.ui.model;

import filterscope.method.ActivationQuantizer;
import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.FloatConv;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Operator;
import filterscope.network.Weighted;
import filterscope.study.LayerFigures;
import filterscope.tensor.Shape;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// A layer with weights in the list: what it is, what follows it until the next such layer, and its figures.
public final class LayerRow {
  private static final String UNKNOWN = "–";

  private final String name;
  private final String title;
  private final String extents;
  private final String output;
  private final String followers;
  private final ReadOnlyStringWrapper bits = new ReadOnlyStringWrapper(UNKNOWN);
  private final ReadOnlyStringWrapper group = new ReadOnlyStringWrapper(UNKNOWN);
  private final ReadOnlyStringWrapper bytes = new ReadOnlyStringWrapper(UNKNOWN);
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(UNKNOWN);
  private final ReadOnlyDoubleWrapper errorShare = new ReadOnlyDoubleWrapper();
  private final long weights;
  private final long macs;
  private final ReadOnlyObjectWrapper<Map<LayerMeasure, Double>> measures =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
  private Optional<Grouping> grouping = Optional.empty();
  private Optional<Integer> activationBits = Optional.empty();

  LayerRow(Network network, Layer layer, List<Layer> following) {
    ConvWeights weights = ((Weighted) layer.operator()).weights();
    this.name = layer.name();
    this.weights = weights.size();
    this.macs = network.macs(layer);
    this.title = layer.operator().title();
    this.extents = weights.channels() + " → " + weights.filters();
    this.output = withoutBatch(network.shape(layer.name()));
    this.followers =
        following.stream()
            .map(Layer::operator)
            .map(Operator::title)
            .collect(Collectors.joining(" · "));
  }

  private static String withoutBatch(Shape shape) {
    int[] extents = shape.toArray();
    return Arrays.stream(extents)
        .skip(extents.length > 1 ? 1 : 0)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("×"));
  }

  void show(LayerFigures figures, ActivationQuantizer activations) {
    grouping = figures.grouping();
    activationBits = Optional.of(activations.bits());
    switch (figures.stored()) {
      case FloatConv _ -> {
        bits.set("float");
        group.set(UNKNOWN);
      }
      case GridConv grid -> {
        bits.set(Integer.toString(grid.weightBits()));
        group.set(group(grid.grouping()));
      }
      case StackedConv stacked -> {
        bits.set(String.format(java.util.Locale.ROOT, "%.2f", figures.bitsPerWeight()));
        group.set(group(stacked.grouping()));
      }
      case CodebookConv _, HuffmanConv _, VectorCodebookConv _, SeparatedConv _, BasisConv _ -> {
        bits.set(String.format(java.util.Locale.ROOT, "%.2f", figures.bitsPerWeight()));
        group.set(UNKNOWN);
      }
    }
    bytes.set(Numbers.bytes(figures.bits().total() / 8.0));
    error.set(figures.isFloat() ? "0" : Numbers.three(figures.error() * 100) + "\u2009%");
    errorShare.set(figures.error());
    measure(LayerMeasure.BITS, figures.bitsPerWeight());
    measure(LayerMeasure.ERROR, figures.error());
    measure(LayerMeasure.BYTES, figures.bits().total() / 8.0);
  }

  /// Takes a number; the others stay.
  void measure(LayerMeasure measure, double number) {
    Map<LayerMeasure, Double> changed = new EnumMap<>(LayerMeasure.class);
    changed.putAll(measures.get());
    changed.put(measure, number);
    measures.set(Map.copyOf(changed));
    version.set(version.get() + 1);
  }

  /// A number is not known any more.
  void forget(LayerMeasure measure) {
    if (measures.get().containsKey(measure)) {
      Map<LayerMeasure, Double> changed = new EnumMap<>(measures.get());
      changed.remove(measure);
      measures.set(Map.copyOf(changed));
      version.set(version.get() + 1);
    }
  }

  /// What is known of the layer in numbers.
  public ReadOnlyObjectProperty<Map<LayerMeasure, Double>> measuresProperty() {
    return measures.getReadOnlyProperty();
  }

  /// A number, or nothing while it is not known.
  public Optional<Double> measured(LayerMeasure measure) {
    return Optional.ofNullable(measures.get().get(measure));
  }

  /// Grows whenever something about the layer may have changed.
  public ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /// Which weights share a scale, where there are scales.
  Optional<Grouping> grouping() {
    return grouping;
  }

  /// Bits of an input activation, 32 where they stay float; nothing while that is not known.
  Optional<Integer> activationBits() {
    return activationBits;
  }

  /// How many weights it has.
  public long weights() {
    return weights;
  }

  /// Multiply-accumulates an image.
  public long macs() {
    return macs;
  }

  /// The size of a group, or the smallest and the largest: `4`, `1–14`, `4×8` for tiles of kernels. A last group that is
  /// smaller because the size does not divide the filters is not told.
  static String group(Grouping grouping) {
    int[] sizes = grouping.filtersPerBlock();
    int most = Arrays.stream(sizes).max().orElse(1);
    String filters = (grouping.isEven() ? "" : Arrays.stream(sizes).min().orElse(1) + "–") + most;
    int blocks = grouping.channelBlocks();
    int channels = grouping.kernelsPerGroup()[0] / sizes[0];
    return blocks == 1 ? filters : filters + "×" + channels;
  }

  /// Whether a search for this text finds the row.
  boolean matches(String text) {
    String wanted = text.strip().toLowerCase(java.util.Locale.ROOT);
    return (name + " " + title + " " + followers)
        .toLowerCase(java.util.Locale.ROOT)
        .contains(wanted);
  }

  public String name() {
    return name;
  }

  /// `Conv 3×3`.
  public String title() {
    return title;
  }

  /// Channels to filters: `64 → 128`.
  public String extents() {
    return extents;
  }

  /// The extents of the result: `128×14×14`.
  public String output() {
    return output;
  }

  /// The layers without weights that come next: `BatchNorm · ReLU`.
  public String followers() {
    return followers;
  }

  public ReadOnlyStringProperty bitsProperty() {
    return bits.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty groupProperty() {
    return group.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty bytesProperty() {
    return bytes.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /// The relative error of the weights, as a share.
  public ReadOnlyDoubleProperty errorShareProperty() {
    return errorShare.getReadOnlyProperty();
  }

  /// What a screen reader says.
  public String spoken() {
    return name
        + ", "
        + title
        + ", "
        + extents
        + ", "
        + (bits.get().equals("float") ? "float" : bits.get() + " bits, group of " + group.get())
        + ", "
        + bytes.get()
        + ", error "
        + error.get();
  }
}
