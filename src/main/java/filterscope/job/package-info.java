/// What a long or fallible piece of work needs from its caller: a way to report progress and to be cancelled,
/// and a way to say in one sentence what is wrong with its input.
@NullMarked
package filterscope.job;

import org.jspecify.annotations.NullMarked;
