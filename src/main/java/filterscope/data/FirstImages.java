package filterscope.data;

import java.util.List;
import java.util.Objects;

/// The first images of another set.
final class FirstImages implements ImageSet {
  private final ImageSet whole;
  private final int count;

  FirstImages(ImageSet whole, int count) {
    this.whole = whole;
    this.count = count;
  }

  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public int label(int index) {
    return whole.label(Objects.checkIndex(index, count));
  }

  @Override
  public Picture picture(int index) {
    return whole.picture(Objects.checkIndex(index, count));
  }

  @Override
  public PictureSize pictureSize(int index) {
    return whole.pictureSize(Objects.checkIndex(index, count));
  }

  @Override
  public List<String> classes() {
    return whole.classes();
  }

  @Override
  public String sha256() {
    Hash hash = new Hash();
    hash.text(whole.sha256());
    hash.number(count);
    return hash.hex();
  }

  @Override
  public ImageSet limit(int fewer) {
    return whole.limit(Math.min(fewer, count));
  }
}
