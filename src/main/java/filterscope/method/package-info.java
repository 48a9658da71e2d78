/// What a compression method is: its parameters, the weights it stores and how they are shared among filters.
/// A `Recipe` says which method every layer gets; a `CompressedNetwork` is the result.
@NullMarked
package filterscope.method;

import org.jspecify.annotations.NullMarked;
