/// The float network as a value: layers in execution order, each an operator of the field with its weights.
/// Shapes are those of one image, written as in ONNX (batch 1, channels first unless the file says otherwise).
@NullMarked
package filterscope.network;

import org.jspecify.annotations.NullMarked;
