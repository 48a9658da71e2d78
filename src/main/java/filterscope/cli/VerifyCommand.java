package filterscope.cli;

import filterscope.data.Card;
import filterscope.data.Sample;
import filterscope.data.Samples;
import filterscope.engine.Backend;
import filterscope.export.Check;
import filterscope.export.ExportForm;
import filterscope.export.Verifier;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.onnx.OnnxModel;
import filterscope.onnx.OnnxReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds an exported artefact to its own claims.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Measures an exported file again and compares it with what the file says of itself.",
      "Packed models and ONNX files are run; recipes, arrays, C headers, tables and reports are",
      "computed again from the network that they were made of. Ends with 1 where a claim does not hold."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "FILE", description = "A file that 'export' wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "SET",
      description = "Images in place of those that the file names.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--network",
      paramLabel = "NETWORK",
      description =
          "The network that the file was made of: ONNX file or sample; a sample of the same name where"
              + " this is not given.")
  private Optional<String> network = Optional.empty();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("there is no file " + file);
    }
    ExportForm form = Verifier.formOf(file);
    Progress progress = console.progress();
    Optional<Path> source = source(form);
    Optional<OnnxModel> original = source.map(onnx -> OnnxReader.read(onnx, progress.part(0, 0.1)));
    Path folder =
        Optional.ofNullable(source.orElse(file).toAbsolutePath().getParent()).orElse(Path.of(""));
    List<Check> checks =
        new Verifier(
                Backend.best(),
                Runtime.getRuntime().availableProcessors(),
                data,
                original,
                source.flatMap(Card::beside),
                folder)
            .verify(file, progress.part(0.1, 1));
    console.clearProgress();
    boolean holds = checks.stream().allMatch(Check::holds);
    if (json) {
      console.json(document(form, checks, holds));
    } else {
      print(checks);
    }
    if (!holds) {
      console.complain(file + " is not what it says");
    }
    return holds ? 0 : 1;
  }

  /// The file of the network that the artefact was made of: as said, or the sample of its name.
  private Optional<Path> source(ExportForm form) {
    Samples samples = Samples.ofHome();
    if (network.isPresent()) {
      Path named = Path.of(network.get());
      return Optional.of(
          Files.isRegularFile(named)
              ? named
              : samples
                  .byName(network.get())
                  .map(Sample::onnx)
                  .orElseThrow(() ->
                      new BadInputException(
                          "there is no file and no sample network '" + network.get() + "'")));
    }
    String name = String.valueOf(file.getFileName());
    String base =
        name.endsWith(form.ending())
            ? name.substring(0, name.length() - form.ending().length())
            : name;
    return samples.byName(base).map(Sample::onnx);
  }

  private ObjectNode document(ExportForm form, List<Check> checks, boolean holds) {
    ObjectNode document = Console.object();
    document.put("file", file.toString());
    document.put("form", form.key());
    document.put("holds", holds);
    ArrayNode nodes = document.putArray("checks");
    for (Check check : checks) {
      nodes
          .addObject()
          .put("what", check.what())
          .put("claimed", check.claimed())
          .put("found", check.found())
          .put("holds", check.holds());
    }
    return document;
  }

  private void print(List<Check> checks) {
    Table table = new Table("", "claim", "claimed", "found");
    for (Check check : checks) {
      table.row(check.holds() ? "holds" : "FAILS", check.what(), check.claimed(), check.found());
    }
    table.lines().forEach(console::line);
  }
}
