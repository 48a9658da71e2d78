package filterscope.ui.canvas;

import filterscope.method.FloatConv;
import filterscope.method.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One cell of a page of small histograms.
///
/// @param name what it is of
/// @param fact what stands across from the name, where there is room
/// @param words everything about it, for the readout
/// @param grouping the groups of the layer, where the histogram is of one of them
/// @param group which one
record SmallHistogram(
    String name,
    String fact,
    String words,
    WeightCounts counts,
    Optional<Grouping> grouping,
    int group) {
  private static final int BINS = 64;

  static SmallHistogram ofLayer(LayerPicture layer) {
    WeightCounts counts = WeightCounts.of(layer, BINS);
    String fact =
        counts.levels() != null
            ? Digits.percent(counts.clippedShare()) + " clipped"
            : layer.stored() instanceof FloatConv ? "float" : "";
    String words = layer.name() + " · " + words(counts);
    return new SmallHistogram(layer.name(), fact, words, counts, Optional.empty(), 0);
  }

  /// The groups of a layer, the first so many; none where nothing shares a scale.
  static List<SmallHistogram> ofGroups(LayerPicture layer, int most) {
    List<SmallHistogram> all = new ArrayList<>();
    for (WeightCounts counts : WeightCounts.ofGroups(layer, BINS, most)) {
      int group = all.size();
      float scale = layer.grid().orElseThrow().scales()[group];
      all.add(
          new SmallHistogram(
              "group " + group,
              "α " + Digits.three(scale),
              GroupText.describe(layer, group) + " · " + words(counts),
              counts,
              layer.grouping(),
              group));
    }
    return all;
  }

  private static String words(WeightCounts counts) {
    LevelGrid levels = counts.levels();
    return Digits.plural(counts.total(), "weight")
        + (levels == null
            ? ""
            : " · "
                + Digits.plural(levels.levels(), "level")
                + " · clipped "
                + Digits.percent(counts.clippedShare())
                + (levels.hasZero()
                    ? " · become zero " + Digits.percent((double) counts.dead() / counts.total())
                    : ""));
  }
}
