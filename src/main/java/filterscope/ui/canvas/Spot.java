package filterscope.ui.canvas;

/// One activation: a place in the feature maps of a layer.
public record Spot(int channel, int row, int column) {}
