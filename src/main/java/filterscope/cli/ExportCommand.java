package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.data.Card;
import filterscope.data.Inputs;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.export.ClaimMeasurement;
import filterscope.export.Claims;
import filterscope.export.ExportForm;
import filterscope.export.Exporter;
import filterscope.export.Subject;
import filterscope.export.Written;
import filterscope.job.Progress;
import filterscope.kernel.FloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a compressed network in the forms in which others take it.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Writes a network, compressed as the recipe or the method flags say, in one or more forms.",
      "The recipe is always written beside them; nothing is written when something fails."
    })
final class ExportCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final NetworkArgument argument = new NetworkArgument();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "The folder for the files; it is made when it is absent.")
  private Path to = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "FORM",
      required = true,
      split = ",",
      description =
          "One or more of recipe, packed, onnx, onnx-qdq, npz, c, report, csv, latex, with commas between.")
  private List<String> forms = new ArrayList<>();

  @Mixin private final RecipeOptions recipes = new RecipeOptions();
  @Mixin private final ImageOptions images = new ImageOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Set<ExportForm> wanted = EnumSet.noneOf(ExportForm.class);
    for (String form : forms) {
      wanted.add(form(form.strip()));
    }
    Progress progress = console.progress();
    Opened opened = argument.open(progress.part(0, 0.05));
    Recipe recipe = opened.recipe(recipes, spec.commandLine());
    Optional<Inputs> inputs = images.inputs(opened, spec.commandLine(), progress.part(0.05, 0.08));
    FloatKernels kernels = Backend.best();
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(opened.model().network()), kernels);
    CompressedNetwork compressed =
        opened.compress(recipe, floating, inputs, progress.part(0.08, 0.1));
    Optional<Card> card = images.card(opened, inputs);
    Claims claims =
        new ClaimMeasurement(kernels, Runtime.getRuntime().availableProcessors())
            .of(
                compressed,
                opened.name(),
                opened.model().sha256(),
                inputs,
                images.reference(card).orElse(""),
                progress.part(0.1, 0.4));
    List<Written> written =
        new Exporter(kernels)
            .export(
                new Subject(opened.name(), compressed, card, claims, inputs),
                wanted,
                to,
                progress.part(0.4, 1));
    console.clearProgress();
    if (json) {
      console.json(document(claims, written));
    } else {
      written.forEach(this::print);
    }
    return 0;
  }

  private ExportForm form(String key) {
    if (!ExportForm.keys().contains(key)) {
      throw new ParameterException(
          spec.commandLine(),
          "--as takes "
              + String.join(", ", ExportForm.keys())
              + ", not '"
              + key
              + "'"
              + filterscope.data.Suggestion.forSentence(key, ExportForm.keys(), ""));
    }
    return ExportForm.byKey(key);
  }

  private static ObjectNode document(Claims claims, List<Written> written) {
    ObjectNode document = Console.object();
    document.set("claims", claims.tree());
    ArrayNode files = document.putArray("files");
    for (Written one : written) {
      ObjectNode node = files.addObject();
      node.put("form", one.form().key());
      node.put("file", one.file().toString());
      node.put("bytes", one.bytes());
      one.size()
          .ifPresent(size -> {
            node.put("headerBytes", size.headerBytes());
            node.put("payloadBytes", size.payloadBytes());
          });
      one.notes().forEach(node.putArray("notes")::add);
    }
    return document;
  }

  private void print(Written written) {
    console.line(
        String.format(
            Locale.ROOT,
            "%s  %,d bytes%s",
            written.file(),
            written.bytes(),
            written
                .size()
                .map(size ->
                    String.format(
                        Locale.ROOT,
                        ": %,d of parameters, as the memory meter shows, and %,d of header",
                        size.payloadBytes(),
                        size.headerBytes()))
                .orElse("")));
    written.notes().forEach(note -> console.line("  " + note));
  }
}
