package filterscope.measure;

import filterscope.job.Progress;
import filterscope.kernel.ActivationGrid;
import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels;
import filterscope.kernel.Scaling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Times single layers, ours beside ONNX Runtime, one thread, one image. The candidates of a layer take turns, so that a
/// machine that slows down slows all of them; figures are medians of the thread's processor time. Low-bit times include packing the activations and writing
/// scaled floats.
public final class LayerBench {
  /// Begins the key of the most multiply-accumulates a nanosecond that one kind of kernel reached.
  public static final String PEAK = "MAC/ns ";

  /// Begins the key of a kind's geometric mean over the 3×3 layers with at least 64 channels, against ONNX Runtime float.
  public static final String MEAN_TO_FLOAT = "mean ratio to ONNX Runtime float ";

  /// The same against ONNX Runtime int8.
  public static final String MEAN_TO_INT8 = "mean ratio to ONNX Runtime int8 ";

  private static final long WARM_NANOS = 1_200_000_000L;
  private static final long WARM_NANOS_QUICK = 600_000_000L;
  private static final double ROUND_MICROS = 500;

  /// How many times as long as usual a candidate may take to be compiled.
  private static final int LONGEST_WARM_UP = 15;

  private static final long INTERPRETED_BYTES = 20_000;

  /// More pairs of planes are many times slower than floats; nobody runs them.
  private static final int MOST_PLANE_PAIRS = 16;

  private final ThreadClock clock = new ThreadClock();

  private final FloatKernels scalarFloat;
  private final FloatKernels vectorFloat;
  private final List<BitKernels> lowBit;
  private final boolean quick;

  /// @param lowBit backends to compare
  /// @param quick three layers and fewer runs
  public LayerBench(
      FloatKernels scalarFloat, FloatKernels vectorFloat, List<BitKernels> lowBit, boolean quick) {
    this.scalarFloat = scalarFloat;
    this.vectorFloat = vectorFloat;
    this.lowBit = List.copyOf(lowBit);
    this.quick = quick;
  }

  public LayerBenchReport run(Progress progress) {
    List<BenchLayer> layers = quick ? BenchLayer.ALL.subList(0, 3) : BenchLayer.ALL;
    vectorFloat.warmUp();
    List<LayerBenchCase> cases = new ArrayList<>();
    Map<String, Double> peaks = new TreeMap<>();
    for (int index = 0; index < layers.size(); index++) {
      progress.checkCancelled();
      progress.report((double) index / layers.size(), layers.get(index).title());
      cases.addAll(layer(layers.get(index), peaks));
    }
    addMeans(cases, layers, peaks);
    return new LayerBenchReport(cases, BenchMachine.describe(clock), peaks);
  }

  private List<LayerBenchCase> layer(BenchLayer layer, Map<String, Double> peaks) {
    List<BenchCandidate> candidates = candidates(layer.geometry());
    try {
      double[] medians = time(candidates);
      List<LayerBenchCase> cases = new ArrayList<>();
      for (int index = 0; index < medians.length; index++) {
        BenchCandidate candidate = candidates.get(index);
        double micros = medians[index];
        cases.add(
            new LayerBenchCase(
                layer.title(),
                candidate.bits(),
                candidate.implementation(),
                micros,
                medians[0] / micros,
                medians[1] / micros,
                medians[2] / micros));
        String key = PEAK + candidate.bits() + " " + candidate.implementation();
        peaks.merge(key, layer.geometry().macs() / micros / 1e3, Math::max);
      }
      return cases;
    } finally {
      candidates.forEach(candidate -> candidate.close().run());
    }
  }

  /// ONNX Runtime float, its int8 and our scalar float first: the others are compared with them.
  private List<BenchCandidate> candidates(ConvGeometry geometry) {
    List<BenchCandidate> result = new ArrayList<>();
    result.add(BenchCandidate.onnxRuntimeFloat(geometry));
    result.add(BenchCandidate.onnxRuntimeInt8(geometry));
    result.add(BenchCandidate.floating(scalarFloat, true, geometry));
    result.add(BenchCandidate.floating(vectorFloat, false, geometry));
    Set<String> seen = new HashSet<>();
    for (BitKernels kernels : lowBit) {
      for (Map.Entry<String, Case> entry : widths().entrySet()) {
        Case width = entry.getValue();
        short[] levels = width.levels(geometry);
        Scaling scaling = Scaling.none(geometry.filters());
        BitKernels.Prepared prepared =
            kernels.convolution(geometry, levels, width.activations, scaling);
        boolean hopeless = prepared.name().contains("planes") && width.pairs() > MOST_PLANE_PAIRS;
        if (!hopeless && seen.add(entry.getKey() + prepared.name())) {
          result.add(BenchCandidate.lowBit(entry.getKey(), prepared.name(), prepared, geometry));
        }
      }
    }
    return result;
  }

