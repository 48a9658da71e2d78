package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Many networks that differ from one base network in a layer each, on the same images: for each image the base runs once, and
/// every other one only from the step on where it differs. Layers that come late are cheap to try. Used by one thread at a
/// time, which is helped by others.
final class Siblings {
  private final CompiledNetwork base;
  private final List<CompiledNetwork> others;
  private final Inputs inputs;

  /// The steps at which some network begins to differ, in order, without those that differ from the start.
  private final int[] stops;

  private final int[] stopOf;
  private final SiblingTally tally;

  Siblings(CompiledNetwork base, List<CompiledNetwork> others, Inputs inputs) {
    this.base = base;
    this.others = List.copyOf(others);
    this.inputs = inputs;
    stopOf = others.stream().mapToInt(base::firstDifference).toArray();
    stops = Arrays.stream(stopOf).filter(step -> step > 0).sorted().distinct().toArray();
    tally = new SiblingTally(others.size());
  }

  /// What is known after the images seen so far.
  SiblingTally tally() {
    return tally;
  }

  /// Shows more images.
  ///
  /// @throws CancellationException if the progress asks to stop
  void see(int[] images, int threads, Progress progress) {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads, daemons())) {
      List<Future<?>> working = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        working.add(pool.submit(() -> work(images, next, progress)));
      }
      for (Future<?> work : working) {
        work.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(e.getCause());
    }
    progress.checkCancelled();
  }

  private static java.util.concurrent.ThreadFactory daemons() {
    return Thread.ofPlatform().daemon().name("siblings-", 0).factory();
  }

  private void work(int[] images, AtomicInteger next, Progress progress) {
    Worker worker = new Worker();
    for (int place = next.getAndIncrement();
        place < images.length && !progress.isCancelled();
        place = next.getAndIncrement()) {
      worker.answer(images[place]);
    }
  }

  /// One thread's buffers.
  private final class Worker {
    private final Scratch scratch = base.newScratch();
    private final IdentityHashMap<CompiledNetwork, Scratch> foreign = new IdentityHashMap<>();
    private final float[] image = new float[inputs.floats()];
    private final float[] answer = new float[base.outputShape().size()];
    private final float[][] answers = new float[others.size()][base.outputShape().size()];
    private final float[][] saved = new float[stops.length][];

    Worker() {
      for (int stop = 0; stop < stops.length; stop++) {
        saved[stop] = new float[base.savedFloats(stops[stop])];
      }
    }

    void answer(int index) {
      inputs.prepare(index, image);
      for (int other = 0; other < answers.length; other++) {
        if (stopOf[other] == 0) {
          CompiledNetwork network = others.get(other);
          network.run(image, scratchOf(network), answers[other]);
        }
      }
      for (int stop = 0; stop < stops.length; stop++) {
        if (stop == 0) {
          base.runUntil(stops[0], image, scratch, saved[0], 0);
        } else {
          base.runOn(stops[stop - 1], saved[stop - 1], stops[stop], scratch, saved[stop]);
        }
        for (int other = 0; other < answers.length; other++) {
          if (stopOf[other] == stops[stop]) {
            others.get(other).runFrom(stops[stop], saved[stop], 0, scratch, answers[other]);
          }
        }
      }
      if (stops.length == 0) {
        base.run(image, scratch, answer);
      } else {
        int last = stops.length - 1;
        base.runFrom(stops[last], saved[last], 0, scratch, answer);
      }
      tally.count(answer, answers, inputs.label(index));
    }

    private Scratch scratchOf(CompiledNetwork network) {
      return network.hasPlanOf(base)
          ? scratch
          : foreign.computeIfAbsent(network, CompiledNetwork::newScratch);
    }
  }
}
