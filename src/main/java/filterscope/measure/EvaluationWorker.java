package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import filterscope.measure.Evaluator.Evaluation;
import filterscope.measure.Evaluator.Prefix;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/// One thread's part of an evaluation, with its buffers. Used by one thread at a time.
final class EvaluationWorker {
  private final Inputs inputs;
  private final FloatStore prepared;
  private float[] image = {};
  private int imageIndex = -1;
  private float[] spare = {};
  private float[] output = {};
  private Optional<Buffers> forFloat = Optional.empty();
  private Optional<Buffers> forCompressed = Optional.empty();

  EvaluationWorker(Inputs inputs, FloatStore prepared) {
    this.inputs = inputs;
    this.prepared = prepared;
  }

  /// Takes one image after another until there are none left or nobody wants the result.
  void run(Evaluation evaluation, int[] order, AtomicInteger next, Tally tally, Progress progress) {
    try {
      for (int place = next.getAndIncrement();
          place < order.length && !tally.isStopped() && !progress.isCancelled();
          place = next.getAndIncrement()) {
        answer(evaluation, order[place], tally);
      }
    } catch (CancellationException e) {
      tally.stop();
    } catch (Throwable thrown) {
      tally.fail(thrown);
    } finally {
      tally.workerEnded();
    }
  }

  private void answer(Evaluation evaluation, int index, Tally tally) {
    int label = inputs.label(index);
    if (!evaluation.ofCompressed().isKnown(index) || !evaluation.ofFloat().isKnown(index)) {
      ask(evaluation, index, label);
    }
    Answers answers = evaluation.ofCompressed();
    int predicted = answers.predicted(index);
    tally.count(
        predicted == label,
        answers.isAmongFive(index),
        predicted != Answers.NOT_A_NUMBER && predicted == evaluation.ofFloat().predicted(index));
  }

  private void ask(Evaluation evaluation, int index, int label) {
    Optional<float[]> saved =
        evaluation.prefix().flatMap(prefix -> saved(evaluation, prefix, index));
    if (!evaluation.ofFloat().isKnown(index)) {
      CompiledNetwork network = evaluation.floating();
      Scratch scratch = floatScratch(network);
      if (saved.isPresent() && evaluation.floatSharesPrefix()) {
        network.runFrom(step(evaluation), saved.get(), 0, scratch, output(network));
      } else {
        network.run(input(index), scratch, output(network));
      }
      evaluation.ofFloat().record(index, output(network), label);
    }
    if (!evaluation.ofCompressed().isKnown(index)) {
      CompiledNetwork network = evaluation.compressed();
      Scratch scratch = compressedScratch(evaluation);
      if (saved.isPresent()) {
        network.runFrom(step(evaluation), saved.get(), 0, scratch, output(network));
      } else {
        network.run(input(index), scratch, output(network));
      }
      evaluation.ofCompressed().record(index, output(network), label);
    }
  }

  private static int step(Evaluation evaluation) {
    return evaluation.prefix().orElseThrow().step();
  }

  /// The activations before the prefix's step: remembered, or computed now. They are computed although there is no room to
  /// remember them when both networks can go on from them.
  private Optional<float[]> saved(Evaluation evaluation, Prefix prefix, int index) {
    Optional<float[]> remembered = prefix.saved().get(index);
    if (remembered.isPresent()) {
      return remembered;
    }
    CompiledNetwork network = evaluation.compressed();
    Optional<float[]> room = prefix.saved().reserve();
    boolean isSharedNow = evaluation.floatSharesPrefix() && !evaluation.ofFloat().isKnown(index);
    if (room.isEmpty() && !isSharedNow) {
      return Optional.empty();
    }
    float[] saved = room.orElseGet(() -> spare(network.savedFloats(prefix.step())));
    network.runUntil(prefix.step(), input(index), compressedScratch(evaluation), saved, 0);
    room.ifPresent(array -> prefix.saved().keep(index, array));
    return Optional.of(saved);
  }

  /// The prepared input of an image: remembered, or prepared now.
  private float[] input(int index) {
    Optional<float[]> remembered = prepared.get(index);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    Optional<float[]> room = prepared.reserve();
    if (room.isPresent()) {
      inputs.prepare(index, room.get());
      prepared.keep(index, room.get());
      return room.get();
    }
    if (imageIndex != index) {
      image = image.length == inputs.floats() ? image : new float[inputs.floats()];
      imageIndex = -1;
      inputs.prepare(index, image);
      imageIndex = index;
    }
    return image;
  }

  private float[] spare(int length) {
    if (spare.length != length) {
      spare = new float[length];
    }
    return spare;
  }

  private float[] output(CompiledNetwork network) {
    if (output.length != network.outputShape().size()) {
      output = new float[network.outputShape().size()];
    }
    return output;
  }

  private Scratch floatScratch(CompiledNetwork network) {
    Buffers buffers =
        forFloat
            .filter(kept -> kept.plan().hasPlanOf(network))
            .orElseGet(() -> new Buffers(network, network.newScratch()));
    forFloat = Optional.of(buffers);
    return buffers.scratch();
  }

  private Scratch compressedScratch(Evaluation evaluation) {
    CompiledNetwork network = evaluation.compressed();
    if (network.hasPlanOf(evaluation.floating())) {
      return floatScratch(network);
    }
    Buffers buffers =
        forCompressed
            .filter(kept -> kept.plan().hasPlanOf(network))
            .orElseGet(() -> new Buffers(network, network.newScratch()));
    forCompressed = Optional.of(buffers);
    return buffers.scratch();
  }

  /// The buffers for all networks of one plan.
  private record Buffers(CompiledNetwork plan, Scratch scratch) {}
}
