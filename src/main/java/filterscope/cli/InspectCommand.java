package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Weighted;
import filterscope.tensor.Shape;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Lists the layers of a network.
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Lists the layers of a network with their shapes, parameters and multiply-accumulates.",
      "Ends with 1 and says why where something in the file is not supported."
    })
final class InspectCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final NetworkArgument argument = new NetworkArgument();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Opened opened = argument.open(console.progress());
    console.clearProgress();
    if (json) {
      console.json(document(opened));
    } else {
      print(opened);
    }
    return 0;
  }

  private static ObjectNode document(Opened opened) {
    Network network = opened.model().network();
    ObjectNode document = Console.object();
    ObjectNode about = document.putObject("network");
    about.put("name", opened.name());
    about.put("file", opened.model().file().toString());
    about.put("sha256", opened.model().sha256());
    about.put("producer", opened.model().producer());
    about.put("opset", opened.model().opset());
    shape(about.putArray("inputShape"), network.inputShape());
    shape(about.putArray("outputShape"), network.outputShape());
    about.put("parameters", network.parameters());
    about.put("macs", network.macs());
    ArrayNode layers = document.putArray("layers");
    network.layers().forEach(layer -> describe(layers.addObject(), network, layer));
    opened.model().notes().forEach(document.putArray("notes")::add);
    opened
        .card()
        .ifPresent(card -> {
          ObjectNode node = document.putObject("card");
          node.put("title", card.title());
          node.put("task", card.task());
          card.data().ifPresent(data -> node.put("data", data));
          card.classes().forEach(node.putArray("classes")::add);
          ObjectNode provenance = node.putObject("provenance");
          card.provenance().forEach(provenance::put);
        });
    return document;
  }

  private static void describe(ObjectNode node, Network network, Layer layer) {
    node.put("name", layer.name());
    node.put("operator", layer.operator().title());
    layer.inputs().forEach(node.putArray("inputs")::add);
    shape(node.putArray("outputShape"), network.shape(layer.name()));
    node.put("parameters", layer.operator().parameters());
    node.put("macs", network.macs(layer));
    if (layer.operator() instanceof Weighted weighted) {
      ConvWeights weights = weighted.weights();
      ObjectNode extents = node.putObject("weights");
      extents.put("filters", weights.filters());
      extents.put("channels", weights.channels());
      extents.put("kernelHeight", weights.kernelHeight());
      extents.put("kernelWidth", weights.kernelWidth());
    }
  }

  private static void shape(ArrayNode node, Shape shape) {
    for (int extent : shape.toArray()) {
      node.add(extent);
    }
  }

  private void print(Opened opened) {
    Network network = opened.model().network();
    console.line(
        opened.card().map(card -> titled(opened.name(), card.title())).orElse(opened.name()));
    console.line(
        String.format(
            Locale.ROOT,
            "%s, opset %d, takes %s, gives %s",
            opened.model().producer().isEmpty() ? "producer unknown" : opened.model().producer(),
            opened.model().opset(),
            network.inputShape(),
            network.outputShape()));
    console.line(
        String.format(
            Locale.ROOT,
            "%,d layers, %,d parameters, %,d multiply-accumulates an image",
            network.layers().size(),
            network.parameters(),
            network.macs()));
    console.line("");
    Table table = new Table("layer", "operator", "weights", "output", "#parameters", "#MACs");
    for (Layer layer : network.layers()) {
      table.row(
          layer.name(),
          layer.operator().title(),
          layer.operator() instanceof Weighted weighted
              ? weighted.weights().shape().toString()
              : "",
          network.shape(layer.name()).toString(),
          number(layer.operator().parameters()),
          number(network.macs(layer)));
    }
    table.lines().forEach(console::line);
    opened.model().notes().forEach(note -> console.line("note: " + note));
  }

  private static String titled(String name, String title) {
    return title.isEmpty() ? name : name + ": " + title;
  }

  private static String number(long number) {
    return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
  }
}
