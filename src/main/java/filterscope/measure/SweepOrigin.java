package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.data.Preparation;
import java.util.ArrayList;
import java.util.List;

/// What a sweep is about: points of different origins cannot be compared.
///
/// @param networkSha256 of the network's file
/// @param dataSha256 of the images, all that are used
/// @param preparation what images go through before the network sees them
/// @param samples how many images
public record SweepOrigin(
    String network,
    String networkSha256,
    String data,
    String dataSha256,
    String preparation,
    int samples) {

  /// The origin of points of a network on these images.
  public static SweepOrigin of(String network, String networkSha256, Inputs inputs) {
    return new SweepOrigin(
        network,
        networkSha256,
        inputs.images().name(),
        inputs.images().sha256(),
        text(inputs.preparation()),
        inputs.size());
  }

  private static String text(Preparation preparation) {
    return "resize="
        + preparation.resize()
        + " crop="
        + preparation.crop()
        + " channels="
        + preparation.channels()
        + " scale="
        + preparation.scale()
        + " mean="
        + preparation.mean()
        + " std="
        + preparation.std();
  }

  /// In what this differs from another one, in a few words.
  String differences(SweepOrigin other) {
    List<String> found = new ArrayList<>();
    if (!networkSha256.equals(other.networkSha256)) {
      found.add("network " + network);
    }
    if (!dataSha256.equals(other.dataSha256)) {
      found.add("images " + data);
    }
    if (samples != other.samples) {
      found.add(samples + " images in place of " + other.samples);
    }
    if (!preparation.equals(other.preparation)) {
      found.add(preparation);
    }
    return found.isEmpty() ? "other names" : String.join(", ", found);
  }
}
