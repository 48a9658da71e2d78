package filterscope.network;

import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows channels from the filters that write them through the layers of a network. A value without a track has no
/// channels that could move: the image, numbers of the file, results of layers whose axes this does not follow.
final class ChannelTracer {
  private final Network network;
  private final ChannelTies ties = new ChannelTies();
  private final Map<String, ChannelTrack> tracks = new HashMap<>();

  ChannelTracer(Network network) {
    this.network = network;
    for (Layer layer : network.layers()) {
      trace(layer).ifPresent(track -> tracks.put(layer.name(), track));
    }
    track(network.output()).ifPresent(track -> ties.fix(track, "they are the network's answer"));
  }

  ChannelTies ties() {
    return ties;
  }

  /// The tracks by value. A constant has one when it holds a number for every channel of some stream.
  Map<String, ChannelTrack> tracks() {
    return tracks;
  }

  private Optional<ChannelTrack> track(String value) {
    return Optional.ofNullable(tracks.get(value));
  }

  private Optional<ChannelTrack> trace(Layer layer) {
    return switch (layer.operator()) {
      case Convolution convolution -> convolution(layer, convolution);
      case Dense dense -> dense(layer, dense);
      case BatchNorm _ -> through(layer);
      case Activation _ -> through(layer);
      case Quantize _ -> through(layer);
      case Dequantize _ -> through(layer);
      case Softmax _ -> through(layer);
      case ParametricRelu _ -> through(layer);
      case Pool _ -> onImages(layer);
      case GlobalPool _ -> onImages(layer);
      case Arithmetic _ -> arithmetic(layer);
      case Constant _ -> Optional.empty();
      case Concat concat -> concat(layer, concat);
      case Reshape reshape -> reshape(layer, reshape);
      case Transpose transpose ->
          through(layer).map(track -> track.onAxis(transpose.order().indexOf(track.axis())));
      case Slice slice -> slice(layer, slice);
      case Pad pad -> pad(layer, pad);
      case ReduceMean mean -> reduceMean(layer, mean);
      case Gather gather -> gather(layer, gather);
      case LocalResponseNorm _ -> stop(layer, "mixes neighbouring channels");
      case MatrixProduct _ -> stop(layer, "multiplies matrices");
    };
  }

  private Optional<ChannelTrack> through(Layer layer) {
    return track(layer.inputs().getFirst());
  }

  /// The channels of every input keep their order, and are followed no further.
  private Optional<ChannelTrack> stop(Layer layer, String doing) {
    for (String input : layer.inputs()) {
      track(input).ifPresent(track -> ties.fix(track, "'" + layer.name() + "' " + doing));
    }
    return Optional.empty();
  }

  private Optional<ChannelTrack> onImages(Layer layer) {
    return through(layer)
        .flatMap(
            track -> track.axis() == 1 ? Optional.of(track) : stop(layer, "moves over channels"));
  }

  private Optional<ChannelTrack> convolution(Layer layer, Convolution convolution) {
    Optional<ChannelTrack> input = onImages(layer);
    int filters = convolution.weights().filters();
    if (convolution.groups() == 1) {
      return written(layer, 1, filters);
    }
    if (convolution.isDepthwise() && filters == convolution.groups()) {
      return input;
    }
    stop(layer, "convolves channels in blocks");
    Optional<ChannelTrack> output = written(layer, 1, filters);
    output.ifPresent(
        track -> ties.fix(track, "'" + layer.name() + "' convolves channels in blocks"));
    return output;
  }

  private Optional<ChannelTrack> dense(Layer layer, Dense dense) {
    int last = network.shape(layer.name()).rank() - 1;
    if (through(layer).filter(track -> track.axis() != last).isPresent()) {
      stop(layer, "takes the channels as rows");
    }
    return written(layer, last, dense.weights().filters());
  }

  private Optional<ChannelTrack> written(Layer layer, int axis, int filters) {
    int stream = ties.writtenBy(layer.name(), filters);
    return Optional.of(
        new ChannelTrack(axis, 1, List.of(new ChannelTrack.Run(stream, filters, 1))));
  }

  private Optional<ChannelTrack> arithmetic(Layer layer) {
    Shape shape = network.shape(layer.name());
    Optional<ChannelTrack> left = operand(layer, 0, shape);
    Optional<ChannelTrack> right = operand(layer, 1, shape);
    if (left.isEmpty() && right.isEmpty()) {
      return Optional.empty();
    }
    ChannelTrack track = left.or(() -> right).orElseThrow();
    if (left.isPresent() && right.isPresent()) {
      ties.tie(track, right.get(), "'" + layer.name() + "' joins channels of different origin");
      return left;
    }
    meet(layer, left.isPresent() ? 1 : 0, track, shape);
    return Optional.of(track);
  }

