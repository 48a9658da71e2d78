/// Labelled image sets, their preparation for a network, and the catalogue of known sets.
@NullMarked
package filterscope.data;

import org.jspecify.annotations.NullMarked;
