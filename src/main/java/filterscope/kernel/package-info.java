/// The contract of the numeric kernels and the scalar definition of each.
/// Activations are channels last: `[row][column][channel]` of one image.
@NullMarked
package filterscope.kernel;

import org.jspecify.annotations.NullMarked;
