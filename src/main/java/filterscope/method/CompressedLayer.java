package filterscope.method;

/// What a recipe made of one layer: its weights as they are stored, and how its input is quantized.
public record CompressedLayer(CompressedConv weights, ActivationQuantizer activations) {}
