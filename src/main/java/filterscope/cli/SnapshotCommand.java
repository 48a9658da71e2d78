package filterscope.cli;

import filterscope.cli.NetworkArgument.Opened;
import filterscope.data.Catalogue;
import filterscope.data.ImageSets;
import filterscope.data.KnownSet;
import filterscope.data.Suggestion;
import filterscope.engine.Backend;
import filterscope.export.PackedModel;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.method.Recipe;
import filterscope.method.catalog.RecipeJson;
import filterscope.network.Network;
import filterscope.study.Configuration;
import filterscope.study.Machine;
import filterscope.study.OpenNetwork;
import filterscope.study.Study;
import filterscope.ui.Appearance;
import filterscope.ui.LayersForm;
import filterscope.ui.StageView;
import filterscope.ui.WeightsExtent;
import filterscope.ui.WindowPicture;
import filterscope.ui.model.ConfigurationModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// Draws the window into a file, without a display.
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Draws the real window with a network into a PNG file, without a display, once all its figures",
      "are measured. Without a method, its parameters or a recipe the network is compressed as the",
      "window does with a network just opened."
    })
final class SnapshotCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final NetworkArgument argument = new NetworkArgument();

  @Parameters(
      index = "1",
      paramLabel = "OUT.png",
      description = "The file to write; OUT.svg draws the picture on the stage alone, as vectors.")
  private Path file = Path.of("");

  @Option(
      names = "--tab",
      paramLabel = "TAB",
      completionCandidates = Tabs.class,
      description = "The picture on the stage: ${COMPLETION-CANDIDATES}.")
  private String tab = StageView.FILTERS.key();

  @Option(names = "--layer", paramLabel = "NAME", description = "The layer on the stage.")
  private Optional<String> layer = Optional.empty();

  @Mixin private final RecipeOptions recipes = new RecipeOptions();

  @Option(
      names = "--data",
      paramLabel = "SET",
      description =
          "idx:IMAGES,LABELS, cifar10:FOLDER, folder:FOLDER, list:FILE.tsv or a name from"
              + " 'filterscope data list'; what the network's card names where this is not given.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Measure accuracy on the first N images.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--theme",
      paramLabel = "light|dark",
      description = "How the window looks; light where this is not given.")
  private Appearance theme = Appearance.LIGHT;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = WindowSize.Converter.class,
      description = "Width and height of the window; 1440x900 where this is not given.")
  private WindowSize size = new WindowSize(1440, 900);

  @Option(
      names = "--every-layer",
      description = "With the tab weights: the histograms of all layers on one page.")
  private boolean everyLayer;

  @Option(
      names = "--every-group",
      description = "With the tab weights: the histograms of all groups of the layer on one page.")
  private boolean everyGroup;

  @Option(names = "--graph", description = "Show the layers as a graph, not as a list.")
  private boolean graph;

  @Option(names = "--table", description = "Show the layers as a table, not as a list.")
  private boolean table;

  @Option(
      names = "--picture",
      description = "Draw only the picture on the stage, with two pixels for one of the window.")
  private boolean picture;

  @Mixin private final PreparationOptions preparations = new PreparationOptions();

  @Option(names = "--json", description = "Print one JSON document about what was written.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  SnapshotCommand(Console console) {
    this.console = console;
  }

  /// The names of the tabs, for the help.
  private static final class Tabs extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Tabs() {
      super(Stream.of(StageView.values()).map(StageView::key).toList());
    }
  }

  @Override
  public Integer call() {
    StageView view = view();
    if (limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit takes a number from 1, not " + limit);
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".png") && !name.endsWith(".svg")) {
      throw new ParameterException(
          spec.commandLine(), "a picture's name ends with .png or .svg, unlike " + file);
    }
    Progress progress = console.progress();
    Study study = study(argument.open(progress.part(0, 0.05)));
    WindowPicture.write(wanted(study, view), machine(), file, progress.part(0.05, 1));
    console.clearProgress();
    if (json) {
      console.json(document(study, view));
    } else {
      console.line("wrote " + file);
    }
    return 0;
  }

  private Machine machine() {
    return new Machine(
        Backend::best, Runtime.getRuntime().availableProcessors(), Machine.USUAL_STOPWATCH, limit);
  }

  private StageView view() {
    return Stream.of(StageView.values())
        .filter(known -> known.key().equalsIgnoreCase(tab))
        .findFirst()
        .orElseThrow(() -> {
          List<String> keys = new Tabs();
          return new ParameterException(
              spec.commandLine(),
              "there is no tab '"
                  + tab
                  + "'"
                  + Suggestion.forSentence(tab, keys, "; there are " + String.join(", ", keys)));
        });
  }

  private WindowPicture.Wanted wanted(Study study, StageView view) {
    try {
      WindowPicture.Form form =
          file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")
              ? WindowPicture.Form.VECTORS
              : picture ? WindowPicture.Form.PIXELS : WindowPicture.Form.WINDOW;
      return new WindowPicture.Wanted(
          study, view, layersForm(), weightsExtent(), theme, size.width(), size.height(), form);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private LayersForm layersForm() {
    if (graph && table) {
      throw new ParameterException(
          spec.commandLine(), "layers are shown with --graph or with --table, not with both");
    }
    return graph ? LayersForm.GRAPH : table ? LayersForm.TABLE : LayersForm.LIST;
  }

  private WeightsExtent weightsExtent() {
    if (everyLayer && everyGroup) {
      throw new ParameterException(
          spec.commandLine(),
          "histograms are of every layer (--every-layer) or of every group (--every-group), not of both");
    }
    return everyLayer
        ? WeightsExtent.NETWORK
        : everyGroup ? WeightsExtent.GROUPS : WeightsExtent.LAYER;
  }

  private Study study(Opened opened) {
    OpenNetwork network =
        new OpenNetwork(
            opened.model(),
            opened.card(),
            opened.trainedFor(),
            opened.packed().map(PackedModel::network));
    Recipe recipe = opened.recipe(recipes, spec.commandLine());
    Study plain = Study.of(network, Optional.of(ConfigurationModel.defaultChoice()));
    Configuration configuration =
        recipes.isGiven() ? Configuration.of(network.network(), recipe) : plain.configuration();
    return plain
        .withConfiguration(configuration, Optional.empty())
        .withPreparation(
            preparations.over(plain.preparation(), spec.commandLine()), Optional.empty())
        .withData(data.map(SnapshotCommand::fromHere).or(() -> fromCard(plain, opened)))
        .withLayer(layer.map(name -> known(name, network.network())).orElse(plain.layer()));
  }

  /// The window takes paths from where the network is; the command line means them from here.
  private static String fromHere(String reference) {
    return ImageSets.absolute(reference, Path.of(""));
  }

  /// The images that the card names. A known set that is not on this machine is left out with a word, so that a picture of the
  /// filters does not want a download.
  private Optional<String> fromCard(Study plain, Opened opened) {
    Optional<KnownSet> absent =
        plain.data().flatMap(Catalogue::byId).filter(set -> !ImageSets.isPresent(set, false));
    absent.ifPresent(set ->
        console.complain(
            "the picture shows no accuracy: the images of %s are not on this machine; %s"
                .formatted(set.title(), set.remedy())));
    return absent.isPresent()
        ? Optional.empty()
        : plain.data().map(reference -> ImageSets.absolute(reference, opened.cardFolder()));
  }

  private static String known(String name, Network network) {
    List<String> names = network.weightedLayers().stream().map(each -> each.name()).toList();
    if (!names.contains(name)) {
      throw new BadInputException(
          "no layer with weights is called '"
              + name
              + "'"
              + Suggestion.forSentence(
                  name, names, "; 'filterscope inspect' lists the layers of this network"));
    }
    return name;
  }

  private ObjectNode document(Study study, StageView view) {
    ObjectNode document = Console.object();
    document.put("file", file.toString());
    document.put("width", size.width());
    document.put("height", size.height());
    document.put("theme", theme.name().toLowerCase(Locale.ROOT));
    document.put("tab", view.key());
    document.put("layer", study.layer());
    ObjectNode network = document.putObject("network");
    network.put("name", study.opened().network().name());
    network.put("sha256", study.opened().model().sha256());
    study.data().ifPresentOrElse(set -> document.put("data", set), () -> document.putNull("data"));
    document.set("recipe", RecipeJson.toTree(study.recipe()));
    return document;
  }
}
