package filterscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filterscope.testing.SharedData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Real networks reach the accuracy that ONNX Runtime reaches on the same images; skipped where they are absent.
class SharedAccuracyTest {
  private static final String IMAGENET = "--mean .485,.456,.406 --std .229,.224,.225";
  private static final String CIFAR = "--mean .4914,.4822,.4465 --std .2471,.2435,.2616";

  private static double top1(Run run) {
    assertThat(run.err()).isEmpty();
    return run.json().path("accuracy").path("top1").doubleValue();
  }

  private static Run evaluate(String network, String data, String flags) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evaluate",
                SharedData.file("networks/" + network).toString(),
                "--data",
                data,
                "--json"));
    arguments.addAll(List.of(flags.split(" ")));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static String cifar() {
    return "cifar10:" + SharedData.file("cifar10/test_1017.bin");
  }

  private static String list(String folder) {
    return "list:" + SharedData.file(folder + "/list.tsv");
  }

  @ParameterizedTest
  @CsvSource({
    "cifar10_resnet20.onnx, imagenet, 0.9164",
    "resnet20_onnc.onnx, imagenet, 0.9223",
    "biasfield_cifar_base.onnx, cifar, 0.8476",
    "sri_resnet_a.onnx, cifar, 0.8063",
    "marabou_cifar10_small.onnx, none, 0.6332"
  })
  void reachesTheAccuracyOfTheRefereeOnCifar10(String network, String mean, double expected) {
    String flags =
        switch (mean) {
          case "imagenet" -> IMAGENET;
          case "cifar" -> CIFAR;
          default -> "--scale 255";
        };
    assertThat(top1(evaluate(network, cifar(), flags))).isCloseTo(expected, within(0.005));
  }

  @ParameterizedTest
  @CsvSource("gtsrb_larq_48.onnx, 0.965")
  void reachesTheAccuracyOfTheRefereeOnTrafficSigns(String network, double expected) {
    assertThat(top1(evaluate(network, list("gtsrb"), "--scale 1")))
        .isCloseTo(expected, within(0.005));
  }

  /// A part of the images, so that the test is short: the referee's accuracy on all of them lies in the interval.
  @ParameterizedTest
  @CsvSource({
    "SqueezeNet_fp16.onnx, --scale 1 --channels BGR --mean 103.94;116.78;123.68, 0.665, 60",
    "imagenet_resnet18.onnx, --mean .485;.456;.406 --std .229;.224;.225, 0.77, 30"
  })
  void reachesTheAccuracyOfTheRefereeOnPhotographs(
      String network, String flags, double expected, int limit) {
    Run run =
        evaluate(
            network,
            list("imagenet-sample"),
            flags.replace(';', ',') + " --resize 256 --crop 224 --limit " + limit);
    assertThat(run.err()).isEmpty();
    JsonNode accuracy = run.json().path("accuracy");
    assertThat(accuracy.path("samples").intValue()).isEqualTo(limit);
    assertThat(expected)
        .isBetween(accuracy.path("low").doubleValue(), accuracy.path("high").doubleValue());
  }
}
