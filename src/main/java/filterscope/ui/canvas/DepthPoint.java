package filterscope.ui.canvas;

/// How far two networks are apart at one place along their depth.
///
/// @param name what the place is called
/// @param weighted whether it is a layer with weights
/// @param sqnr in decibels; +∞ where nothing differs
/// @param cosine from −1 to 1
public record DepthPoint(String name, boolean weighted, double sqnr, double cosine) {}
