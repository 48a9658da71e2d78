package filterscope.train;

/// The sum of two maps of the same shape: the joint of a residual block.
final class AddStep implements Step {
  private final Source left;
  private final Source right;
  private final FeatureMaps output;

  AddStep(Source left, Source right, FeatureMaps output) {
    this.left = left;
    this.right = right;
    this.output = output;
  }

  @Override
  public FeatureMaps output() {
    return output;
  }

  @Override
  public void forward(Shards shards, int images, boolean training) {
    float[] a = left.maps().values();
    float[] b = right.maps().values();
    float[] y = output.values();
    shards.run(
        images,
        (workspace, from, to) -> {
          for (int at = output.offset(from); at < output.offset(to); at++) {
            y[at] = a[at] + b[at];
          }
        });
  }

  @Override
  public void backward(Shards shards, int images) {
    float[] dy = output.gradient();
    int floats = output.imageFloats();
    shards.run(
        images,
        (workspace, from, to) -> {
          for (int image = from; image < to; image++) {
            int at = output.offset(image);
            Source.Writer copy = (dx, offset) -> System.arraycopy(dy, at, dx, offset, floats);
            left.deliver(image, workspace, copy);
            right.deliver(image, workspace, copy);
          }
        });
  }
}
