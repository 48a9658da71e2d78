package filterscope.method.catalog;

import filterscope.method.Method;
import java.util.List;

/// The list of all methods.
public final class Methods {
  private static final List<Method> ALL =
      List.of(
          new CrossFilter(),
          new BinaryWeights(),
          new XnorNet(),
          new DoReFa(),
          new Qnn(),
          new TernaryWeights(),
          new TrainedTernary(),
          new MultiBranch(),
          new PruneQuantize(),
          new ProductQuantization(),
          new KernelQuantization(),
          new StackedFilters(),
          new ApproxConv(),
          new Separated(),
          new LfePrune(),
          new BoundedRelu());

  private Methods() {}

  /// Every method, in the order in which people see them.
  public static List<Method> all() {
    return ALL;
  }

  /// The method of an id.
  ///
  /// @throws IllegalArgumentException if there is none; the message is a sentence that lists the ids
  public static Method byId(String id) {
    return ALL.stream()
        .filter(method -> method.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no method '"
                    + id
                    + "'; there is "
                    + String.join(", ", ALL.stream().map(Method::id).toList())));
  }
}
