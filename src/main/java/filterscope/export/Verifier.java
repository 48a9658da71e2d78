package filterscope.export;

import filterscope.data.Card;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.FloatKernels;
import filterscope.measure.Calibrator;
import filterscope.measure.Evaluator;
import filterscope.measure.Footprint;
import filterscope.measure.Proportion;
import filterscope.measure.RuntimeCheck;
import filterscope.method.Calibration;
import filterscope.method.CompressedNetwork;
import filterscope.method.catalog.Methods;
import filterscope.network.Network;
import filterscope.onnx.OnnxModel;
import filterscope.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Measures an exported artefact again and holds it to its own claims. What runs by itself (packed model, ONNX) is run; what was
/// computed from network and recipe (recipe, arrays, C, tables, report) is computed again from the network and the recipe
/// beside it.
public final class Verifier {
  /// Of so many images one may change its class between two backends, whose sums round differently.
  private static final int IMAGES_PER_CHANGE = 500;

  private final FloatKernels kernels;
  private final int threads;
  private final Optional<String> data;
  private final Optional<OnnxModel> original;
  private final Optional<Card> originalCard;
  private final Path folder;
  private final List<Check> checks = new ArrayList<>();

  /// @param data images in place of those that the claims name
  /// @param original the network that the artefact was made of, where it is at hand
  /// @param originalCard its card
  /// @param folder what references of images are relative to
  public Verifier(
      FloatKernels kernels,
      int threads,
      Optional<String> data,
      Optional<OnnxModel> original,
      Optional<Card> originalCard,
      Path folder) {
    this.kernels = kernels;
    this.threads = threads;
    this.data = data;
    this.original = original;
    this.originalCard = originalCard;
    this.folder = folder;
  }

