package filterscope.data;

import filterscope.tensor.Shape;

/// A labelled image set as one network wants to see it. Thread-safe.
public final class Inputs {
  private final ImageSet images;
  private final Preparation preparation;
  private final Shape shape;

  /// @param shape the network's input, `1×C×H×W` or `1×H×W×C`
  /// @throws filterscope.job.BadInputException if the network does not take images, or other channels than the preparation gives
  public Inputs(ImageSet images, Preparation preparation, Shape shape) {
    preparation.checkFits(shape);
    this.images = images;
    this.preparation = preparation;
    this.shape = shape;
  }

  public ImageSet images() {
    return images;
  }

  public Preparation preparation() {
    return preparation;
  }

  public int size() {
    return images.size();
  }

  /// Floats of one prepared image.
  public int floats() {
    return shape.size();
  }

  public int label(int index) {
    return images.label(index);
  }

  /// Writes one prepared image, row-major in the network's axis order.
  public void prepare(int index, float[] into) {
    preparation.prepare(images.picture(index), shape, into);
  }
}
