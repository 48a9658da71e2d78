/// What leaves the program: packed models, ONNX, arrays, C, tables and reports, each with the claims by which it can be
/// verified.
@NullMarked
package filterscope.export;

import org.jspecify.annotations.NullMarked;
