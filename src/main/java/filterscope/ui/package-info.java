/// The window: panes, dialogs, menus and theme. A pane builds nodes and binds them, nothing else.
@NullMarked
package filterscope.ui;

import org.jspecify.annotations.NullMarked;
