package filterscope.ui.canvas;

import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.network.ConvWeights;

/// The sentences about a group and about a weight that stand in the readouts.
final class GroupText {
  private GroupText() {}

  /// `group 3 of 8 · filters 16–23 · α 0.0312`, counting from 0 as the axes do.
  static String describe(LayerPicture picture, int group) {
    return picture
        .grid()
        .map(grid ->
            "group "
                + group
                + " of "
                + Digits.count(grid.grouping().groups())
                + " · "
                + members(grid.grouping(), group)
                + " · α "
                + Digits.three(grid.scales()[group]))
        .orElse("");
  }

  /// `filters 16–23`, and for tiles `· channels 0–3`.
  static String members(Grouping grouping, int group) {
    int filterBlock = group / grouping.channelBlocks();
    int channelBlock = group % grouping.channelBlocks();
    boolean[] filters = new boolean[grouping.filters()];
    for (int filter = 0; filter < filters.length; filter++) {
      filters[filter] = grouping.groupOf(filter, 0) / grouping.channelBlocks() == filterBlock;
    }
    String text = "filter" + range(filters);
    if (grouping.channelBlocks() == 1) {
      return text;
    }
    boolean[] channels = new boolean[grouping.channels()];
    for (int channel = 0; channel < channels.length; channel++) {
      channels[channel] = grouping.groupOf(0, channel) % grouping.channelBlocks() == channelBlock;
    }
    return text + " · channel" + range(channels);
  }

  private static String range(boolean[] in) {
    int first = -1;
    int last = -1;
    int count = 0;
    for (int index = 0; index < in.length; index++) {
      if (in[index]) {
        first = first < 0 ? index : first;
        last = index;
        count++;
      }
    }
    if (count == 1) {
      return " " + first;
    }
    boolean together = last - first + 1 == count;
    return together ? "s " + first + "–" + last : "s: " + count + " from " + first + " to " + last;
  }

  /// Everything about the weight under the cursor.
  static String describeWeight(
      LayerPicture picture, WallLayout.Hit hit, boolean inColour, boolean coarse) {
    ConvWeights weights = picture.original();
    StringBuilder text = new StringBuilder("filter " + hit.filter());
    if (!inColour) {
      text.append(" · channel ").append(hit.channel());
    }
    int index = weights.index(hit.filter(), hit.channel(), hit.row(), hit.column());
    if (coarse) {
      int kernel = weights.index(hit.filter(), hit.channel(), 0, 0);
      text.append(" · mean |w| ").append(Digits.three(mean(weights, kernel)));
    } else {
      if (weights.kernelSize() > 1) {
        text.append(" · tap ").append(hit.row()).append(", ").append(hit.column());
      }
      if (inColour) {
        text.append(" · weights ").append(rgb(weights, index));
      } else {
        text.append(" · weight ").append(Digits.three(weights.values()[index]));
      }
    }
    picture
        .grid()
        .ifPresent(grid -> append(text, picture, grid, hit, coarse || inColour ? -1 : index));
    return text.toString();
  }

  private static void append(
      StringBuilder text, LayerPicture picture, GridConv grid, WallLayout.Hit hit, int index) {
    int group = grid.grouping().groupOf(hit.filter(), hit.channel());
    text.append(" · group ").append(group);
    text.append(" · α ").append(Digits.three(grid.scales()[group]));
    if (index >= 0) {
      float restored = picture.restored().values()[index];
      float weight = picture.original().values()[index];
      text.append(" · level ").append(signed(grid.level(index)));
      text.append(" · restored ").append(Digits.three(restored));
      text.append(" · error ").append(Digits.three(weight - restored));
    }
  }

  private static String signed(int level) {
    return level > 0 ? "+" + level : level < 0 ? "−" + -level : "0";
  }

  private static String rgb(ConvWeights weights, int index) {
    StringBuilder text = new StringBuilder();
    for (int channel = 0; channel < 3; channel++) {
      text.append(channel == 0 ? "R " : channel == 1 ? ", G " : ", B ");
      text.append(Digits.three(weights.values()[index + channel * weights.kernelSize()]));
    }
    return text.toString();
  }

  private static double mean(ConvWeights weights, int from) {
    double sum = 0;
    for (int tap = 0; tap < weights.kernelSize(); tap++) {
      sum += Math.abs(weights.values()[from + tap]);
    }
    return sum / weights.kernelSize();
  }
}
