package filterscope.engine;

import filterscope.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How a Reshape goes through a layout without being row-major. Old and new axes are matched in segments of equal
/// product (`C,H,W → C·H·W`, `C → g,C/g`); as long as the old axes of every segment lie together in memory and in
/// order, the new axes simply take their place and nothing moves.
final class Reshaping {
  private final Shape from;
  private final List<Segment> segments = new ArrayList<>();

  /// Axes of the old shape that become axes of the new one.
  private record Segment(List<Integer> olds, List<Integer> news) {}

  Reshaping(Shape from, Shape to) {
    this.from = from;
    int oldAxis = 0;
    int newAxis = 0;
    while (oldAxis < from.rank() || newAxis < to.rank()) {
      List<Integer> olds = new ArrayList<>();
      List<Integer> news = new ArrayList<>();
      long oldProduct = 1;
      long newProduct = 1;
      do {
        boolean takeOld =
            newAxis == to.rank() || (oldAxis < from.rank() && oldProduct <= newProduct);
        if (takeOld) {
          oldProduct *= from.extent(oldAxis);
          olds.add(oldAxis++);
        } else {
          newProduct *= to.extent(newAxis);
          news.add(newAxis++);
        }
      } while (oldProduct != newProduct);
      segments.add(new Segment(olds, news));
    }
  }

  /// The layout, as near to the given one as can be, that the value must have for nothing to move.
  Layout needed(Layout layout) {
    List<Integer> order = new ArrayList<>();
    for (int axis : layout.asList()) {
      if (!order.contains(axis)) {
        order.addAll(segmentOf(axis).olds());
      }
    }
    return Layout.of(order);
  }

  /// The layout of the result for a value in a layout that [#needed] returned.
  Layout result(Layout needed) {
    List<Integer> order = new ArrayList<>();
    segments.stream()
        .filter(segment -> segment.olds().isEmpty())
        .forEach(s -> order.addAll(s.news()));
    List<Segment> done = new ArrayList<>();
    for (int axis : needed.asList()) {
      Segment segment = segmentOf(axis);
      if (!done.contains(segment)) {
        done.add(segment);
        order.addAll(segment.news());
      }
    }
    return Layout.of(order);
  }

  private Segment segmentOf(int axis) {
    return segments.stream()
        .filter(segment -> segment.olds().contains(axis))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no axis " + axis + " in " + from));
  }

  @Override
  public String toString() {
    return "Reshaping" + Arrays.asList(segments.toArray());
  }
}
