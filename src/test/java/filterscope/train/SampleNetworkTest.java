package filterscope.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import filterscope.data.Card;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.engine.Backend;
import filterscope.engine.CompiledNetwork;
import filterscope.engine.Scratch;
import filterscope.job.Progress;
import filterscope.method.CompressedNetwork;
import filterscope.network.Network;
import filterscope.onnx.OnnxReader;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Holds the shipped network to its card, by our engine and by ONNX Runtime.
final class SampleNetworkTest {
  private static final Path FILE = Path.of("sample-models", "fashion-vgg", "fashion-vgg.onnx");
  private static final int IMAGES = 1000;

  @Test
  void classifiesAsItsCardSaysAndAsOnnxRuntimeDoes() throws OrtException {
    Card card = Card.beside(FILE).orElseThrow();
    Network network = OnnxReader.read(FILE, Progress.NONE).network();
    ImageSet images = ImageSets.open(card.data().orElseThrow(), Progress.NONE).limit(IMAGES);
    Inputs inputs = new Inputs(images, card.preparation(), network.inputShape());
    CompiledNetwork compiled =
        CompiledNetwork.compile(CompressedNetwork.uncompressed(network), Backend.best());
    Scratch scratch = compiled.newScratch();
    float[] image = new float[inputs.floats()];
    float[] scores = new float[10];
    int ours = 0;
    int theirs = 0;
    int same = 0;
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(FILE.toString())) {
      for (int index = 0; index < IMAGES; index++) {
        inputs.prepare(index, image);
        compiled.run(image, scratch, scores);
        int our = CrossEntropy.argmax(scores, 0, 10);
        int their = classOf(environment, session, network.input(), image);
        ours += our == images.label(index) ? 1 : 0;
        theirs += their == images.label(index) ? 1 : 0;
        same += our == their ? 1 : 0;
      }
    }
    double claimed = Double.parseDouble(card.provenance().getOrDefault("floatAccuracy", "0"));
    assertThat(claimed).isGreaterThan(0.925);
    assertThat((double) ours / IMAGES).isBetween(claimed - 0.03, claimed + 0.03);
    assertThat((double) theirs / IMAGES).isBetween(claimed - 0.03, claimed + 0.03);
    assertThat(same).isGreaterThanOrEqualTo(IMAGES - 2);
  }

  private static int classOf(
      OrtEnvironment environment, OrtSession session, String input, float[] image)
      throws OrtException {
    long[] shape = {1, 1, 28, 28};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      float[][] scores = (float[][]) result.get(0).getValue();
      return CrossEntropy.argmax(scores[0], 0, 10);
    }
  }
}
