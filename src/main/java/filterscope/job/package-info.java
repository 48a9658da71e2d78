/// What a long or fallible piece of work needs from its caller: a way to report progress and to be cancelled,
/// a way to say in one sentence what is wrong with its input, the runners of such work, and files
/// that are written whole or not at all.
@NullMarked
package filterscope.job;

import org.jspecify.annotations.NullMarked;
