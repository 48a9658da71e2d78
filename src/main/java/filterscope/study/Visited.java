package filterscope.study;

import filterscope.measure.TradeOff;

/// A configuration that was measured, with what restores it.
public record Visited(Configuration configuration, TradeOff figures) {}
