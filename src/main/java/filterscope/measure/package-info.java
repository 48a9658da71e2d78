/// The figures: accuracy with its interval, agreement, footprint, time, and the theory of speed.
@NullMarked
package filterscope.measure;

import org.jspecify.annotations.NullMarked;
