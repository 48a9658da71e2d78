package filterscope.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WallPixelsTest {
  private static final int BACKGROUND = 0xff808080;
  private static final int RED = 0xffff0000;
  private static final int BLUE = 0xff0000ff;

  private final WallLayout layout =
      new WallLayout(new WallAxis(1, 2, 1, 1, 0, 0), new WallAxis(2, 1, 1, 0, 0, 0), 2, 2, false);

  @Test
  void paintsEachWeightAsASquareAndGapsAsBackground() {
    int[] argb = paint(2, 0, WallPixels.Lit.ALL, 6);
    assertThat(argb).hasSize(6 * 4);
    assertThat(argb[0]).isEqualTo(0xff000000);
    assertThat(argb[1]).isEqualTo(0xff000000);
    assertThat(argb[2]).isEqualTo(BACKGROUND);
    assertThat(argb[4]).isEqualTo(0xff000001);
    assertThat(argb[2 * 6 + 5]).isEqualTo(0xff000003);
  }

  @Test
  void mixesThePixelsOnABorder() {
    WallLayout pair =
        new WallLayout(new WallAxis(1, 2, 1, 0, 0, 0), new WallAxis(1, 1, 1, 0, 0, 0), 1, 2, false);
    Shade shade = index -> index == 0 ? RED : BLUE;
    int[] argb = new int[3];
    new WallPixels(pair, 2, 1, 1, 0, BACKGROUND)
        .paint(
            argb,
            WallPixels.Strip.of(pair.across(), 3, 0, 1.5, false),
            WallPixels.Strip.of(pair.down(), 1, 0, 1, false),
            shade,
            shade,
            3,
            WallPixels.Lit.ALL);
    assertThat(argb).containsExactly(RED, 0xff7f007f, BLUE);
  }

  @Test
  void fadesWhatIsNotHighlighted() {
    WallPixels.Lit lit =
        WallPixels.Lit.only(new boolean[] {false, true}, new boolean[] {true, true});
    int[] argb = paint(2, 0, lit, 6);
    assertThat(argb[0]).isEqualTo(0xff606060);
    assertThat(argb[2 * 6]).isEqualTo(0xff000002);
  }

  @Test
  void showsTheOtherSideBehindTheWipe() {
    int[] argb = new int[6 * 4];
    new WallPixels(layout, 2, 1, 1, 0, BACKGROUND)
        .paint(
            argb,
            WallPixels.Strip.of(layout.across(), 6, 0, 2, false),
            WallPixels.Strip.of(layout.down(), 4, 0, 2, false),
            _ -> RED,
            _ -> BLUE,
            5,
            WallPixels.Lit.ALL);
    assertThat(argb[4]).isEqualTo(RED);
    assertThat(argb[5]).isEqualTo(BLUE);
  }

  private int[] paint(double scale, double origin, WallPixels.Lit lit, int width) {
    int[] argb = new int[width * 4];
    Shade shade = index -> 0xff000000 | index;
    new WallPixels(layout, 2, 1, 1, 0, BACKGROUND)
        .paint(
            argb,
            WallPixels.Strip.of(layout.across(), width, origin, scale, false),
            WallPixels.Strip.of(layout.down(), 4, origin, scale, false),
            shade,
            shade,
            width,
            lit);
    return argb;
  }
}
