package filterscope.export;

import filterscope.data.Inputs;
import filterscope.data.Picture;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/// Images that the float network and the compressed one put into different classes.
///
/// @param looked how many images were looked at
record FlippedImages(List<Flip> flips, int looked) {
  private static final int MOST_FLIPS = 24;
  private static final int MOST_IMAGES = 2000;
  private static final int MOST_PIXELS = 96;

  /// @param picture as a PNG in base 64
  record Flip(int index, int label, int before, int after, String picture) {}

  static FlippedImages find(
      CompiledNetwork floating, CompiledNetwork compressed, Inputs inputs, Progress progress) {
    List<Flip> flips = new ArrayList<>();
    float[] image = new float[inputs.floats()];
    float[] before = new float[floating.outputShape().size()];
    float[] after = new float[before.length];
    Scratch ofFloat = floating.newScratch();
    Scratch ofCompressed = compressed.newScratch();
    int looked = 0;
    int most = Math.min(MOST_IMAGES, inputs.size());
    while (looked < most && flips.size() < MOST_FLIPS) {
      progress.checkCancelled();
      progress.report((double) looked / most, "looking for images that flipped");
      inputs.prepare(looked, image);
      floating.run(image, ofFloat, before);
      compressed.run(image, ofCompressed, after);
      int one = largest(before);
      int other = largest(after);
      if (one != other) {
        flips.add(
            new Flip(
                looked, inputs.label(looked), one, other, png(inputs.images().picture(looked))));
      }
      looked++;
    }
    return new FlippedImages(flips, looked);
  }

  private static int largest(float[] outputs) {
    int best = 0;
    for (int index = 1; index < outputs.length; index++) {
      best = outputs[index] > outputs[best] ? index : best;
    }
    return best;
  }

  private static String png(Picture whole) {
    Picture picture = whole.within(MOST_PIXELS);
    BufferedImage image =
        new BufferedImage(
            picture.size().width(), picture.size().height(), BufferedImage.TYPE_INT_RGB);
    int last = picture.channels() - 1;
    for (int row = 0; row < image.getHeight(); row++) {
      for (int column = 0; column < image.getWidth(); column++) {
        int red = picture.sample(row, column, 0);
        int green = picture.sample(row, column, Math.min(1, last));
        int blue = picture.sample(row, column, last);
        image.setRGB(column, row, red << 16 | green << 8 | blue);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }
}
