package filterscope.method;

import java.util.List;
import java.util.function.Function;

/// What one layer gets: a chain of methods, applied from left to right. The first compresses the weights, each next one the
/// parts of the stored form that are still floats: pruning and then quantization, separated filters and then bits. How
/// the layer's activations are quantized is up to the last of the chain.
///
/// @param chain at least one
public record LayerRecipe(List<MethodChoice> chain) {
  public LayerRecipe {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a layer's recipe names at least one method");
    }
  }

  /// One method alone.
  public LayerRecipe(String method, Settings settings) {
    this(List.of(new MethodChoice(method, settings)));
  }

  /// The last method of the chain.
  public String method() {
    return chain.getLast().method();
  }

  /// The settings of the last method.
  public Settings settings() {
    return chain.getLast().settings();
  }

  /// The same chain with other settings of its last method.
  public LayerRecipe withSettings(Settings other) {
    List<MethodChoice> changed = new java.util.ArrayList<>(chain);
    changed.set(chain.size() - 1, new MethodChoice(method(), other));
    return new LayerRecipe(changed);
  }

  /// Whether some method of the chain has to see images before it can compress.
  ///
  /// @param methods finds a method by its id
  public boolean needsImages(Function<String, Method> methods) {
    return chain.stream()
        .anyMatch(choice -> methods.apply(choice.method()).needsImages(choice.settings()));
  }
}
