package filterscope.train;

import java.util.random.RandomGenerator;

/// What happens to a training image before the network sees it: it is shifted by up to some pixels either way, black coming in
/// from the side, and mirrored half of the time.
///
/// @param shift pixels
/// @param mirror whether left and right may change places
public record Augmentation(int shift, boolean mirror) {
  /// Images as they are.
  public static final Augmentation NONE = new Augmentation(0, false);

  public Augmentation {
    if (shift < 0) {
      throw new IllegalArgumentException("a shift is not negative");
    }
  }

  /// Where a pixel of the augmented image comes from.
  record Drawn(int down, int right, boolean mirrored) {
    static final Drawn UNCHANGED = new Drawn(0, 0, false);

    int sourceRow(int row) {
      return row - down;
    }

    int sourceColumn(int column, int width) {
      return (mirrored ? width - 1 - column : column) - right;
    }
  }

  /// Chooses for one image.
  Drawn draw(RandomGenerator random) {
    int down = random.nextInt(2 * shift + 1) - shift;
    int right = random.nextInt(2 * shift + 1) - shift;
    return new Drawn(down, right, mirror && random.nextBoolean());
  }
}
