/// View models: JavaFX properties and commands, without scene nodes.
@NullMarked
package filterscope.ui.model;

import org.jspecify.annotations.NullMarked;
