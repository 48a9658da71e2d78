/// Compiles a compressed network into a plan of steps over buffers planned once, and runs it, image by image.
@NullMarked
package filterscope.engine;

import org.jspecify.annotations.NullMarked;
