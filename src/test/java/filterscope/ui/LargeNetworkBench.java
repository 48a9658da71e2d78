package filterscope.ui;

import filterscope.data.Samples;
import filterscope.engine.Backend;
import filterscope.job.PoolJobs;
import filterscope.study.Machine;
import filterscope.ui.canvas.FilterWall;
import filterscope.ui.canvas.ScaleMap;
import filterscope.ui.model.StatusModel;
import filterscope.ui.model.WindowModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;

/// Opens a network in the real window, without a display, and prints how long a person waits: for the layers, for the first wall,
/// for another layer, for one frame of zooming, panning and of the map while groups change; and how much memory is in use.
///
/// Arguments: `NETWORK`, such as the 143 million weights of `light_vgg19.onnx`.
public final class LargeNetworkBench {
  private final StatusModel status = new StatusModel();
  private final PoolJobs jobs = new PoolJobs(Platform::runLater);
  private final WindowModel model;
  private final MainWindow window;
  private final FilterWall wall;
  private final ScaleMap map;

  private LargeNetworkBench() {
    jobs.watch(status::hear);
    model =
        new WindowModel(
            jobs, new Machine(Backend::best, 2, Machine.USUAL_STOPWATCH), Samples.ofHome(), status);
    window = new MainWindow(model, new NativeFileDialogs(), Appearance.LIGHT, 1440, 900);
    frame();
    wall = (FilterWall) window.scene().lookup(".fs-filter-wall");
    map = (ScaleMap) window.scene().lookup(".fs-scale-map");
  }

  /// @param arguments the network
  public static void main(String[] arguments) throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    LargeNetworkBench bench = call(LargeNetworkBench::new);
    bench.run(Path.of(arguments[0]));
    System.exit(0);
  }

  private static <T> T call(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Platform.runLater(future);
    try {
      return future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(Path network) throws InterruptedException {
    long start = System.nanoTime();
    act(() -> model.open(network));
    await(() -> !model.layers().rows().isEmpty());
    print("layers in the list", start);
    List<String> layers = call(() -> model.layers().all().stream().map(row -> row.name()).toList());
    await(() -> shows(layers.get(1)));
    print("first wall", start);
    switching("switching to a layer while it is compressed", layers);
    long waiting = System.nanoTime();
    await(() -> !status.busyProperty().get());
    print("everything at rest, after", waiting);
    switching("switching to a layer, first time", layers);
    switching("switching to a layer, again", layers);
    String largest = layers.get(Math.max(0, layers.size() - 4));
    act(() -> model.layers().choose(largest));
    await(() -> shows(largest));
    frames("zooming in on " + largest, 40, step -> wall.zoom(1.08));
    frames("zooming out of " + largest, 40, step -> wall.zoom(1 / 1.08));
    act(() -> window.show(StageView.SCALES));
    Thread.sleep(500);
    frames("the map of scales of " + largest, 20, step -> map.setHighlightedGroup(step));
    memory();
  }

  private boolean shows(String layer) {
    return String.valueOf(wall.getAccessibleText()).startsWith("Filter wall of " + layer + ":");
  }

  private void switching(String what, List<String> layers) {
    List<Double> millis = new ArrayList<>();
    String slowest = "";
    double most = 0;
    for (String layer : layers) {
      if (call(() -> shows(layer))) {
        continue;
      }
      long from = System.nanoTime();
      act(() -> model.layers().choose(layer));
      await(() -> shows(layer));
      double took = (System.nanoTime() - from) / 1e6;
      millis.add(took);
      if (took > most) {
        most = took;
        slowest = layer;
      }
    }
    millis.sort(Double::compare);
    System.out.printf(
        Locale.ROOT,
        "%-52s median %8.1f ms, slowest %8.1f ms (%s)%n",
        what,
        millis.get(millis.size() / 2),
        most,
        slowest);
  }

  /// Something that is done before every frame.
  private interface Change {
    void apply(int step);
  }

  private void frames(String what, int count, Change change) {
    List<Double> millis = new ArrayList<>();
    for (int step = 0; step < count; step++) {
      int at = step;
      long from = System.nanoTime();
      act(() -> change.apply(at));
      millis.add((System.nanoTime() - from) / 1e6);
    }
    millis.sort(Double::compare);
    System.out.printf(
        Locale.ROOT,
        "%-52s median %8.1f ms, slowest %8.1f ms a frame%n",
        what,
        millis.get(count / 2),
        millis.getLast());
  }

  private void act(Runnable change) {
    call(() -> {
      change.run();
      frame();
      return true;
    });
  }

  /// What a pulse does on the JavaFX thread: styles, lays out and paints.
  private void frame() {
    window.scene().getRoot().applyCss();
    window.scene().getRoot().layout();
  }

  private void await(BooleanSupplier condition) {
    while (!call(
        () -> {
          frame();
          return condition.getAsBoolean();
        })) {
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void print(String what, long since) {
    System.out.printf(Locale.ROOT, "%-52s %15.1f ms%n", what, (System.nanoTime() - since) / 1e6);
  }

  private static void memory() {
    var heap = ManagementFactory.getMemoryMXBean();
    long before = heap.getHeapMemoryUsage().getUsed();
    System.gc();
    System.out.printf(
        Locale.ROOT,
        "%-52s %15d MB (%d MB with what nobody holds any more)%n",
        "heap in use",
        heap.getHeapMemoryUsage().getUsed() >> 20,
        before >> 20);
  }
}
