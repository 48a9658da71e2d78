package filterscope.measure;

/// How much one layer matters.
///
/// @param only the accuracy with only this layer compressed, all others float
/// @param allBut the accuracy with every layer compressed but this one
public record LayerSensitivity(String layer, Proportion only, Proportion allBut) {}
