package filterscope.cli;

import picocli.CommandLine.Command;

/// Reports that are measured anew each time.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures the sample networks and reports what the papers claim of such ones.")
final class ReportCommand {}
