package filterscope.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Inputs;
import filterscope.data.Preparation;
import filterscope.data.Preparation.Channels;
import filterscope.job.Progress;
import filterscope.tensor.Shape;
import filterscope.testing.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every real network beside the project, run by our reader and engine and by ONNX Runtime on the same images: pictures of
/// its own kind where there are some, otherwise drawn strokes. The quantized one has a test of its own, [QuantizedRefereeTest].
class NetworkRefereeTest {
  private static final List<Double> CIFAR_MEAN = List.of(.4914, .4822, .4465);
  private static final List<Double> CIFAR_STD = List.of(.2471, .2435, .2616);
  private static final List<Double> MEAN = List.of(.485, .456, .406);
  private static final List<Double> STD = List.of(.229, .224, .225);

  @ParameterizedTest
  @CsvSource({
    "cifar10_resnet20, cifar, 50, 1e-3",
    "resnet20_onnc, cifar, 50, 1e-3",
    "biasfield_cifar_base, cifar-own, 50, 1e-3",
    "sri_resnet_a, cifar-own, 50, 1e-3",
    "marabou_cifar10_small, cifar-plain, 50, 1e-3",
    "cntk_mnist_opset8, strokes 255, 50, 1e-3",
    "keras2onnx_keras_mnist, strokes 1, 50, 1e-3",
    "gtsrb_larq_48, signs, 50, 1e-3",
    "SqueezeNet_fp16, caffe, 50, 1e-2",
    "imagenet_resnet18, imagenet, 50, 1e-3",
    "light_shufflenet, imagenet, 50, 1e-3",
    "light_densenet121, imagenet, 8, 1e-3",
    "light_resnet50, imagenet, 8, 1e-3",
    "light_vgg19, imagenet, 2, 1e-3"
  })
  void agreesWithOnnxRuntime(String name, String kind, int count, double tolerance) {
    Path file = SharedData.file("networks/" + name + ".onnx");
    try (Referee referee = new Referee(file)) {
      ImageSource images = images(kind, referee.inputShape());
      double worst = 0;
      int classes = 0;
      for (int index = 0; index < count; index++) {
        float[] image = images.image(index);
        float[] ours = referee.ours(image);
        float[] theirs = referee.theirs(image);
        worst = Math.max(worst, Referee.difference(ours, theirs));
        classes += sameClass(ours, theirs, tolerance) ? 1 : 0;
      }
      System.out.printf("%s: difference %.2g, same class %d of %d%n", name, worst, classes, count);
      assertThat(worst).isLessThan(tolerance);
      assertThat(classes).isEqualTo(count);
    }
  }

  /// Whether our first class is theirs too, or as good as theirs to within the tolerance.
  private static boolean sameClass(float[] ours, float[] theirs, double tolerance) {
    float most = theirs[argmax(theirs)];
    float least = Float.POSITIVE_INFINITY;
    for (float value : theirs) {
      least = Math.min(least, value);
    }
    return theirs[argmax(ours)] >= most - tolerance * (most - least);
  }

  private static int argmax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private interface ImageSource {
    float[] image(int index);
  }

  private static ImageSource images(String kind, Shape shape) {
    Preparation preparation =
        switch (kind) {
          case "cifar" -> new Preparation(0, 0, Channels.RGB, 1 / 255.0, MEAN, STD);
          case "cifar-own" -> new Preparation(0, 0, Channels.RGB, 1 / 255.0, CIFAR_MEAN, CIFAR_STD);
          case "cifar-plain" -> Preparation.plain(Channels.RGB);
          case "imagenet" -> new Preparation(256, 224, Channels.RGB, 1 / 255.0, MEAN, STD);
          case "caffe" ->
              new Preparation(
                  256, 224, Channels.BGR, 1, List.of(103.94, 116.78, 123.68), List.of());
          case "signs" -> new Preparation(0, 0, Channels.RGB, 1, List.of(), List.of());
          default -> Preparation.plain(Channels.GREY);
        };
    if (kind.startsWith("strokes")) {
      float scale = Float.parseFloat(kind.substring(8));
      return index -> strokes(index, shape, scale);
    }
    String reference =
        switch (kind) {
          case "imagenet", "caffe" -> "list:" + SharedData.file("imagenet-sample/list.tsv");
          case "signs" -> "list:" + SharedData.file("gtsrb/list.tsv");
          default -> "cifar10:" + SharedData.file("cifar10/test_1017.bin");
        };
    ImageSet set = ImageSets.open(reference, Progress.NONE);
    Inputs inputs = new Inputs(set, preparation, shape);
    return index -> {
      float[] image = new float[inputs.floats()];
      inputs.prepare(index, image);
      return image;
    };
  }

  /// Bright strokes on black, as a grey image of 28×28.
  private static float[] strokes(int seed, Shape shape, float scale) {
    Random random = new Random(seed);
    float[] image = new float[shape.size()];
    int side = 28;
    double row = 14;
    double column = 14;
    double angle = random.nextDouble() * 6;
    for (int step = 0; step < 60; step++) {
      angle += random.nextGaussian() * 0.4;
      row = Math.clamp(row + Math.sin(angle), 5, 22);
      column = Math.clamp(column + Math.cos(angle), 5, 22);
      for (int near = 0; near < 4; near++) {
        image[((int) row + near / 2) * side + (int) column + near % 2] = scale;
      }
    }
    return image;
  }
}
