package filterscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.engine.CompiledNetwork;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.network.Network;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxRuntimePeerTest {
  private static final Network NETWORK = SmallNetworks.classifier();
  private static final CompiledNetwork FLOATING =
      CompiledNetwork.compile(CompressedNetwork.uncompressed(NETWORK), new ScalarFloatKernels());

  @Test
  void computesWhatOurEngineComputes() {
    float[] image = new float[NETWORK.inputShape().size()];
    Random random = new Random(4);
    try (OnnxRuntimePeer peer = OnnxRuntimePeer.open(NETWORK).orElseThrow()) {
      for (int repeat = 0; repeat < 2; repeat++) {
        for (int index = 0; index < image.length; index++) {
          image[index] = (float) random.nextGaussian();
        }
        float[] ours = new float[FLOATING.outputShape().size()];
        FLOATING.run(image, FLOATING.newScratch(), ours);
        peer.run(image);
        assertThat(peer.result()).containsExactly(ours, within(1e-2f));
      }
    }
  }

  @Test
  void isTimedInTheSameTurnsAsOurs() {
    Optional<OnnxRuntimePeer> peer = OnnxRuntimePeer.open(NETWORK);
    try {
      MeasuredSpeed speed =
          Stopwatch.measure(
              FLOATING,
              FLOATING,
              peer,
              NoiseImages.inputs(2),
              Duration.ofMillis(30),
              Progress.NONE);
      Timing theirs = speed.onnxRuntime().orElseThrow();
      assertThat(theirs.runs()).isEqualTo(speed.floating().runs());
      assertThat(theirs.medianMillis()).isPositive();
    } finally {
      peer.ifPresent(OnnxRuntimePeer::close);
    }
  }
}
