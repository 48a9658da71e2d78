package filterscope.cli;

import filterscope.engine.Backend;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.measure.LayerBench;
import filterscope.measure.LayerBenchCase;
import filterscope.measure.LayerBenchReport;
import filterscope.measure.NetworkBenchCase;
import filterscope.measure.ThreadsBenchCase;
import filterscope.measure.WholeNetworkBench;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Times single layers and a whole network beside ONNX Runtime on this machine.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Times convolution layers and a whole network, ours at several bit widths beside ONNX",
      "Runtime, on one thread; and a batch of images on one thread beside two.",
      "Ratios above 1 mean that ours is faster. Takes some minutes; --quick some seconds a layer."
    })
final class BenchCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Option(names = "--quick", description = "Only three layers and fewer runs.")
  private boolean quick;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Progress progress = console.progress();
    LayerBench bench =
        new LayerBench(new ScalarFloatKernels(), Backend.best(), Backend.lowBitDesigns(), quick);
    LayerBenchReport report = bench.run(progress.part(0, 0.8));
    WholeNetworkBench whole = new WholeNetworkBench(Backend.best(), quick);
    List<NetworkBenchCase> networks = whole.networks(progress.part(0.8, 0.9));
    ThreadsBenchCase threads = whole.threads(progress.part(0.9, 1));
    console.clearProgress();
    if (json) {
      console.json(document(report, networks, threads));
    } else {
      print(report, networks, threads);
    }
    return 0;
  }

  private static ObjectNode document(
      LayerBenchReport report, List<NetworkBenchCase> networks, ThreadsBenchCase threads) {
    ObjectNode document = Console.object();
    ArrayNode cases = document.putArray("cases");
    for (LayerBenchCase one : report.cases()) {
      ObjectNode node = cases.addObject();
      node.put("layer", one.layer());
      node.put("bits", one.bits());
      node.put("implementation", one.implementation());
      node.put("medianMicros", one.medianMicros());
      node.put("ratioToOnnxRuntimeFloat", one.ratioToOnnxRuntimeFloat());
      node.put("ratioToOnnxRuntimeInt8", one.ratioToOnnxRuntimeInt8());
      node.put("ratioToScalarFloat", one.ratioToScalarFloat());
    }
    ArrayNode whole = document.putArray("networks");
    for (NetworkBenchCase one : networks) {
      ObjectNode node = whole.addObject();
      node.put("network", one.network());
      node.put("bits", one.bits());
      node.put("implementation", one.implementation());
      node.put("medianMillis", one.medianMillis());
      node.put("ratioToOnnxRuntimeFloat", one.ratioToOnnxRuntimeFloat());
      node.put("packedPlaces", one.packedPlaces());
    }
    ObjectNode batch = document.putObject("threads");
    batch.put("network", threads.network());
    batch.put("images", threads.images());
    batch.put("oneMillis", threads.oneMillis());
    batch.put("threads", threads.threads());
    batch.put("severalMillis", threads.severalMillis());
    batch.put("speedup", threads.speedup());
    ObjectNode machine = document.putObject("machine");
    new TreeMap<>(report.machine()).forEach(machine::put);
    ObjectNode peaks = document.putObject("peaks");
    new TreeMap<>(report.peaks()).forEach(peaks::put);
    return document;
  }

  private void print(
      LayerBenchReport report, List<NetworkBenchCase> networks, ThreadsBenchCase threads) {
    Table table =
        new Table("layer", "bits", "implementation", "µs", "× ORT float", "× ORT int8", "× scalar");
    for (LayerBenchCase one : report.cases()) {
      table.row(
          one.layer(),
          one.bits(),
          one.implementation(),
          decimal("%.1f", one.medianMicros()),
          decimal("%.2f", one.ratioToOnnxRuntimeFloat()),
          decimal("%.2f", one.ratioToOnnxRuntimeInt8()),
          decimal("%.0f", one.ratioToScalarFloat()));
    }
    table.lines().forEach(console::line);
    console.line("");
    Map<String, Double> peaks = new TreeMap<>(report.peaks());
    Table means =
        new Table("bits and implementation", "mean × ORT float", "mean × ORT int8", "peak MAC/ns");
    peaks.forEach((key, peak) -> {
      if (key.startsWith(LayerBench.PEAK)) {
        String kind = key.substring(LayerBench.PEAK.length());
        means.row(
            kind,
            decimal("%.2f", peaks.getOrDefault(LayerBench.MEAN_TO_FLOAT + kind, Double.NaN)),
            decimal("%.2f", peaks.getOrDefault(LayerBench.MEAN_TO_INT8 + kind, Double.NaN)),
            decimal("%.0f", peak));
      }
    });
    console.line("Geometric means over the 3×3 layers with at least 64 channels:");
    means.lines().forEach(console::line);
    console.line("");
    Table whole = new Table("network", "bits", "implementation", "ms an image", "× ORT float");
    for (NetworkBenchCase one : networks) {
      whole.row(
          one.network(),
          one.bits(),
          one.implementation(),
          decimal("%.3f", one.medianMillis()),
          decimal("%.2f", one.ratioToOnnxRuntimeFloat()));
    }
    console.line("A whole network, first and last layer float:");
    whole.lines().forEach(console::line);
    console.line("");
    console.line(
        String.format(
            Locale.ROOT,
            "%d images through the 1×1 network: %.1f ms on one thread, %.1f ms on %d, %.2f×",
            threads.images(),
            threads.oneMillis(),
            threads.severalMillis(),
            threads.threads(),
            threads.speedup()));
    console.line("");
    new TreeMap<>(report.machine()).forEach((what, value) -> console.line(what + ": " + value));
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
