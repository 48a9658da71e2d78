/// Numbers in memory: shapes, row-major float tensors and packed bits.
/// Knows nothing of networks or files.
@NullMarked
package filterscope.tensor;

import org.jspecify.annotations.NullMarked;
