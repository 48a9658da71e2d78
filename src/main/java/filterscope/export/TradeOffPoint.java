package filterscope.export;

import filterscope.measure.Proportion;

/// A configuration in the trade-off plot of a report.
///
/// @param name for a person
/// @param kind what tells it apart: `float`, `here` for the exported one, otherwise empty
public record TradeOffPoint(String name, String kind, long bytes, Proportion accuracy) {}
