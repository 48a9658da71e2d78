package filterscope.train;

/// What a step takes: the maps of another, and what to do with the gradient for them. Steps that share a source are walked
/// backwards one after the other; the first writes the gradient, the others add to it.
///
/// @param wanted whether anything before the source learns at all
/// @param adds whether a later step has already written this gradient
record Source(FeatureMaps maps, boolean wanted, boolean adds) {

  /// Computes the gradient of one image.
  interface Writer {
    /// Writes every element of the image's gradient.
    void write(float[] gradient, int offset);
  }

  /// Delivers the gradient of one image, if anyone wants it.
  void deliver(int image, Workspace workspace, Writer writer) {
    if (!wanted) {
      return;
    }
    int floats = maps.imageFloats();
    int offset = maps.offset(image);
    if (!adds) {
      writer.write(maps.gradient(), offset);
      return;
    }
    float[] spare = workspace.spare(floats);
    writer.write(spare, 0);
    float[] gradient = maps.gradient();
    for (int i = 0; i < floats; i++) {
      gradient[offset + i] += spare[i];
    }
  }
}
