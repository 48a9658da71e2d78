package filterscope.measure;

/// One figure of the layer benchmark. Ratios are `time of the other / time of this`: above 1 this one is faster; NaN where
/// the other could not run.
///
/// @param bits `weights×activations`
/// @param implementation who computed it
public record LayerBenchCase(
    String layer,
    String bits,
    String implementation,
    double medianMicros,
    double ratioToOnnxRuntimeFloat,
    double ratioToOnnxRuntimeInt8,
    double ratioToScalarFloat) {}
