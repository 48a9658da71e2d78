/// Reads ONNX files into a `Network` and writes a `Network` back.
@NullMarked
package filterscope.onnx;

import org.jspecify.annotations.NullMarked;
