package filterscope.network;

import filterscope.tensor.Shape;
import filterscope.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rewrites a network for a choice of channels: what lies along a channel axis is picked in the new order, in every layer that
/// the channels pass.
public final class ChannelSelection {
  private final Network network;
  private final Map<String, ChannelTrack> tracks;
  private final List<ChannelStream> streams;
  private final Map<ChannelStream, int[]> kept;

  /// @param streams by the numbers in the tracks
  ChannelSelection(
      Network network,
      Map<String, ChannelTrack> tracks,
      List<ChannelStream> streams,
      Map<ChannelStream, int[]> kept) {
    this.network = network;
    this.tracks = tracks;
    this.streams = streams;
    this.kept = kept;
  }

  /// The filters of a layer with weights that stay: old places in their new order; nothing where all stay in place.
  public Optional<int[]> filters(String layer) {
    return places(layer);
  }

  /// The channels of a layer with weights that stay.
  public Optional<int[]> channels(String layer) {
    boolean inBlocks =
        network.layer(layer).operator() instanceof Convolution convolution
            && convolution.groups() > 1;
    return inBlocks ? Optional.empty() : places(network.layer(layer).inputs().getFirst());
  }

  /// The network that is left.
  public Network network() {
    return network.map(layer -> new Layer(layer.name(), changed(layer), layer.inputs()));
  }

  /// The old places along a value's channel axis, in their new order; nothing where it does not change.
  private Optional<int[]> places(String value) {
    ChannelTrack track = tracks.get(value);
    if (track == null || track.runs().stream().noneMatch(run -> kept.containsKey(stream(run)))) {
      return Optional.empty();
    }
    List<Integer> places = new ArrayList<>();
    int start = 0;
    for (int block = 0; block < track.blocks(); block++) {
      start = addRuns(track, start, places);
    }
    return Optional.of(places.stream().mapToInt(Integer::intValue).toArray());
  }

  /// Adds the places of one block, and answers where it ends.
  private int addRuns(ChannelTrack track, int from, List<Integer> places) {
    int start = from;
    for (ChannelTrack.Run run : track.runs()) {
      int[] order = kept.get(stream(run));
      int channels = order == null ? run.size() : order.length;
      for (int channel = 0; channel < channels; channel++) {
        int old = order == null ? channel : order[channel];
        for (int repeat = 0; repeat < run.repeat(); repeat++) {
          places.add(start + old * run.repeat() + repeat);
        }
      }
      start += run.extent();
    }
    return start;
  }

  private ChannelStream stream(ChannelTrack.Run run) {
    return streams.get(run.stream());
  }

  private Operator changed(Layer layer) {
    Optional<int[]> in = layer.inputs().stream().findFirst().flatMap(this::places);
    Optional<int[]> out = places(layer.name());
    return switch (layer.operator()) {
      case Convolution convolution -> convolution(convolution, in, out);
      case Dense dense ->
          new Dense(pick(dense.weights(), out, in), dense.bias().map(bias -> pick(bias, 0, out)));
      case BatchNorm norm -> batchNorm(layer, norm, in);
      case ParametricRelu relu -> new ParametricRelu(alongChannels(layer, relu.slopes(), in));
      case Constant constant -> new Constant(constant(layer, constant.value(), out));
      case Reshape reshape -> new Reshape(target(layer, reshape.target(), out));
      case Slice slice -> slice(layer, slice, out);
      case Quantize quantize ->
          new Quantize(
              scales(layer, quantize.scale(), quantize.axis(), in),
              scales(layer, quantize.zero(), quantize.axis(), in),
              quantize.axis(),
              quantize.lowest(),
              quantize.highest());
      case Dequantize dequantize ->
          new Dequantize(
              scales(layer, dequantize.scale(), dequantize.axis(), in),
              scales(layer, dequantize.zero(), dequantize.axis(), in),
              dequantize.axis());
      case Activation same -> same;
      case Pool same -> same;
      case GlobalPool same -> same;
      case Arithmetic same -> same;
      case Concat same -> same;
      case Transpose same -> same;
      case Pad same -> same;
      case ReduceMean same -> same;
      case Softmax same -> same;
      case LocalResponseNorm same -> same;
      case MatrixProduct same -> same;
      case Gather same -> same;
    };
  }

