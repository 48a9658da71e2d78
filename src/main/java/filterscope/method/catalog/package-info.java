/// One file for each compression method, and `Methods`, the list of them.
@NullMarked
package filterscope.method.catalog;

import org.jspecify.annotations.NullMarked;
