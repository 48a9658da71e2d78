/// Labelled image sets, their preparation for a network, the catalogue of known sets and their download.
@NullMarked
package filterscope.data;

import org.jspecify.annotations.NullMarked;
