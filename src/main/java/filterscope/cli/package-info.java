/// The command line: one class for each command, which parses, calls and prints.
@NullMarked
package filterscope.cli;

import org.jspecify.annotations.NullMarked;
