package filterscope.cli;

import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.catalog.Methods;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Lists the compression methods and their parameters.
@Command(
    name = "methods",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists the compression methods with their parameters.")
final class MethodsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Only this one.")
  private Optional<String> id = Optional.empty();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  MethodsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Method> methods =
        id.map(name -> List.of(MethodNames.find(name, spec.commandLine()))).orElse(Methods.all());
    if (json) {
      ObjectNode document = Console.object();
      ArrayNode list = document.putArray("methods");
      methods.forEach(method -> describe(list.addObject(), method));
      console.json(document);
    } else {
      methods.forEach(this::print);
    }
    return 0;
  }

  private static void describe(ObjectNode node, Method method) {
    node.put("id", method.id());
    node.put("title", method.title());
    node.put("summary", method.summary());
    node.put("paper", method.paper());
    node.put("evidence", method.evidence().name().toLowerCase(Locale.ROOT));
    ArrayNode params = node.putArray("params");
    method.params().forEach(param -> describe(params.addObject(), param));
  }

  private static void describe(ObjectNode node, Param param) {
    node.put("key", param.key());
    node.put("title", param.title());
    node.put("help", param.help());
    switch (param) {
      case Param.Whole whole -> {
        node.put("type", "whole");
        node.put("least", whole.least());
        node.put("most", whole.most());
        node.put("default", whole.byDefault());
      }
      case Param.Real real -> {
        node.put("type", "real");
        node.put("least", real.least());
        node.put("most", real.most());
        node.put("default", real.byDefault());
      }
      case Param.Choice choice -> {
        node.put("type", "choice");
        ArrayNode options = node.putArray("options");
        choice.options().forEach(option -> options.add(option.key()));
        node.put("default", choice.defaultText());
      }
      case Param.Toggle toggle -> {
        node.put("type", "toggle");
        node.put("default", toggle.byDefault());
      }
    }
  }

  private void print(Method method) {
    console.line(method.id() + ": " + method.title() + " (" + method.paper() + ")");
    console.line(method.summary());
    console.line(basis(method.evidence()));
    console.line("");
    for (Param param : method.params()) {
      console.line(
          "  " + param.key() + " = " + range(param) + ", by default " + param.defaultText());
      console.line("      " + param.help());
    }
    console.line("");
  }

  private static String basis(Method.Evidence evidence) {
    return switch (evidence) {
      case TEXT -> "Implemented from the text of the paper.";
      case CODE -> "Implemented from the text of the paper and its public code.";
      case ABSTRACT -> "Only the abstract is public: the recipe is a reconstruction.";
    };
  }

  private static String range(Param param) {
    return switch (param) {
      case Param.Whole whole -> whole.least() + "…" + whole.most();
      case Param.Real real -> real.least() + "…" + real.most();
      case Param.Choice choice ->
          String.join("|", choice.options().stream().map(Param.Option::key).toList());
      case Param.Toggle _ -> "true|false";
    };
  }
}