  /// The form of an exported file, by its name.
  ///
  /// @throws BadInputException if it has the name of none
  public static ExportForm formOf(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(ExportForm.ONNX_QDQ.ending())) {
      return ExportForm.ONNX_QDQ;
    }
    if (name.endsWith(".onnx")) {
      return ExportForm.ONNX;
    }
    return Arrays.stream(ExportForm.values())
        .filter(form -> name.endsWith(form.ending()))
        .findFirst()
        .orElseThrow(() ->
            new BadInputException(
                file
                    + " is called like nothing that 'export' writes; its files end in "
                    + String.join(
                        ", ",
                        Arrays.stream(ExportForm.values()).map(ExportForm::ending).toList())));
  }

  /// @return what was checked, in order
  /// @throws BadInputException if the file cannot be read, or what it was made of is not at hand
  public List<Check> verify(Path file, Progress progress) {
    checks.clear();
    try {
      dispatch(file, progress);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
    return List.copyOf(checks);
  }

  private void dispatch(Path file, Progress progress) {
    switch (formOf(file)) {
      case PACKED -> packed(file, progress);
      case ONNX, ONNX_QDQ -> onnx(file, progress);
      case RECIPE -> recipe(ClaimedRecipe.read(file), file, progress);
      case REPORT -> recipe(Reports.claims(file), file, progress);
      case CSV, LATEX, NPZ, C -> again(file, progress);
    }
  }

  private void packed(Path file, Progress progress) {
    PackedModel model = PackedModel.read(file);
    Claims claims = model.claims();
    checks.add(new Check("SHA-256 of header and payload", model.sha256(), model.sha256(), true));
    memory(claims, model.network());
    checks.add(
        Check.same("bytes of the payload", claims.compressedBytes(), model.size().payloadBytes()));
    claims
        .accuracy()
        .ifPresent(accuracy -> {
          Inputs inputs = inputs(claims, model.card(), model.network().network(), progress);
          accuracy(claims, accuracy, accuracy(model.network(), inputs, progress));
        });
  }

  private void onnx(Path file, Progress progress) {
    Map<String, String> metadata = OnnxReader.metadata(file);
    String text = metadata.get(OnnxExport.CLAIMS);
    if (text == null) {
      throw new BadInputException(
          file + " carries no claims of Filterscope; verify takes what 'export' wrote");
    }
    Claims claims = Claims.of(fields(text, file));
    Optional<Card> card =
        Optional.ofNullable(metadata.get(OnnxExport.CARD))
            .map(json -> Card.of(JsonMapper.shared().readTree(json), file));
    ClaimedRecipe.of(String.valueOf(metadata.get(OnnxExport.RECIPE)), "in " + file);
    Network network = OnnxReader.read(file, progress.part(0, 0.1)).network();
    CompiledNetwork ours =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network), kernels);
    claims
        .accuracy()
        .ifPresent(accuracy -> {
          Inputs inputs = inputs(claims, card, network, progress);
          RuntimeCheck run = RuntimeCheck.run(file, ours, inputs, progress.part(0.1, 1));
          Proportion correct = accuracy;
          long differences = 0;
          if (metadata.containsKey(OnnxExport.RUNTIME)) {
            Fields claimed = fields(String.valueOf(metadata.get(OnnxExport.RUNTIME)), file);
            correct = new Proportion(claimed.large("correct"), claimed.large("images"));
            differences = claimed.large("differences");
          }
          long most = differences + allowed(accuracy);
          share("accuracy in ONNX Runtime", correct, run.correct(), allowed(accuracy));
          checks.add(
              new Check(
                  "images that ONNX Runtime and the engine class differently",
                  differences + " (at most " + most + " on another machine)",
                  Long.toString(run.differences()),
                  run.differences() <= most));
        });
    if (claims.accuracy().isEmpty()) {
      checks.add(new Check("opens and compiles", "yes", "yes", true));
    }
  }

  private static Fields fields(String json, Path file) {
    try {
      return new Fields(JsonMapper.shared().readTree(json), "the claims");
    } catch (JacksonException | IllegalArgumentException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  private void recipe(ClaimedRecipe recipe, Path file, Progress progress) {
    Claims claims =
        recipe
            .claims()
            .orElseThrow(() ->
                new BadInputException(
                    file + " makes no claims; export it with this version to have some"));
    CompressedNetwork network = compressed(recipe, claims, file, progress.part(0, 0.2));
    memory(claims, network);
    claims
        .accuracy()
        .ifPresent(accuracy -> {
          Inputs inputs = inputs(claims, originalCard, network.network(), progress);
          accuracy(claims, accuracy, accuracy(network, inputs, progress.part(0.2, 1)));
        });
  }

  /// Compresses the original network as the recipe says.
  private CompressedNetwork compressed(
      ClaimedRecipe recipe, Claims claims, Path file, Progress progress) {
    OnnxModel model =
        original.orElseThrow(() ->
            new BadInputException(
                file
                    + " was made of network '"
                    + claims.network()
                    + "', which is not at hand; say --network FILE.onnx"));
    checks.add(Check.same("SHA-256 of the network", claims.networkSha256(), model.sha256()));
    try {
      Calibration seen = Calibration.NONE;
      if (recipe.recipe().needsImages(Methods::byId)) {
        CompiledNetwork floating =
            CompiledNetwork.compile(CompressedNetwork.uncompressed(model.network()), kernels);
        seen =
            Calibrator.calibrate(
                floating, inputs(claims, originalCard, model.network(), progress), progress);
      }
      return CompressedNetwork.compress(model.network(), recipe.recipe(), Methods::byId, seen);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          file + " does not fit network '" + model.network().name() + "': " + e.getMessage(), e);
    }
  }

  /// Writes the file again, aside, and compares it.
  private void again(Path file, Progress progress) {
    ExportForm form = formOf(file);
    String name = String.valueOf(file.getFileName());
    String base = name.substring(0, name.length() - form.ending().length());
    Path beside = file.resolveSibling(base + ExportForm.RECIPE.ending());
    ClaimedRecipe recipe = ClaimedRecipe.read(beside);
    Claims claims =
        recipe
            .claims()
            .orElseThrow(() -> new BadInputException(beside + " does not say what it was made of"));
    CompressedNetwork network = compressed(recipe, claims, file, progress);
    memory(claims, network);
    Subject subject = new Subject(base, network, Optional.empty(), claims, Optional.empty());
    try {
      Path aside = Files.createTempDirectory("filterscope-verify");
      try {
        new Exporter(kernels).export(subject, java.util.EnumSet.of(form), aside, progress);
        long differs = Files.mismatch(file, aside.resolve(name));
        checks.add(
            new Check(
                "the file, computed again",
                "same bytes",
                differs < 0 ? "same bytes" : "differs from byte " + differs + " on",
                differs < 0));
      } finally {
        Files.deleteIfExists(aside.resolve(name));
        Files.deleteIfExists(aside.resolve(base + ExportForm.RECIPE.ending()));
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be compared (" + e.getMessage() + ")", e);
    }
  }

  private void memory(Claims claims, CompressedNetwork network) {
    Footprint found = Footprint.of(network);
    checks.add(
        Check.same("bytes of the parameters", claims.compressedBytes(), found.compressedBytes()));
    checks.add(Check.same("bytes of the float network", claims.floatBytes(), found.floatBytes()));
  }

  private Inputs inputs(Claims claims, Optional<Card> card, Network network, Progress progress) {
    Claims.Data claimed =
        claims
            .data()
            .orElseThrow(() ->
                new BadInputException("the artefact does not name the images it was measured on"));
    ImageSet images = open(claimed, progress);
    if (checks.stream().noneMatch(check -> check.what().equals(IMAGES))) {
      checks.add(Check.same(IMAGES, claimed.sha256(), images.sha256()));
    }
    Preparation preparation =
        card.map(Card::preparation).orElseGet(() -> Preparation.plainFor(network.inputShape()));
    return new Inputs(images, preparation, network.inputShape());
  }

  private static final String IMAGES = "SHA-256 of the images";

  private ImageSet open(Claims.Data claimed, Progress progress) {
    String reference = data.orElse(claimed.reference());
    ImageSet all;
    try {
      all =
          data.isPresent()
              ? ImageSets.open(reference, progress)
              : ImageSets.open(reference, folder, progress);
    } catch (BadInputException e) {
      throw new BadInputException(
          e.sentence() + "; say --data SET where the images " + claimed.name() + " are elsewhere",
          e);
    }
    return claimed.images() >= 1 ? all.limit(claimed.images()) : all;
  }

  private Proportion accuracy(CompressedNetwork network, Inputs inputs, Progress progress) {
    CompiledNetwork compiled = CompiledNetwork.compile(network, kernels);
    try (Evaluator evaluator = new Evaluator(inputs, threads)) {
      return evaluator.evaluate(compiled, compiled, inputs.size(), progress, _ -> {}).top1();
    }
  }

  /// Exactly on the backend that the claims were measured on.
  private void accuracy(Claims claims, Proportion claimed, Proportion found) {
    share(
        "accuracy, top 1",
        claimed,
        found,
        claims.backend().equals(kernels.name()) ? 0 : allowed(claimed));
  }

  private static long allowed(Proportion claimed) {
    return Math.ceilDiv(claimed.samples(), IMAGES_PER_CHANGE);
  }

  private void share(String what, Proportion claimed, Proportion found, long allowed) {
    checks.add(
        new Check(
            what,
            words(claimed),
            words(found),
            claimed.samples() == found.samples()
                && Math.abs(claimed.hits() - found.hits()) <= allowed));
  }

  private static String words(Proportion share) {
    return String.format(
        Locale.ROOT, "%,d of %,d (%.2f %%)", share.hits(), share.samples(), 100 * share.share());
  }
}
