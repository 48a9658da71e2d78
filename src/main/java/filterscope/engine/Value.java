package filterscope.engine;

import filterscope.tensor.Shape;

/// A value of the network as it lies in memory. Several values may share one storage: a Transpose or Reshape that moves
/// nothing makes another value of the same storage.
///
/// @param shape in the axis order of the network
/// @param storage the number of the storage, in the order of planning
record Value(Shape shape, Layout layout, int storage) {
  /// How far apart neighbours along each axis lie.
  int[] strides() {
    return layout.strides(shape);
  }
}