  private static Convolution convolution(
      Convolution convolution, Optional<int[]> in, Optional<int[]> out) {
    Optional<Tensor> bias = convolution.bias().map(numbers -> pick(numbers, 0, out));
    if (convolution.groups() == 1) {
      return new Convolution(pick(convolution.weights(), out, in), bias, convolution.window(), 1);
    }
    int groups =
        convolution.isDepthwise()
            ? out.map(places -> places.length).orElse(convolution.groups())
            : convolution.groups();
    return new Convolution(
        pick(convolution.weights(), out, Optional.empty()), bias, convolution.window(), groups);
  }

  private static ConvWeights pick(
      ConvWeights weights, Optional<int[]> filters, Optional<int[]> channels) {
    Shape shape = weights.shape();
    Tensor picked = pick(pick(new Tensor(shape, weights.values()), 0, filters), 1, channels);
    return new ConvWeights(
        picked.shape().extent(0),
        picked.shape().extent(1),
        weights.kernelHeight(),
        weights.kernelWidth(),
        picked.values());
  }

  private BatchNorm batchNorm(Layer layer, BatchNorm norm, Optional<int[]> in) {
    Optional<int[]> places = axisOfInput(layer) == 1 ? in : Optional.empty();
    return new BatchNorm(
        pick(norm.scale(), 0, places),
        pick(norm.shift(), 0, places),
        pick(norm.mean(), 0, places),
        pick(norm.variance(), 0, places),
        norm.epsilon());
  }

  private int axisOfInput(Layer layer) {
    ChannelTrack track = tracks.get(layer.inputs().getFirst());
    return track == null ? -1 : track.axis();
  }

  /// Numbers that broadcast against the layer's input.
  private Tensor alongChannels(Layer layer, Tensor numbers, Optional<int[]> in) {
    int rank = network.shape(layer.inputs().getFirst()).rank();
    int axis = axisOfInput(layer) + numbers.shape().rank() - rank;
    return axis < 0 || numbers.shape().extent(axis) == 1 ? numbers : pick(numbers, axis, in);
  }

  private Tensor constant(Layer layer, Tensor numbers, Optional<int[]> places) {
    ChannelTrack track = tracks.get(layer.name());
    return track == null ? numbers : pick(numbers, track.axis(), places);
  }

  private Tensor scales(Layer layer, Tensor numbers, int axis, Optional<int[]> in) {
    int rank = network.shape(layer.inputs().getFirst()).rank();
    boolean perChannel = numbers.size() > 1 && Operators.axis(axis, rank) == axisOfInput(layer);
    return perChannel ? pick(numbers, 0, in) : numbers;
  }

  private Shape target(Layer layer, Shape target, Optional<int[]> out) {
    ChannelTrack track = tracks.get(layer.name());
    return track == null || out.isEmpty() ? target : target.with(track.axis(), out.get().length);
  }

  private Slice slice(Layer layer, Slice slice, Optional<int[]> out) {
    ChannelTrack track = tracks.get(layer.name());
    if (track == null || out.isEmpty()) {
      return slice;
    }
    List<Integer> counts = new ArrayList<>(slice.counts());
    counts.set(track.axis(), out.get().length);
    return new Slice(slice.starts(), counts, slice.steps());
  }

  /// The slices of an axis at some places; all of it where nothing changes.
  private static Tensor pick(Tensor tensor, int axis, Optional<int[]> chosen) {
    if (chosen.isEmpty()) {
      return tensor;
    }
    int[] places = chosen.get();
    int extent = tensor.shape().extent(axis);
    int inner = 1;
    for (int behind = axis + 1; behind < tensor.shape().rank(); behind++) {
      inner *= tensor.shape().extent(behind);
    }
    int outer = tensor.size() / (extent * inner);
    float[] picked = new float[outer * places.length * inner];
    for (int block = 0; block < outer; block++) {
      for (int index = 0; index < places.length; index++) {
        System.arraycopy(
            tensor.values(),
            (block * extent + places[index]) * inner,
            picked,
            (block * places.length + index) * inner,
            inner);
      }
    }
    return new Tensor(tensor.shape().with(axis, places.length), picked);
  }
}
