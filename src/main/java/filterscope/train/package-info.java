/// The trainer: gradients through the engine's kernels, optimisers, augmentation and the architectures it can build.
@NullMarked
package filterscope.train;

import org.jspecify.annotations.NullMarked;
