package filterscope.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChannelFlowTest {
  private final List<Layer> layers = new ArrayList<>();

  private static ConvWeights counting(int filters, int channels, int kernel) {
    float[] values = new float[filters * channels * kernel * kernel];
    for (int index = 0; index < values.length; index++) {
      values[index] = index;
    }
    return new ConvWeights(filters, channels, kernel, kernel, values);
  }

  private void conv(String name, String input, int filters, int channels) {
    add(
        name,
        new Convolution(
            counting(filters, channels, 1),
            Optional.of(Tensor.vector(numbers(filters))),
            Window.square(1, 1, 0),
            1),
        input);
  }

  private static float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int index = 0; index < count; index++) {
      numbers[index] = index;
    }
    return numbers;
  }

  private static BatchNorm norm(int channels) {
    return new BatchNorm(
        Tensor.vector(numbers(channels)),
        Tensor.vector(numbers(channels)),
        Tensor.vector(numbers(channels)),
        Tensor.vector(numbers(channels)),
        1e-5f);
  }

  private void add(String name, Operator operator, String... inputs) {
    layers.add(new Layer(name, operator, List.of(inputs)));
  }

  private void sum(String name, String... inputs) {
    add(name, new Arithmetic(Arithmetic.Kind.ADD), inputs);
  }

  private ChannelFlow flow(String output) {
    return ChannelFlow.of(new Network("test", "image", Shape.of(1, 2, 2, 2), layers, output));
  }

  private static ChannelStream stream(ChannelFlow flow, String layer) {
    return flow.stream(layer).orElseThrow();
  }

  @Test
  void filtersOfALayerBeforeAnotherAreFree() {
    conv("a", "image", 3, 2);
    conv("b", "a", 4, 3);
    ChannelFlow flow = flow("b");
    assertThat(stream(flow, "a").isFree()).isTrue();
    assertThat(stream(flow, "a").writers()).containsExactly("a");
    assertThat(stream(flow, "a").size()).isEqualTo(3);
    assertThat(stream(flow, "b").fixed()).contains("they are the network's answer");
    assertThat(flow.streams()).containsExactly(stream(flow, "a"), stream(flow, "b"));
  }

  @Test
  void aSumTiesItsWritersTogether() {
    conv("stem", "image", 3, 2);
    conv("inner", "stem", 5, 3);
    conv("branch", "inner", 3, 5);
    sum("sum", "stem", "branch");
    conv("last", "sum", 1, 3);
    ChannelFlow flow = flow("last");
    assertThat(stream(flow, "stem")).isSameAs(stream(flow, "branch"));
    assertThat(stream(flow, "stem").writers()).containsExactly("stem", "branch");
    assertThat(stream(flow, "stem").isTied()).isTrue();
    assertThat(stream(flow, "inner").isTied()).isFalse();
  }

  @Test
  void movesBiasNormSlopesConstantsAndConsumersAlong() {
    conv("a", "image", 3, 2);
    add("norm", norm(3), "a");
    add("slope", new ParametricRelu(new Tensor(Shape.of(3, 1, 1), numbers(3))), "norm");
    add("factor", new Constant(new Tensor(Shape.of(1, 3, 1, 1), numbers(3))));
    add("scaled", new Arithmetic(Arithmetic.Kind.MULTIPLY), "slope", "factor");
    conv("b", "scaled", 2, 3);
    ChannelFlow flow = flow("b");
    Network moved = flow.select(Map.of(stream(flow, "a"), new int[] {2, 0, 1}));
    Convolution a = (Convolution) moved.layer("a").operator();
    assertThat(a.weights().values()).containsExactly(4, 5, 0, 1, 2, 3);
    assertThat(a.bias().orElseThrow().values()).containsExactly(2, 0, 1);
    BatchNorm norm = (BatchNorm) moved.layer("norm").operator();
    assertThat(norm.variance().values()).containsExactly(2, 0, 1);
    assertThat(((ParametricRelu) moved.layer("slope").operator()).slopes().values())
        .containsExactly(2, 0, 1);
    assertThat(((Constant) moved.layer("factor").operator()).value().values())
        .containsExactly(2, 0, 1);
    assertThat(moved.weights("b").values()).containsExactly(2, 0, 1, 5, 3, 4);
  }

  @Test
  void aFlattenSpreadsEachChannelOverNeighbouringFeatures() {
    conv("a", "image", 2, 2);
    add("flat", new Reshape(Shape.of(1, 8)), "a");
    add("dense", new Dense(counting(1, 8, 1), Optional.empty()), "flat");
    ChannelFlow flow = flow("dense");
    Network moved = flow.select(Map.of(stream(flow, "a"), new int[] {1, 0}));
    assertThat(moved.weights("dense").values()).containsExactly(4, 5, 6, 7, 0, 1, 2, 3);
    Network smaller = flow.select(Map.of(stream(flow, "a"), new int[] {1}));
    assertThat(smaller.shape("flat")).isEqualTo(Shape.of(1, 4));
    assertThat(smaller.weights("dense").values()).containsExactly(4, 5, 6, 7);
  }

  @Test
  void aFlattenOfChannelsThatComeLastInterleavesThem() {
    conv("a", "image", 2, 2);
    add("last", new Transpose(List.of(0, 2, 3, 1)), "a");
    add("flat", new Reshape(Shape.of(1, 8)), "last");
    add("dense", new Dense(counting(1, 8, 1), Optional.empty()), "flat");
    ChannelFlow flow = flow("dense");
    Network moved = flow.select(Map.of(stream(flow, "a"), new int[] {1, 0}));
    assertThat(moved.weights("dense").values()).containsExactly(1, 0, 3, 2, 5, 4, 7, 6);
    Network smaller = flow.select(Map.of(stream(flow, "a"), new int[] {1}));
    assertThat(smaller.weights("dense").values()).containsExactly(1, 3, 5, 7);
  }

  @Test
  void aConcatenationKeepsItsPartsApart() {
    conv("a", "image", 2, 2);
    conv("b", "image", 3, 2);
    add("both", new Concat(1), "a", "b");
    conv("c", "both", 1, 5);
    ChannelFlow flow = flow("c");
    Network moved =
        flow.select(
            Map.of(stream(flow, "a"), new int[] {1, 0}, stream(flow, "b"), new int[] {2, 1}));
    assertThat(moved.weights("c").values()).containsExactly(1, 0, 4, 3);
  }

  @Test
  void depthwiseFiltersFollowTheirChannels() {
    conv("a", "image", 3, 2);
    add(
        "depthwise",
        new Convolution(counting(3, 1, 1), Optional.empty(), Window.square(1, 1, 0), 3),
        "a");
    conv("b", "depthwise", 1, 3);
    ChannelFlow flow = flow("b");
    assertThat(stream(flow, "depthwise")).isSameAs(stream(flow, "a"));
    Network smaller = flow.select(Map.of(stream(flow, "a"), new int[] {2, 1}));
    Convolution depthwise = (Convolution) smaller.layer("depthwise").operator();
    assertThat(depthwise.weights().values()).containsExactly(2, 1);
    assertThat(depthwise.groups()).isEqualTo(2);
  }

  @Test
  void channelsThatSumWithThePaddedOnesOfAShortcutStayInPlace() {
    conv("a", "image", 2, 2);
    add("padded", new Pad(List.of(0, 1, 0, 0), List.of(0, 1, 0, 0), Pad.Mode.CONSTANT, 0), "a");
    conv("b", "a", 4, 2);
    sum("sum", "padded", "b");
    conv("c", "sum", 1, 4);
    ChannelFlow flow = flow("c");
    assertThat(stream(flow, "a").fixed()).contains("'padded' adds channels at fixed places");
    assertThat(stream(flow, "b").fixed()).contains("'sum' joins them with values in a fixed order");
  }

  @Test
  void refusesToMoveWhatIsFixed() {
    conv("a", "image", 2, 2);
    ChannelFlow flow = flow("a");
    ChannelStream answer = stream(flow, "a");
    assertThatThrownBy(() -> flow.select(Map.of(answer, new int[] {1, 0})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the channels of a cannot be moved, because they are the network's answer");
  }

  @Test
  void refusesAChannelThatStandsTwice() {
    conv("a", "image", 2, 2);
    conv("b", "a", 1, 2);
    ChannelFlow flow = flow("b");
    ChannelStream stream = stream(flow, "a");
    assertThatThrownBy(() -> flow.select(Map.of(stream, new int[] {1, 1})))
        .hasMessageContaining("stands twice");
  }
}
