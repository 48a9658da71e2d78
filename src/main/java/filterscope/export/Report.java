package filterscope.export;

import filterscope.data.Card;
import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.FloatKernels;
import filterscope.measure.Footprint;
import filterscope.measure.MeasuredSpeed;
import filterscope.measure.OnnxRuntimePeer;
import filterscope.measure.Proportion;
import filterscope.measure.SpeedModel;
import filterscope.measure.Stopwatch;
import filterscope.method.CompressedNetwork;
import filterscope.network.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One self-contained page: what was configured, what came of it, and where the numbers come from. Nothing is loaded from anywhere;
/// the recipe with its claims lies in the page, so that `verify` can hold it to them.
final class Report {
  private final Subject subject;
  private final CompressedNetwork network;
  private final CompiledNetwork floating;
  private final CompiledNetwork compressed;
  private final Footprint memory;
  private final StringBuilder page = new StringBuilder();

  Report(Subject subject, FloatKernels kernels) {
    this.subject = subject;
    this.network = subject.network();
    this.floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network.network()), kernels);
    this.compressed = network.recipe().layers().isEmpty() ? floating : floating.with(network);
    this.memory = Footprint.of(network);
  }

  String page(Progress progress) {
    Optional<MeasuredSpeed> speed =
        subject
            .inputs()
            .filter(inputs -> inputs.size() > 0)
            .map(inputs -> timed(inputs, progress.part(0, 0.2)));
    String title =
        subject.card().map(Card::title).filter(text -> !text.isBlank()).orElse(subject.name());
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(Html.text(title))
        .append(" – Filterscope</title>\n<style>\n")
        .append(asset("report.css"))
        .append("</style>\n</head>\n<body>\n");
    page.append("<h1>")
        .append(Html.text(title))
        .append("</h1>\n<p class=\"quiet\">")
        .append(Html.text(network.network().name()))
        .append(" compressed on ")
        .append(network.recipe().layers().size())
        .append(" of ")
        .append(network.network().weightedLayers().size())
        .append(" layers with weights</p>\n");
    meters(speed);
    configuration();
    tradeOff(progress.part(0.2, 0.6));
    maps();
    layers();
    flips(progress.part(0.6, 1));
    theory(speed);
    provenance(speed);
    page.append(Reports.START)
        .append(embedded())
        .append(Reports.END)
        .append("\n<div id=\"tip\"></div>\n<script>\n")
        .append(asset("report.js"))
        .append("</script>\n</body>\n</html>\n");
    return page.toString();
  }

  private MeasuredSpeed timed(Inputs inputs, Progress progress) {
    Optional<OnnxRuntimePeer> peer = OnnxRuntimePeer.open(network.network());
    try {
      return Stopwatch.measure(floating, compressed, peer, inputs, progress);
    } finally {
      peer.ifPresent(OnnxRuntimePeer::close);
    }
  }

  /// The recipe as JSON in which nothing can end the element that it stands in.
  private String embedded() {
    return subject.recipe().text().replace("<", "\\u003c");
  }

  private static String asset(String name) {
    try (InputStream in = Report.class.getResourceAsStream("/filterscope/assets/report/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without assets/report/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void meters(Optional<MeasuredSpeed> speed) {
    page.append("<div class=\"meters\" id=\"meters\">\n");
    Claims claims = subject.claims();
    meter(
        "Accuracy, top 1",
        claims.accuracy().map(share -> Html.percent(share.share())).orElse("not measured"),
        claims.accuracy().map(Report::interval).orElse("no images were chosen"));
    meter(
        "Memory",
        Html.bytes(memory.compressedBytes()),
        "%s bytes; %s× smaller than %s"
            .formatted(
                Html.whole(memory.compressedBytes()),
                Html.three(memory.ratio()),
                Html.bytes(memory.floatBytes())));
    meter(
        "Bits per weight", Html.three(memory.bitsPerWeight()), "its share of the scales included");
    meter(
        "Speed, measured",
        speed.map(measured -> Html.three(measured.speedup()) + "×").orElse("not measured"),
        speed
            .map(measured ->
                measured.simulated()
                    ? "simulated through restored floats"
                    : Html.three(measured.compressed().medianMillis()) + " ms an image")
            .orElse("no images were chosen"));
    page.append("</div>\n");
  }

  private static String interval(Proportion share) {
    return "95 %% interval %s … %s, %s images"
        .formatted(
            Html.percent(share.low()), Html.percent(share.high()), Html.whole(share.samples()));
  }

  private void meter(String title, String value, String detail) {
    page.append(
        "<div class=\"meter\"><span class=\"quiet\">%s</span><b>%s</b><span class=\"quiet\">%s</span></div>\n"
            .formatted(Html.text(title), Html.text(value), Html.text(detail)));
  }

  private void configuration() {
    page.append("<h2>Configuration</h2>\n");
    Map<String, List<String>> choices = new LinkedHashMap<>();
    for (Layer layer : network.network().weightedLayers()) {
      choices
          .computeIfAbsent(RecipeText.of(network.recipe().of(layer.name())), _ -> new ArrayList<>())
          .add(layer.name());
    }
    page.append(
        "<div class=\"scroll\"><table id=\"configuration\"><tr><th>Method and settings</th><th>Layers</th></tr>\n");
    choices.forEach((choice, layers) ->
        page.append(
            "<tr><td><code>%s</code></td><td>%s</td></tr>\n"
                .formatted(Html.text(choice), Html.text(String.join(", ", layers)))));
    page.append("</table></div>\n");
  }

  private void tradeOff(Progress progress) {
    page.append("<h2>Accuracy against memory</h2>\n");
    Claims claims = subject.claims();
    if (subject.inputs().isEmpty() || claims.accuracy().isEmpty()) {
      page.append("<p>No images were chosen, so that there is no accuracy to plot.</p>\n");
      return;
    }
    Inputs inputs = subject.inputs().get();
    List<TradeOffPoint> points =
        new ArrayList<>(
            Neighbours.measure(
                network, floating, inputs, Runtime.getRuntime().availableProcessors(), progress));
    points.add(
        new TradeOffPoint(
            "this configuration", "here", memory.compressedBytes(), claims.accuracy().get()));
    page.append(new TradeOffPlot(points).svg())
        .append(
            "<p class=\"quiet\">Purple: float. Green: this configuration, on all images. Blue: the same recipe with")
        .append(
            " other bits a weight, on the first images of the set. Bars are 95 % intervals. Point at a dot for its numbers.</p>\n");
  }

  private void maps() {
    page.append("<h2>Scales</h2>\n<div class=\"maps\" id=\"scales\">\n");
    boolean any = false;
    for (Layer layer : network.network().weightedLayers()) {
      Optional<String> map = ScaleSvg.of(layer.name(), network.layer(layer.name()));
      map.ifPresent(page::append);
      any |= map.isPresent();
    }
    page.append("</div>\n");
    if (!any) {
      page.append("<p>No layer shares scales among groups of filters.</p>\n");
    }
  }

  private void layers() {
    page.append(
            "<h2>Layers</h2>\n<div class=\"scroll\"><table id=\"layers\"><tr><th>Layer</th><th>Operator</th><th class=\"n\">Weights</th><th>Method</th>")
        .append(
            "<th class=\"n\">Bits per weight</th><th class=\"n\">Bytes</th><th class=\"n\">Error</th></tr>\n");
    for (LayerLine line : LayerLine.of(network)) {
      page.append(
          "<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
              .formatted(
                  Html.text(line.layer()),
                  Html.text(line.operator()),
                  Html.whole(line.weights().size()),
                  Html.text(line.method().replaceFirst(" .*", "")),
                  Html.three(line.bitsPerWeight()),
                  Html.whole((long) Math.ceil(line.bytes())),
                  Html.percent(line.error())));
    }
    page.append(
        "</table></div>\n<p class=\"quiet\">Error: the share of the weights' energy that is lost, ‖W − Ŵ‖²/‖W‖².</p>\n");
  }

  private void flips(Progress progress) {
    page.append("<h2>Images that changed their class</h2>\n");
    if (subject.inputs().isEmpty()) {
      page.append("<p>No images were chosen.</p>\n");
      return;
    }
    FlippedImages found =
        FlippedImages.find(floating, compressed, subject.inputs().get(), progress);
    page.append(
        "<p>%s of the first %s images%s.</p>\n<div class=\"images\" id=\"flips\">\n"
            .formatted(
                Html.whole(found.flips().size()),
                Html.whole(found.looked()),
                found.looked() < subject.inputs().get().size() ? " that were looked at" : ""));
    for (FlippedImages.Flip flip : found.flips()) {
      page.append(
          "<figure><img alt=\"image %d\" src=\"data:image/png;base64,%s\"><figcaption>image %d, labelled %s<br>float: %s<br>compressed: %s</figcaption></figure>\n"
              .formatted(
                  flip.index(),
                  flip.picture(),
                  flip.index(),
                  name(flip.label()),
                  name(flip.before()),
                  name(flip.after())));
    }
    page.append("</div>\n");
  }

  private String name(int of) {
    List<String> classes = subject.card().map(Card::classes).orElse(List.of());
    return Html.text(of >= 0 && of < classes.size() ? classes.get(of) : "class " + of);
  }

  private void theory(Optional<MeasuredSpeed> speed) {
    double theory = SpeedModel.XNOR_NET.networkSpeedup(network);
    page.append("<h2>Theory and stopwatch</h2>\n");
    Optional<Double> peer =
        speed
            .filter(measured -> measured.onnxRuntime().isPresent())
            .map(measured ->
                measured.floating().medianMillis()
                    / measured.onnxRuntime().orElseThrow().medianMillis());
    double most =
        Math.max(theory, Math.max(speed.map(MeasuredSpeed::speedup).orElse(0.0), peer.orElse(0.0)));
    page.append(
        "<svg id=\"speed\" viewBox=\"0 0 720 112\" role=\"img\" aria-label=\"Speed in theory and measured\">\n");
    bar(4, "in theory", theory, most, "");
    speed.ifPresent(measured -> bar(40, "measured", measured.speedup(), most, " measured"));
    peer.ifPresent(speedup -> bar(76, "ORT, float", speedup, most, " peer"));
    page.append(
            "</svg>\n<p class=\"quiet\">Theory counts operations as XNOR-Net does (arXiv 1603.05279): a multiply-accumulate is one")
        .append(
            " operation, 64 binary ones are done at once, and packing, memory and everything but convolutions and dense layers are free. ");
    speed.ifPresent(measured ->
        page.append(
            "The stopwatch took the median of %s runs in turns with the float network on %s, threads: %d%s."
                .formatted(
                    Html.whole(measured.compressed().runs()),
                    Html.text(measured.backend()),
                    measured.threads(),
                    measured.simulated()
                        ? "; a layer ran through restored floats for want of a kernel of its form, so that its time says nothing of fewer bits"
                        : "")));
    if (peer.isPresent()) {
      page.append(
          " ORT, float: the float network in ONNX Runtime on as many threads, in the same turns.");
    }
    page.append("</p>\n");
  }

  private void bar(int top, String title, double speedup, double most, String kind) {
    double width = Math.max(2, 480 * speedup / Math.max(most, 1e-9));
    page.append(
        String.format(
            java.util.Locale.ROOT,
            "<text x=\"0\" y=\"%d\">%s</text><rect class=\"bar%s\" x=\"96\" y=\"%d\" width=\"%.1f\" height=\"24\" rx=\"3\"/><text x=\"%.1f\" y=\"%d\">%s×</text>\n",
            top + 17,
            title,
            kind,
            top,
            width,
            104 + width,
            top + 17,
            Html.three(speedup)));
  }

  private void provenance(Optional<MeasuredSpeed> speed) {
    Claims claims = subject.claims();
    page.append("<h2>Provenance</h2>\n<div class=\"scroll\"><table id=\"provenance\">\n");
    row("Network", claims.network());
    row("SHA-256 of its file", claims.networkSha256());
    claims
        .data()
        .ifPresent(data -> {
          row("Images", data.name() + " (" + data.reference() + "), " + Html.whole(data.images()));
          row("SHA-256 of the images", data.sha256());
        });
    claims
        .floating()
        .ifPresent(
            share -> row("Float accuracy", Html.percent(share.share()) + ", " + interval(share)));
    claims
        .agreement()
        .ifPresent(share -> row("Same class as the float network", Html.percent(share.share())));
    row("Backend", claims.backend().isEmpty() ? floating.backend() : claims.backend());
    speed.ifPresent(
        measured -> row("Threads of the stopwatch", Integer.toString(measured.threads())));
    row(
        "Machine",
        "%s, %d processors, Java %s"
            .formatted(
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature()));
    subject.card().ifPresent(card -> card.provenance().forEach(this::row));
    page.append(
        "</table></div>\n<footer><p>Written by Filterscope. Filterscope's command verify measures this page's claims again.</p></footer>\n");
  }

  private void row(String what, String value) {
    page.append(
        "<tr><th>%s</th><td><code>%s</code></td></tr>\n"
            .formatted(Html.text(what), Html.text(value)));
  }
}
