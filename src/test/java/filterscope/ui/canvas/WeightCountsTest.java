package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.method.Grouping;
import filterscope.network.ConvWeights;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WeightCountsTest {
  @Test
  void countsWeightsInEqualBinsAroundZero() {
    ConvWeights weights = new ConvWeights(1, 1, 1, 4, new float[] {-1, -0.4f, 0.1f, 1});
    WeightCounts counts = WeightCounts.of(GalleryLayers.floating("layer", weights), 4);
    assertThat(counts.limit()).isEqualTo(1);
    assertThat(new int[] {counts.count(0), counts.count(1), counts.count(2), counts.count(3)})
        .containsExactly(1, 1, 1, 1);
    assertThat(counts.start(1)).isEqualTo(-0.5);
    assertThat(counts.beyond()).isZero();
  }

  @Test
  void countsWhatIsClippedAndWhatBecomesZero() {
    ConvWeights weights = new ConvWeights(1, 1, 1, 4, new float[] {0.2f, -0.9f, 1.4f, -1.6f});
    short[] levels = {0, -1, 1, -1};
    LayerPicture picture =
        LayerPicture.of(
            "layer",
            weights,
            GridExamples.stored(weights, 2, levels, Grouping.filters(1, 1, 1), 1f));
    WeightCounts counts = WeightCounts.of(picture, 10);
    assertThat(counts.dead()).isEqualTo(1);
    assertThat(counts.clipped()).isEqualTo(1);
    LevelGrid grid = Objects.requireNonNull(counts.levels());
    assertThat(grid.levels()).isEqualTo(3);
    assertThat(grid.dead(0)).isEqualTo(0.5);
    assertThat(grid.clip(0)).isEqualTo(1.5);
  }

  @Test
  void oneBitHasTwoLevelsAndNoZero() {
    LayerPicture picture = GalleryLayers.filters("layer", GalleryLayers.deep(4, 3, 3), 1, 2);
    LevelGrid grid = Objects.requireNonNull(WeightCounts.of(picture, 10).levels());
    assertThat(grid.levels()).isEqualTo(2);
    assertThat(grid.integer(0)).isEqualTo(-1);
    assertThat(grid.integer(1)).isEqualTo(1);
    assertThat(grid.hasZero()).isFalse();
    assertThat(grid.deadShare(0)).isZero();
  }

  @Test
  void sharesOfGroupsGrowWithTheMagnitude() {
    ConvWeights weights = new ConvWeights(2, 1, 1, 1, new float[] {1, 3});
    LevelGrid grid =
        LevelGrid.of(
            GridExamples.stored(weights, 2, new short[] {1, 0}, Grouping.filters(2, 1, 1), 1f, 3f));
    assertThat(grid.clippedShare(1.4)).isZero();
    assertThat(grid.clippedShare(2)).isEqualTo(0.5);
    assertThat(grid.clippedShare(5)).isEqualTo(1);
    assertThat(grid.deadShare(0.4)).isEqualTo(1);
    assertThat(grid.deadShare(1)).isEqualTo(0.5);
  }

  @Test
  void theGroupsTogetherAreTheLayer() {
    LayerPicture picture = GalleryLayers.tiles("layer", GalleryLayers.deep(9, 7, 3), 3, 4, 2);
    Grouping grouping = picture.grouping().orElseThrow();
    WeightCounts counts = WeightCounts.of(picture, 32);
    int[] sums = new int[32];
    for (int group = 0; group < grouping.groups(); group++) {
      int[] own = counts.ofGroup(picture.original(), grouping, group);
      for (int bin = 0; bin < sums.length; bin++) {
        sums[bin] += own[bin];
      }
    }
    long total = counts.beyond();
    for (int bin = 0; bin < sums.length; bin++) {
      assertThat(sums[bin]).isEqualTo(counts.count(bin));
      total += sums[bin];
    }
    assertThat(total).isEqualTo(picture.original().size());
  }

  @Test
  void countsEveryGroupOverOneAxisWithItsOwnLevels() {
    LayerPicture picture = GalleryLayers.tiles("layer", GalleryLayers.deep(9, 7, 3), 3, 4, 2);
    Grouping grouping = picture.grouping().orElseThrow();
    WeightCounts layer = WeightCounts.of(picture, 16);
    java.util.List<WeightCounts> groups = WeightCounts.ofGroups(picture, 16, 1000);
    assertThat(groups).hasSize(grouping.groups());
    long clipped = 0;
    for (int group = 0; group < groups.size(); group++) {
      WeightCounts own = groups.get(group);
      int[] expected = layer.ofGroup(picture.original(), grouping, group);
      for (int bin = 0; bin < expected.length; bin++) {
        assertThat(own.count(bin)).isEqualTo(expected[bin]);
      }
      assertThat(own.limit()).isEqualTo(layer.limit());
      assertThat(own.total()).isEqualTo(grouping.kernelsPerGroup()[group] * 9);
      LevelGrid levels = Objects.requireNonNull(own.levels());
      assertThat(levels.groups()).isEqualTo(1);
      assertThat(levels.place(0, 1))
          .isEqualTo(Objects.requireNonNull(layer.levels()).place(group, 1));
      clipped += own.clipped();
    }
    assertThat(clipped).isEqualTo(layer.clipped());
    assertThat(WeightCounts.ofGroups(picture, 16, 3)).hasSize(3);
  }

  @Test
  void fewWeightsGetFewBins() {
    LayerPicture few = GalleryLayers.floating("few", GalleryLayers.deep(32, 1, 3));
    LayerPicture many = GalleryLayers.floating("many", GalleryLayers.deep(128, 128, 3));
    assertThat(WeightCounts.of(few, 160).bins()).isEqualTo(26);
    assertThat(WeightCounts.of(many, 160).bins()).isEqualTo(160);
  }

  @Test
  void aColourScaleLeavesOutliersOut() {
    float[] values = new float[1000];
    for (int index = 0; index < values.length; index++) {
      values[index] = (index % 10 - 5) / 10f;
    }
    values[3] = 40;
    ColorLimit limit = ColorLimit.of(values, new float[0]);
    assertThat(limit.exceeded()).isTrue();
    assertThat(limit.value()).isCloseTo(0.5f, within(0.03f));
    assertThat(ColorLimit.of(values, values)).isEqualTo(new ColorLimit(1, false));
  }

  @Test
  void meansOfKernelsAreHalvedLevelByLevel() {
    float[] values = new float[130 * 70];
    java.util.Arrays.fill(values, -2);
    KernelMeans means = KernelMeans.of(new ConvWeights(130, 70, 1, 1, values));
    assertThat(means.levels()).isEqualTo(3);
    assertThat(means.level(1).rows).isEqualTo(65);
    assertThat(means.level(1).columns).isEqualTo(35);
    assertThat(means.level(2).means).containsOnly(2f);
    assertThat(means.levelFor(0.3)).isZero();
    assertThat(means.levelFor(2)).isEqualTo(1);
    assertThat(means.levelFor(100)).isEqualTo(2);
  }

  @Test
  void leavesOutTheLevelThatWouldTakeMostMemory() {
    float[] values = new float[2100 * 2050];
    for (int index = 0; index < values.length; index++) {
      values[index] = index % 2 == 0 ? 1 : -3;
    }
    KernelMeans means = KernelMeans.of(new ConvWeights(2100, 2050, 1, 1, values));
    assertThat(means.levelFor(2)).isEqualTo(2);
    assertThat(means.level(2).rows).isEqualTo(525);
    assertThat(means.level(2).columns).isEqualTo(513);
    assertThat(means.level(2).means[0]).isEqualTo(2f);
    assertThat(means.level(3).rows).isEqualTo(263);
  }
}
