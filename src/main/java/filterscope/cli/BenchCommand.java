package filterscope.cli;

import filterscope.engine.Backend;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.measure.LayerBench;
import filterscope.measure.LayerBenchCase;
import filterscope.measure.LayerBenchReport;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Times single layers beside ONNX Runtime on this machine.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Times convolution layers, ours at several bit widths beside ONNX Runtime, one thread.",
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
    LayerBenchReport report = bench.run(progress);
    console.clearProgress();
    if (json) {
      console.json(document(report));
    } else {
      print(report);
    }
    return 0;
  }

  private static ObjectNode document(LayerBenchReport report) {
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
    ObjectNode machine = document.putObject("machine");
    new TreeMap<>(report.machine()).forEach(machine::put);
    ObjectNode peaks = document.putObject("peaks");
    new TreeMap<>(report.peaks()).forEach(peaks::put);
    return document;
  }

  private void print(LayerBenchReport report) {
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
    new TreeMap<>(report.machine()).forEach((what, value) -> console.line(what + ": " + value));
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
