package filterscope.train;

import java.util.Arrays;

/// Numbers that learn, and the gradient of the loss with respect to them.
final class Parameter {
  private final String name;
  private final float[] values;
  private final float[] gradient;
  private final boolean decays;
  private final float unit;

  /// @param values become the parameter's own
  /// @param decays whether weight decay applies: to weights, not to biases or batch normalisation
  Parameter(String name, float[] values, boolean decays) {
    this(name, values, decays, 1);
  }

  /// @param unit how large these numbers are: Adam, whose steps do not depend on the size of a gradient, takes steps of this unit
  Parameter(String name, float[] values, boolean decays, float unit) {
    this.unit = unit;
    this.name = name;
    this.values = values;
    this.gradient = new float[values.length];
    this.decays = decays;
  }

  String name() {
    return name;
  }

  float[] values() {
    return values;
  }

  float[] gradient() {
    return gradient;
  }

  boolean decays() {
    return decays;
  }

  float unit() {
    return unit;
  }

  int size() {
    return values.length;
  }

  void clearGradient() {
    Arrays.fill(gradient, 0);
  }

  @Override
  public String toString() {
    return "Parameter[" + name + ", " + values.length + "]";
  }
}