  private record Case(int weightBits, ActivationGrid activations) {
    int pairs() {
      return weightBits * activations.bits();
    }

    short[] levels(ConvGeometry geometry) {
      Random random = new Random(4);
      short[] levels = new short[geometry.filters() * geometry.depth()];
      int largest = (1 << weightBits) - 1;
      for (int index = 0; index < levels.length; index++) {
        levels[index] = (short) (2 * random.nextInt(largest + 1) - largest);
      }
      return levels;
    }
  }

  private static Map<String, Case> widths() {
    Map<String, Case> widths = new LinkedHashMap<>();
    widths.put("1×1", new Case(1, new ActivationGrid.Sign()));
    widths.put("1×2", new Case(1, new ActivationGrid.Unsigned(2, 1)));
    widths.put("2×2", new Case(2, new ActivationGrid.Unsigned(2, 1)));
    widths.put("4×4", new Case(4, new ActivationGrid.Unsigned(4, 1)));
    widths.put("8×8", new Case(8, new ActivationGrid.Unsigned(8, 1)));
    widths.put("1×32", new Case(1, new ActivationGrid.Floats()));
    widths.put("2×32", new Case(2, new ActivationGrid.Floats()));
    return widths;
  }

  private double[] time(List<BenchCandidate> candidates) {
    int[] runs = new int[candidates.size()];
    for (int index = 0; index < runs.length; index++) {
      runs[index] = warm(candidates.get(index));
    }
    int rounds = quick ? 15 : 41;
    double[][] micros = new double[runs.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int index = 0; index < runs.length; index++) {
        boolean slow = candidates.get(index).slow();
        micros[index][round] =
            slow && round >= 3
                ? micros[index][round % 3]
                : candidates.get(index).micros(runs[index], clock);
      }
    }
    double[] medians = new double[runs.length];
    for (int index = 0; index < runs.length; index++) {
      medians[index] = BenchCandidate.median(micros[index]);
    }
    return medians;
  }

  /// Runs a candidate until it is compiled, which on a busy machine is late; returns how many runs fill a round.
  private int warm(BenchCandidate candidate) {
    long start = System.nanoTime();
    long usual = quick ? WARM_NANOS_QUICK : WARM_NANOS;
    double micros;
    boolean isCompiled;
    do {
      long allocated = clock.allocatedBytes();
      micros = candidate.micros(1, clock);
      isCompiled = clock.allocatedBytes() - allocated < INTERPRETED_BYTES;
    } while (System.nanoTime() - start < usual
        || (!isCompiled && System.nanoTime() - start < LONGEST_WARM_UP * usual));
    return candidate.slow() ? 1 : Math.max(1, (int) (ROUND_MICROS / micros));
  }

  private static void addMeans(
      List<LayerBenchCase> cases, List<BenchLayer> layers, Map<String, Double> peaks) {
    Map<String, List<LayerBenchCase>> byKind = new TreeMap<>();
    for (LayerBenchCase one : cases) {
      boolean counts =
          layers.stream().anyMatch(layer -> layer.counts() && layer.title().equals(one.layer()));
      if (counts) {
        byKind
            .computeIfAbsent(one.bits() + " " + one.implementation(), _ -> new ArrayList<>())
            .add(one);
      }
    }
    byKind.forEach((kind, some) -> {
      peaks.put(MEAN_TO_FLOAT + kind, geometricMean(some, LayerBenchCase::ratioToOnnxRuntimeFloat));
      peaks.put(MEAN_TO_INT8 + kind, geometricMean(some, LayerBenchCase::ratioToOnnxRuntimeInt8));
    });
  }

  private static double geometricMean(
      List<LayerBenchCase> cases, java.util.function.ToDoubleFunction<LayerBenchCase> figure) {
    return Math.exp(cases.stream().mapToDouble(figure).map(Math::log).average().orElse(Double.NaN));
  }
}
