package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Card;
import filterscope.job.Progress;
import filterscope.method.Activations;
import filterscope.method.catalog.RecipeJson;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.onnx.OnnxReader;
import filterscope.onnx.OnnxWriter;
import filterscope.study.OpenNetwork;
import filterscope.study.Study;
import filterscope.tensor.Shape;
import filterscope.train.Architecture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class FinetuneCommandTest {
  private static final List<String> ONE_BIT = List.of("--weight-bits", "1", "--group", "4");

  @TempDir private Path folder;
  private String data = "";

  @BeforeEach
  void writeImages() throws IOException {
    data = TinyNetwork.images(folder, 3);
  }

  @Test
  void writesANetworkThatEvaluatesToTheAccuracyThatItTells() {
    Path network = TinyNetwork.onnx(folder);
    Path out = folder.resolve("tuned").resolve("tuned.onnx");

    Run run = finetune(network, out, ONE_BIT, "--epochs", "3", "--hold-out", "12", "--json");

    assertThat(run.err()).contains("epoch 3 of 3").contains("held out");
    assertThat(run.status()).isZero();
    JsonNode json = run.json();
    assertThat(json.path("after")).isNotEqualTo(json.path("before"));
    assertThat(evaluated(out, ONE_BIT)).isEqualTo(json.path("after"));
    assertThat(evaluated(out, List.of("--recipe", out.resolveSibling("tuned.recipe.json") + "")))
        .isEqualTo(json.path("after"));
    assertThat(evaluated(out, List.of())).isEqualTo(json.path("after"));
    assertThat(evaluated(network, ONE_BIT)).isEqualTo(json.path("before"));
    assertThat(evaluated(network, List.of())).isEqualTo(json.path("float"));
    Card card = Card.beside(out).orElseThrow();
    assertThat(card.data()).contains(data);
    assertThat(card.provenance())
        .containsEntry("recipe", "tuned.recipe.json")
        .containsEntry("seed", "5")
        .containsEntry("epochs", "3")
        .containsEntry("accuracySamples", "60");
    assertThat(card.provenance().get("command"))
        .startsWith("filterscope finetune " + network)
        .contains("--weight-bits 1 --group 4");
    assertThat(Files.exists(out.resolveSibling("tuned.checkpoint"))).isFalse();
  }

  @Test
  void makesANetworkThatIsOpenedUnderTheRecipeItWasTrainedFor() {
    Path out = out("tuned");
    JsonNode tuned =
        finetune(TinyNetwork.onnx(folder), out, ONE_BIT, "--epochs", "1", "--json").json();

    JsonNode evaluated = Run.of("evaluate", out.toString(), "--data", data, "--json").json();
    assertThat(evaluated.path("recipe")).isEqualTo(tuned.path("recipe"));
    assertThat(evaluated.path("shadowWeights").booleanValue()).isTrue();
    assertThat(evaluated.path("agreement").isNull()).isTrue();
    Run floats = Run.of("evaluate", out.toString(), "--data", data, "--float");
    assertThat(floats.out()).contains("not trained").contains("not compared");
    assertThat(Run.of("evaluate", out.toString(), "--float", "--group", "2").status()).isEqualTo(2);
    Study study = Study.of(OpenNetwork.read(out, Progress.NONE), Optional.empty());
    assertThat(RecipeJson.toTree(study.recipe())).isEqualTo(tuned.path("recipe"));
  }

  @Test
  void findsTheBoundsOfActivationsOnceAndGivesThemInTheRecipe() {
    List<String> bits = List.of("--weight-bits", "2", "--activation-bits", "2");
    JsonNode tuned =
        finetune(TinyNetwork.onnx(folder), out("tuned"), bits, "--epochs", "2", "--json").json();

    JsonNode settings = tuned.path("recipe").path("layers").path("middle").path("settings");
    assertThat(settings.path("activation-bound").asString()).startsWith("given");
    assertThat(settings.path("activation-limit").asDouble()).isPositive().isNotEqualTo(1);
    assertThat(evaluated(out("tuned"), List.of())).isEqualTo(tuned.path("after"));
  }

  @Test
  void tellsTheEffectOfEveryRepair() {
    String[] more = {"--epochs", "1", "--repair", "equalise", "--json"};

    Run run = finetune(TinyNetwork.onnx(folder), out("tuned"), ONE_BIT, more);

    JsonNode json = run.json();
    assertThat(json.path("repairs").valueStream().map(node -> node.path("repair").asString()))
        .containsExactly("none", "equalise");
    assertThat(json.path("repairs").path(0).path("top1"))
        .isEqualTo(json.path("before").path("top1"));
    assertThat(run.err()).contains("repaired (equalise)");
    assertThat(evaluated(out("tuned"), List.of())).isEqualTo(json.path("after"));
  }

  @Test
  void learnsFromTheFloatNetwork() {
    Path network = TinyNetwork.onnx(folder);
    finetune(network, out("alone"), ONE_BIT, "--epochs", "1");

    Run run = finetune(network, out("taught"), ONE_BIT, "--epochs", "1", "--distill", "--json");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(weights(out("taught"))).isNotEqualTo(weights(out("alone")));
    assertThat(evaluated(out("taught"), List.of())).isEqualTo(run.json().path("after"));
    assertThat(Card.beside(out("taught")).orElseThrow().provenance())
        .containsEntry("distillation", "weight 0.5, temperature 4.0");
    Run shadow = finetune(out("taught"), out("again"), ONE_BIT, "--distill");
    assertThat(shadow.status()).isEqualTo(1);
    assertThat(shadow.err()).contains("are no teacher; open the float network");
    Run nobody = finetune(network, out("again"), ONE_BIT, "--temperature", "2");
    assertThat(nobody.err()).contains("--temperature is one of --distill");
    Run heavy = finetune(network, out("again"), ONE_BIT, "--distill=2");
    assertThat(heavy.err()).contains("above 0 and at most 1");
  }

  @Test
  void learnsScalesAndBoundsThatAreFoundAgainInWhatIsWritten() {
    Path network = TinyNetwork.onnx(folder);
    List<String> bits = List.of("--weight-bits", "2", "--activation-bits", "2");
    finetune(network, out("computed"), bits, "--epochs", "2");

    Run run =
        finetune(
            network, out("tuned"), bits, "--epochs", "2", "--learn", "scales,bounds", "--json");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(evaluated(out("tuned"), List.of())).isEqualTo(run.json().path("after"));
    assertThat(bound(out("tuned"))).isNotEqualTo(bound(out("computed")));
    assertThat(finetune(network, out("b"), bits, "--learn", "luck").err())
        .contains("choose from: scales, bounds");
  }

  private static double bound(Path out) {
    Study study = Study.of(OpenNetwork.read(out, Progress.NONE), Optional.empty());
    return study.recipe().of("middle").orElseThrow().settings().real(Activations.LIMIT);
  }

  @Test
  void namesTheRecipeThatIsMissing() throws IOException {
    Path out = out("tuned");
    finetune(TinyNetwork.onnx(folder), out, ONE_BIT, "--epochs", "1");
    Files.delete(out.resolveSibling("tuned.recipe.json"));

    Run run = Run.of("evaluate", out.toString(), "--data", data);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("tuned.recipe.json").hasLineCount(1);
  }

  @Test
  void writesEveryFigureOfTheContractUnderItsKey() {
    Path network = TinyNetwork.onnx(folder);
    JsonNode json =
        finetune(network, out("a"), ONE_BIT, "--epochs", "2", "--hold-out", "12", "--json").json();
    assertThat(json.propertyNames())
        .containsExactly(
            "network",
            "out",
            "epochs",
            "keptEpoch",
            "data",
            "before",
            "after",
            "float",
            "seconds",
            "seed",
            "recipe");
    assertThat(json.path("network").propertyNames()).containsExactly("name", "sha256");
    assertThat(json.path("epochs")).hasSize(2);
    JsonNode epoch = json.path("epochs").path(1);
    assertThat(epoch.propertyNames()).containsExactly("epoch", "loss", "trainAccuracy", "heldOut");
    assertThat(epoch.path("heldOut").propertyNames())
        .containsExactly("top1", "low", "high", "samples");
    assertThat(epoch.path("heldOut").path("samples").intValue()).isEqualTo(12);
    assertThat(json.path("seed").intValue()).isEqualTo(5);
    assertThat(json.path("recipe").path("layers").propertyNames()).containsExactly("middle");
    Run lines = finetune(network, out("b"), ONE_BIT, "--epochs", "1", "--hold-out", "0");
    assertThat(lines.out()).contains("compressed before").contains("kept").contains("epoch 1 of 1");
  }

  @Test
  void endsWithTheSameWeightsAfterACrashAndWithAnotherNumberOfThreads() {
    Path network = TinyNetwork.onnx(folder);
    List<String> twoBits = List.of("--weight-bits", "2");
    finetune(network, out("whole"), twoBits, "--epochs", "3", "--hold-out", "12");

    String[] more = {"--epochs", "3", "--hold-out", "12", "--threads", "2"};
    List<String> words = new ArrayList<>(words(network, out("crashed"), twoBits, more));
    StringWriter err = new StringWriter();
    Console breaking =
        new Console(new PrintWriter(Writer.nullWriter()), breakingAfter("epoch 2", err), false);
    assertThat(Commands.run(words, breaking)).isEqualTo(1);
    assertThat(Files.exists(out("crashed"))).isFalse();
    words.add("--resume");
    Run resumed = Run.of(words.toArray(String[]::new));

    assertThat(resumed.err()).contains("going on after epoch 2").doesNotContain("epoch 1 of 3");
    assertThat(weights(out("crashed"))).isEqualTo(weights(out("whole")));
    assertThat(Card.beside(out("crashed")).orElseThrow().provenance().get("command"))
        .doesNotContain("--resume");
    assertThat(weights(out("crashed"))).isNotEqualTo(weights(network));
  }

  @Test
  void tunesAResidualNetwork() {
    Architecture residual = Architecture.byId("resnet20").orElseThrow();
    Network start = residual.maker().make("residual", Shape.of(1, 1, 8, 8), 3, 1);
    Path network = folder.resolve("residual.onnx");
    OnnxWriter.write(start, network, Map.of());

    Run run = finetune(network, out("r"), List.of("--weight-bits", "3"), "--epochs", "1", "--json");

    assertThat(run.status()).isZero();
    assertThat(evaluated(out("r"), List.of("--weight-bits", "3")))
        .isEqualTo(run.json().path("after"));
  }

  @Test
  void saysWhenTheRateIsTooHighToLearn() {
    Path network = TinyNetwork.onnx(folder);
    for (String optimizer : List.of("adam", "momentum")) {
      Run run =
          finetune(
              network,
              out("far"),
              ONE_BIT,
              "--optimizer",
              optimizer,
              "--rate",
              "1e30",
              "--epochs",
              "20");
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err().lines().toList().getLast())
          .startsWith("filterscope: ")
          .contains("choose a rate below");
      assertThat(Files.exists(out("far"))).isFalse();
    }
  }

  @Test
  void trainsThroughTheSignsOfActivations() {
    List<String> signs = List.of("--weight-bits", "1", "--activation-bits", "1");

    Run run = finetune(TinyNetwork.onnx(folder), out("a"), signs, "--epochs", "2", "--json");

    assertThat(run.status()).isZero();
    assertThat(evaluated(out("a"), signs)).isEqualTo(run.json().path("after"));
  }

  @Test
  void refusesToReplaceWhatIsNotItsOwn() {
    Path network = TinyNetwork.onnx(folder);
    Run itself = finetune(network, network, ONE_BIT);
    assertThat(itself.status()).isEqualTo(1);
    assertThat(itself.err()).contains("is the network itself").hasLineCount(1);
    TinyNetwork.card(folder, data);
    Run card = finetune(network, folder.resolve("other.onnx"), ONE_BIT);
    assertThat(card.status()).isEqualTo(1);
    assertThat(card.err()).contains("card of tiny.onnx").hasLineCount(1);
  }

  @Test
  void saysWhichWordsAreMissingOrWrong() {
    Path network = TinyNetwork.onnx(folder);
    Run noImages =
        Run.of("finetune", network + "", "--data", data, "--out", out("a") + "", "--group", "2");
    assertThat(noImages.status()).isEqualTo(2);
    assertThat(noImages.err()).contains("--eval SET").hasLineCount(1);
    Run noThreads = finetune(network, out("a"), ONE_BIT, "--threads", "0");
    assertThat(noThreads.status()).isEqualTo(2);
    Run noEpochs = finetune(network, out("a"), ONE_BIT, "--epochs", "0");
    assertThat(noEpochs.status()).isEqualTo(1);
    assertThat(noEpochs.err()).contains("at least one epoch").hasLineCount(1);
    Run noOut = Run.of("finetune", network + "", "--data", data);
    assertThat(noOut.status()).isEqualTo(2);
    assertThat(noOut.err()).contains("--out");
  }

  private Path out(String name) {
    return folder.resolve(name).resolve(name + ".onnx");
  }

  private Run finetune(Path network, Path out, List<String> method, String... more) {
    return Run.of(words(network, out, method, more).toArray(String[]::new));
  }

  private List<String> words(Path network, Path out, List<String> method, String... more) {
    List<String> words = new ArrayList<>(List.of("finetune", network.toString()));
    words.addAll(List.of("--data", data, "--eval", data, "--out", out.toString()));
    words.addAll(List.of("--seed", "5", "--batch", "8"));
    if (!List.of(more).contains("--rate")) {
      words.addAll(List.of("--rate", "0.02"));
    }
    words.addAll(method);
    if (!List.of(more).contains("--threads")) {
      words.addAll(List.of("--threads", "1"));
    }
    words.addAll(List.of(more));
    return words;
  }

  /// What `evaluate` says of a network, under the keys of `finetune`.
  private JsonNode evaluated(Path network, List<String> method) {
    List<String> words = new ArrayList<>(List.of("evaluate", network.toString(), "--json"));
    words.addAll(List.of("--data", data));
    words.addAll(method);
    Run run = Run.of(words.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isZero();
    return ((tools.jackson.databind.node.ObjectNode) run.json().path("accuracy"))
        .without(List.of("top5"));
  }

  /// A standard error that fails as soon as a line begins with these words, as a killed program would end there.
  private static PrintWriter breakingAfter(String words, StringWriter into) {
    return new PrintWriter(into) {
      @Override
      public void println(String line) {
        if (line.startsWith(words)) {
          throw new IllegalStateException("the machine fell over");
        }
        super.println(line);
      }
    };
  }

  /// All weights one after the other.
  private static List<Float> weights(Path file) {
    List<Float> all = new ArrayList<>();
    Network network = OnnxReader.read(file, Progress.NONE).network();
    for (Layer layer : network.weightedLayers()) {
      for (float weight : network.weights(layer.name()).values()) {
        all.add(weight);
      }
    }
    return all;
  }
}
