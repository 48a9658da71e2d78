package filterscope.measure;

/// How much one layer matters.
///
/// @param only the accuracy with only this layer compressed, all others float
/// @param loss that accuracy less the float network's, on the same images
/// @param allBut the accuracy with every layer compressed but this one
/// @param gain that accuracy less that of all layers compressed, on the same images
public record LayerSensitivity(
    String layer,
    Proportion only,
    PairedDifference loss,
    Proportion allBut,
    PairedDifference gain) {}
