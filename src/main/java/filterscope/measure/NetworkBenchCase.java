package filterscope.measure;

/// One figure of the benchmark of a whole network, one image on one thread.
///
/// @param bits `weights×activations` of the layers between the first and the last, which stay float
/// @param implementation who computed it
/// @param ratioToOnnxRuntimeFloat `time of ONNX Runtime float / time of this`; NaN where it could not run
/// @param packedPlaces places where values stay packed signs from one layer to the next
public record NetworkBenchCase(
    String network,
    String bits,
    String implementation,
    double medianMillis,
    double ratioToOnnxRuntimeFloat,
    int packedPlaces) {}
