package filterscope.measure;

import filterscope.data.ImageSet;
import filterscope.data.Inputs;
import filterscope.data.Picture;
import filterscope.data.Preparation;
import filterscope.tensor.Shape;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/// Random 6×6 colour images with labels, which counts how often it is asked for one.
final class NoiseImages implements ImageSet {
  private final int size;
  private final IntUnaryOperator labels;
  private final AtomicInteger decoded = new AtomicInteger();

  NoiseImages(int size, IntUnaryOperator labels) {
    this.size = size;
    this.labels = labels;
  }

  static Inputs inputs(int size) {
    return new NoiseImages(size, image -> image % 7).asInputs();
  }

  Inputs asInputs() {
    return new Inputs(this, Preparation.plain(Preparation.Channels.RGB), Shape.of(1, 3, 6, 6));
  }

  int decoded() {
    return decoded.get();
  }

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int label(int index) {
    return labels.applyAsInt(index);
  }

  @Override
  public Picture picture(int index) {
    decoded.incrementAndGet();
    byte[] samples = new byte[6 * 6 * 3];
    new Random(index).nextBytes(samples);
    return new Picture(6, 6, 3, samples);
  }

  @Override
  public List<String> classes() {
    return List.of();
  }

  @Override
  public String sha256() {
    return "noise";
  }
}
