package filterscope.measure;

import java.util.List;
import java.util.Map;

/// What the layer benchmark found.
///
/// @param machine processor, cores, Java, vector width
/// @param peaks the highest multiply-accumulates in a nanosecond of each bits and implementation, and the geometric mean
///     of the ratio to ONNX Runtime float over the 3×3 layers with at least 64 channels
public record LayerBenchReport(
    List<LayerBenchCase> cases, Map<String, String> machine, Map<String, Double> peaks) {
  public LayerBenchReport {
    cases = List.copyOf(cases);
    machine = Map.copyOf(machine);
    peaks = Map.copyOf(peaks);
  }
}
