package filterscope.train;

import java.util.List;

/// The channels of several maps one after the other.
final class ConcatStep implements Step {
  private final List<Source> sources;
  private final FeatureMaps output;

  ConcatStep(List<Source> sources, FeatureMaps output) {
    this.sources = sources;
    this.output = output;
  }

  @Override
  public FeatureMaps output() {
    return output;
  }

  @Override
  public void forward(Shards shards, int images, boolean training) {
    shards.run(
        images,
        (workspace, from, to) -> {
          int before = 0;
          for (Source source : sources) {
            FeatureMaps maps = source.maps();
            int pixels = (to - from) * output.pixels();
            for (int pixel = 0; pixel < pixels; pixel++) {
              System.arraycopy(
                  maps.values(),
                  maps.offset(from) + pixel * maps.channels(),
                  output.values(),
                  output.offset(from) + pixel * output.channels() + before,
                  maps.channels());
            }
            before += maps.channels();
          }
        });
  }

  @Override
  public void backward(Shards shards, int images) {
    shards.run(
        images,
        (workspace, from, to) -> {
          for (int image = from; image < to; image++) {
            int at = output.offset(image);
            int before = 0;
            for (Source source : sources) {
              int first = at + before;
              int channels = source.maps().channels();
              source.deliver(image, workspace, (dx, offset) -> cut(first, channels, dx, offset));
              before += channels;
            }
          }
        });
  }

  private void cut(int first, int channels, float[] dx, int offset) {
    for (int pixel = 0; pixel < output.pixels(); pixel++) {
      System.arraycopy(
          output.gradient(),
          first + pixel * output.channels(),
          dx,
          offset + pixel * channels,
          channels);
    }
  }
}
