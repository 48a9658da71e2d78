package filterscope.train;

import filterscope.data.ImageSet;
import filterscope.data.Picture;
import java.util.List;
import java.util.Random;

/// Small grey images of noise, each class brighter in a corner of its own.
final class ToyImages implements ImageSet {
  private static final int SIDE = 8;

  private final int count;
  private final int classes;

  ToyImages(int count, int classes) {
    this.count = count;
    this.classes = classes;
  }

  @Override
  public String name() {
    return "toys";
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public int label(int index) {
    return index % classes;
  }

  @Override
  public Picture picture(int index) {
    Random random = new Random(index);
    byte[] samples = new byte[SIDE * SIDE];
    random.nextBytes(samples);
    int top = label(index) / 2 * (SIDE / 2);
    int left = label(index) % 2 * (SIDE / 2);
    for (int row = top; row < top + 3; row++) {
      for (int column = left; column < left + 3; column++) {
        samples[row * SIDE + column] = (byte) (200 + random.nextInt(56));
      }
    }
    return new Picture(SIDE, SIDE, 1, samples);
  }

  @Override
  public List<String> classes() {
    return List.of();
  }

  @Override
  public String sha256() {
    return "toys-" + count + "-" + classes;
  }
}
