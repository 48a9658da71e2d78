package filterscope.cli;

import filterscope.data.Suggestion;
import filterscope.job.BadInputException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The commands and how they end: 0 after success, 1 after a failure, 2 after words that are not understood; failures say why in
/// one sentence on standard error.
public final class Commands {
  private static final int FAILURE = 1;
  private static final int BAD_USAGE = 2;

  private Commands() {}

  /// Every command; a new one is added here.
  private static List<CommandLine> all(Console console) {
    return List.of(
        new CommandLine(new InspectCommand(console)),
        new CommandLine(new EvaluateCommand(console)),
        new CommandLine(new SweepCommand(console)),
        new CommandLine(new SearchCommand(console)),
        new CommandLine(new ExportCommand(console)),
        new CommandLine(new VerifyCommand(console)),
        new CommandLine(new BenchCommand(console)),
        new CommandLine(new TrainCommand(console)),
        new CommandLine(new FinetuneCommand(console)),
        new CommandLine(new SnapshotCommand(console)),
        new CommandLine(new MethodsCommand(console)),
        new CommandLine(new ReportCommand()).addSubcommand(new ReportClaimsCommand(console)),
        new CommandLine(new DataCommand(console))
            .addSubcommand(new DataListCommand(console))
            .addSubcommand(new DataInfoCommand(console))
            .addSubcommand(new DataGetCommand(console)));
  }

  /// What `filterscope --help` says.
  @Command(
      name = "filterscope",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description =
          "Shows which filters of a convolutional network share a scale, and what that costs.",
      footer = {
        "",
        "Without a command the window opens: filterscope [NETWORK.onnx | MODEL.fsc]",
        "Exit status: 0 success, 1 failure, 2 bad usage. 'filterscope COMMAND --help' says more."
      })
  private static final class Root {}

  /// Runs one command. A network alone is no command: one that is there opens in the window and does not come here.
  ///
  /// @return the exit status
  public static int run(List<String> arguments, Console console) {
    if (arguments.size() == 1
        && (arguments.getFirst().endsWith(".onnx") || arguments.getFirst().endsWith(".fsc"))) {
      console.complain("there is no file " + arguments.getFirst());
      return FAILURE;
    }
    try {
      return commandLine(console).execute(arguments.toArray(String[]::new));
    } catch (OutOfMemoryError e) {
      console.complain(
          "Java ran out of memory ("
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB); give it more, for example FILTERSCOPE_JAVA_OPTIONS=-Xmx8g");
      return FAILURE;
    } catch (StackOverflowError | LinkageError e) {
      inside(e, console);
      return FAILURE;
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }

  private static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new Root());
    all(console).forEach(line::addSubcommand);
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpLongOptionsMaxWidth(30);
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler((e, _) -> badUsage(e, console));
    line.setExecutionExceptionHandler((e, _, _) -> failure(e, console));
    return line;
  }

  private static int badUsage(ParameterException e, Console console) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String reason = oneLine(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      reason = unmatched(unmatched.getUnmatched().getFirst(), command);
    }
    console.complain(
        reason
            + (reason.endsWith("?") ? " " : "; ")
            + "'"
            + command.qualifiedName()
            + " --help' says more");
    return BAD_USAGE;
  }

  private static String unmatched(String word, CommandSpec command) {
    boolean option = word.startsWith("-");
    Collection<String> known =
        option ? command.optionsMap().keySet() : command.subcommands().keySet();
    String name = command.qualifiedName();
    String reason =
        option
            ? name + " has no option " + word
            : known.isEmpty()
                ? name + " does not know what to do with '" + word + "'"
                : name + " has no command '" + word + "'";
    return reason + Suggestion.forSentence(word, known, "");
  }

  private static int failure(Exception e, Console console) {
    switch (e) {
      case ParameterException usage -> {
        return badUsage(usage, console);
      }
      case BadInputException input -> console.complain(oneLine(input.sentence()));
      case CancellationException _ -> console.complain("cancelled");
      default -> inside(e, console);
    }
    return FAILURE;
  }

  /// Something that is the program's fault, not the person's.
  private static void inside(Throwable e, Console console) {
    Logger log = LoggerFactory.getLogger(Commands.class);
    log.debug("the command failed", e);
    console.complain(
        "an error inside Filterscope: "
            + e.getClass().getSimpleName()
            + (e.getMessage() == null ? "" : ", " + oneLine(e.getMessage()))
            + "; FILTERSCOPE_LOG=DEBUG shows where");
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
