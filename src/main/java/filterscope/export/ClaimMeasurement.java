package filterscope.export;

import filterscope.data.Inputs;
import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.FloatKernels;
import filterscope.measure.Accuracy;
import filterscope.measure.Evaluator;
import filterscope.measure.Footprint;
import filterscope.method.CompressedNetwork;
import java.util.Optional;

/// Measures what an artefact will claim.
///
/// @param kernels that run the networks
/// @param threads that evaluate images
public record ClaimMeasurement(FloatKernels kernels, int threads) {
  /// @param name of the network
  /// @param sha256 of its file
  /// @param reference of the images, as on the command line
  public Claims of(
      CompressedNetwork compressed,
      String name,
      String sha256,
      Optional<Inputs> inputs,
      String reference,
      Progress progress) {
    Claims memory = Claims.of(name, sha256, Footprint.of(compressed));
    return inputs.map(images -> of(compressed, memory, images, reference, progress)).orElse(memory);
  }

  private Claims of(
      CompressedNetwork compressed,
      Claims memory,
      Inputs inputs,
      String reference,
      Progress progress) {
    CompiledNetwork floating =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(compressed.network()), kernels);
    CompiledNetwork measured =
        compressed.recipe().layers().isEmpty() ? floating : floating.with(compressed);
    int all = inputs.size();
    try (Evaluator evaluator = new Evaluator(inputs, threads)) {
      Accuracy ours = evaluator.evaluate(floating, measured, all, progress.part(0, 0.9), _ -> {});
      // The float classes of these images are known by now: this costs nothing.
      Accuracy theirs = evaluator.evaluate(floating, floating, all, progress.part(0.9, 1), _ -> {});
      return new Claims(
          memory.network(),
          memory.networkSha256(),
          Optional.of(
              new Claims.Data(
                  reference, inputs.images().name(), inputs.images().sha256(), inputs.size())),
          memory.floatBytes(),
          memory.compressedBytes(),
          Optional.of(ours.top1()),
          Optional.of(theirs.top1()),
          Optional.of(ours.agreement()),
          measured.backend());
    }
  }
}
