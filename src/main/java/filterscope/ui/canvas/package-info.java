/// Drawn controls: the filter wall, the scale map, the histogram of weights. They know tensors, not studies or jobs.
///
/// [FilterWall], [ScaleMap] and [WeightHistogram] are regions: put them into a layout, call `show(LayerPicture)` on the JavaFX
/// thread whenever the layer or its stored form changes (zoom, position and highlight stay), bind their
/// `highlightedGroupProperty()` in both directions to one property so that a group lights up everywhere, and show
/// `readoutProperty()` in a line of fixed height. Colours come from `filterscope/assets/theme/filterscope.css` over an AtlantaFX
/// theme; changing the style sheets of the scene repaints. A [LayerPicture] may be built on any thread.
@NullMarked
package filterscope.ui.canvas;

import org.jspecify.annotations.NullMarked;
