package filterscope.measure;

import filterscope.method.LayerRecipe;

/// One measured configuration of a sweep.
///
/// @param choice what all layers got that took part
public record SweepPoint(LayerRecipe choice, TradeOff figures) {}
