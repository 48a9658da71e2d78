package filterscope.train;

/// An image read as one vector in the order of the network's file, `[channel][row][column]`.
final class FlattenStep implements Step {
  private final Source source;
  private final FeatureMaps output;

  FlattenStep(Source source, FeatureMaps output) {
    this.source = source;
    this.output = output;
  }

  @Override
  public FeatureMaps output() {
    return output;
  }

  @Override
  public void forward(Shards shards, int images, boolean training) {
    FeatureMaps maps = source.maps();
    shards.run(
        images,
        (workspace, from, to) -> {
          for (int image = from; image < to; image++) {
            int at = maps.offset(image);
            int index = output.offset(image);
            for (int channel = 0; channel < maps.channels(); channel++) {
              for (int pixel = 0; pixel < maps.pixels(); pixel++) {
                output.values()[index++] = maps.values()[at + pixel * maps.channels() + channel];
              }
            }
          }
        });
  }

  @Override
  public void backward(Shards shards, int images) {
    FeatureMaps maps = source.maps();
    shards.run(
        images,
        (workspace, from, to) -> {
          for (int image = from; image < to; image++) {
            int first = output.offset(image);
            source.deliver(
                image,
                workspace,
                (dx, offset) -> {
                  int index = first;
                  for (int channel = 0; channel < maps.channels(); channel++) {
                    for (int pixel = 0; pixel < maps.pixels(); pixel++) {
                      dx[offset + pixel * maps.channels() + channel] = output.gradient()[index++];
                    }
                  }
                });
          }
        });
  }
}
