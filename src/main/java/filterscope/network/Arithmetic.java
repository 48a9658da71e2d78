package filterscope.network;

import filterscope.tensor.Shape;
import java.util.List;

/// Two operands, element by element, broadcast as in NumPy.
public record Arithmetic(Kind kind) implements Operator {
  /// The operation.
  public enum Kind {
    ADD("Add"),
    SUBTRACT("Sub"),
    MULTIPLY("Mul"),
    DIVIDE("Div");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    if (inputs.size() != 2) {
      throw new IllegalArgumentException("two operands expected, not " + inputs.size());
    }
    return Operators.broadcast(inputs.get(0), inputs.get(1));
  }

  @Override
  public String title() {
    return kind.title;
  }
}
