/// What a person works on: the open network, its images, the recipe, and the live figures about them.
@NullMarked
package filterscope.study;

import org.jspecify.annotations.NullMarked;
