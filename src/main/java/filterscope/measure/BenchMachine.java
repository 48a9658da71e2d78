package filterscope.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// What a benchmark ran on.
final class BenchMachine {
  private BenchMachine() {}

  static Map<String, String> describe(ThreadClock clock) {
    Map<String, String> machine = new TreeMap<>();
    machine.put("processor", processor());
    machine.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("threads", "1");
    machine.put("clock", clock.name());
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (load >= 0) {
      machine.put("load", String.format(java.util.Locale.ROOT, "%.1f", load));
    }
    machine.put("date", LocalDate.now(java.time.ZoneOffset.UTC).toString());
    return machine;
  }

  private static String processor() {
    Path information = Path.of("/proc/cpuinfo");
    if (Files.isReadable(information)) {
      try {
        String model = "";
        String features = "";
        for (String line : Files.readAllLines(information)) {
          String value = line.substring(line.indexOf(':') + 1).strip();
          model = line.startsWith("model name") ? value : model;
          features = line.startsWith("flags") ? features(value) : features;
        }
        return model + features;
      } catch (IOException e) {
        return "unknown (" + e.getMessage() + ")";
      }
    }
    return System.getProperty("os.arch", "unknown");
  }

  private static String features(String flags) {
    StringBuilder found = new StringBuilder();
    for (String feature : new String[] {"avx2", "avx512bw", "avx512_vpopcntdq", "avx512_vnni"}) {
      if ((" " + flags + " ").contains(" " + feature + " ")) {
        found.append(found.isEmpty() ? " with " : ", ").append(feature);
      }
    }
    return found.toString();
  }
}
