/// Drawn controls: the filter wall, the scale map, histograms. They know tensors, not studies or jobs.
@NullMarked
package filterscope.ui.canvas;

import org.jspecify.annotations.NullMarked;
