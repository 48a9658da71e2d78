package filterscope.measure;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import java.nio.file.Path;
import java.util.Locale;

/// How a network file in ONNX Runtime and our engine answered the same images.
///
/// @param correct how often ONNX Runtime named the labelled class
/// @param differences how often it named another class than the engine
/// @param largest the largest difference between two outputs
public record RuntimeCheck(Proportion correct, long differences, double largest) {
  /// Runs both on all images.
  ///
  /// @throws filterscope.job.BadInputException if ONNX Runtime refuses the file
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public static RuntimeCheck run(
      Path file, CompiledNetwork ours, Inputs inputs, Progress progress) {
    float[] image = new float[inputs.floats()];
    float[] expected = new float[ours.outputShape().size()];
    float[] actual = new float[expected.length];
    Scratch scratch = ours.newScratch();
    long correct = 0;
    long differences = 0;
    double largest = 0;
    try (OnnxRuntimeNetwork theirs = new OnnxRuntimeNetwork(file)) {
      for (int index = 0; index < inputs.size(); index++) {
        progress.checkCancelled();
        progress.report(
            (double) index / inputs.size(),
            String.format(Locale.ROOT, "ONNX Runtime: image %,d of %,d", index + 1, inputs.size()));
        inputs.prepare(index, image);
        ours.run(image, scratch, expected);
        theirs.run(image, actual);
        int answer = Answers.largest(actual);
        correct += answer == inputs.label(index) ? 1 : 0;
        differences += answer != Answers.largest(expected) ? 1 : 0;
        for (int of = 0; of < actual.length; of++) {
          largest = Math.max(largest, Math.abs((double) actual[of] - expected[of]));
        }
      }
    }
    return new RuntimeCheck(new Proportion(correct, inputs.size()), differences, largest);
  }
}