  /// The track of an operand on the axes of the result; nothing where it is broadcast along its channels.
  private Optional<ChannelTrack> operand(Layer layer, int index, Shape shape) {
    String name = layer.inputs().get(index);
    Shape own = network.shape(name);
    return track(name)
        .map(track -> track.onAxis(track.axis() + shape.rank() - own.rank()))
        .filter(track -> own.extent(track.axis() - shape.rank()) == shape.extent(track.axis()));
  }

  /// An operand without a track of its own beside one that has: a constant with a number for each channel follows them.
  private void meet(Layer layer, int index, ChannelTrack beside, Shape shape) {
    String name = layer.inputs().get(index);
    Shape own = network.shape(name);
    int axis = beside.axis() + own.rank() - shape.rank();
    if (axis < 0 || own.extent(axis) == 1) {
      return;
    }
    boolean follows =
        !name.equals(network.input())
            && network.layer(name).operator() instanceof Constant
            && network.consumers(name).size() == 1;
    if (follows) {
      tracks.put(name, beside.onAxis(axis));
    } else {
      ties.fix(beside, "'" + layer.name() + "' joins them with values in a fixed order");
    }
  }

  private Optional<ChannelTrack> concat(Layer layer, Concat concat) {
    int axis = Operators.axis(concat.axis(), network.shape(layer.name()).rank());
    List<ChannelTrack.Run> runs = new ArrayList<>();
    Optional<ChannelTrack> first = track(layer.inputs().getFirst());
    for (String input : layer.inputs()) {
      Optional<ChannelTrack> track = track(input);
      if (track.isEmpty() || first.isEmpty() || track.get().axis() != first.get().axis()) {
        return stop(layer, "joins them with values in a fixed order");
      }
      if (track.get().axis() == axis && track.get().blocks() > 1) {
        return stop(layer, "joins features of all pixels");
      }
      runs.addAll(track.get().runs());
    }
    ChannelTrack track = first.orElseThrow();
    if (track.axis() == axis) {
      return Optional.of(new ChannelTrack(axis, 1, runs));
    }
    for (String input : layer.inputs()) {
      ties.tie(
          track,
          track(input).orElseThrow(),
          "'" + layer.name() + "' joins channels of different origin");
    }
    return first;
  }

  /// Channels stay channels when their axis keeps its place, or when axes before or behind it are merged into it (Flatten).
  private Optional<ChannelTrack> reshape(Layer layer, Reshape reshape) {
    Optional<ChannelTrack> input = through(layer);
    if (input.isEmpty()) {
      return input;
    }
    ChannelTrack track = input.get();
    Shape from = network.shape(layer.inputs().getFirst());
    long before = product(from, 0, track.axis());
    int extent = from.extent(track.axis());
    for (int axis = 0; axis < reshape.target().rank(); axis++) {
      long start = product(reshape.target(), 0, axis);
      int merged = reshape.target().extent(axis);
      if (merged > 0 && before % start == 0 && merged % (before / start * extent) == 0) {
        int blocks = (int) (before / start);
        int repeat = merged / (blocks * extent);
        boolean isSimple = track.blocks() == 1 || repeat == 1;
        if (isSimple) {
          return Optional.of(track.onAxis(axis).inBlocks(blocks).repeated(repeat));
        }
      }
    }
    return stop(layer, "splits channels");
  }

  private static long product(Shape shape, int from, int to) {
    long product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= shape.extent(axis);
    }
    return product;
  }

  private Optional<ChannelTrack> slice(Layer layer, Slice slice) {
    Shape from = network.shape(layer.inputs().getFirst());
    return through(layer)
        .flatMap(track -> {
          int axis = track.axis();
          boolean whole =
              slice.counts().get(axis) == from.extent(axis) && slice.steps().get(axis) == 1;
          return whole ? Optional.of(track) : stop(layer, "picks channels by their place");
        });
  }

  private Optional<ChannelTrack> pad(Layer layer, Pad pad) {
    return through(layer)
        .flatMap(track -> {
          int added = pad.before().get(track.axis()) + pad.after().get(track.axis());
          return added == 0 ? Optional.of(track) : stop(layer, "adds channels at fixed places");
        });
  }

  private Optional<ChannelTrack> gather(Layer layer, Gather gather) {
    return through(layer)
        .flatMap(track -> {
          if (track.axis() == gather.axis()) {
            return stop(layer, "picks channels by their place");
          }
          boolean moves = gather.scalar() && gather.axis() < track.axis();
          return Optional.of(moves ? track.onAxis(track.axis() - 1) : track);
        });
  }

  /// A mean over channels would not mind their order, but their number; they stay as they are.
  private Optional<ChannelTrack> reduceMean(Layer layer, ReduceMean mean) {
    return through(layer)
        .flatMap(track -> {
          if (mean.axes().contains(track.axis())) {
            return stop(layer, "averages over channels");
          }
          long gone =
              mean.keepAxes()
                  ? 0
                  : mean.axes().stream().filter(axis -> axis < track.axis()).count();
          return Optional.of(track.onAxis(track.axis() - (int) gone));
        });
  }
}
