package filterscope.cli;

import filterscope.measure.SpokenTime;
import filterscope.measure.SweepGrid;
import filterscope.measure.SweepPoint;
import filterscope.measure.SweepReport;
import java.util.Locale;

/// Tells a person on standard error what a sweep has measured, and how long the rest takes.
final class SweepLog {
  private final Console console;
  private int points;
  private int skipped;

  SweepLog(Console console) {
    this.console = console;
  }

  /// Tells what is new since the last time.
  void tell(SweepReport report) {
    console.clearProgress();
    if (points == 0 && !report.points().isEmpty() && report.secondsLeft().isEmpty()) {
      points = report.points().size();
      console.err().println("taken from the file: " + points + " of " + report.total() + " points");
    }
    for (; skipped < report.skipped().size(); skipped++) {
      SweepGrid.Skipped left = report.skipped().get(skipped);
      console
          .err()
          .println("left out: " + left.method() + " (" + left.settings() + "): " + left.reason());
    }
    for (; points < report.points().size(); points++) {
      console.err().println(line(report, report.points().get(points)));
    }
    console.err().flush();
  }

  private String line(SweepReport report, SweepPoint point) {
    return String.format(
        Locale.ROOT,
        "%d of %d: %s: top-1 %.2f %%, %,d bytes%s",
        points + 1,
        report.total(),
        point.method(),
        100 * point.figures().accuracy().top1().share(),
        point.figures().memory().compressedBytes(),
        report.secondsLeft().isPresent()
            ? ", " + SpokenTime.of(report.secondsLeft().getAsDouble()) + " left"
            : "");
  }
}
