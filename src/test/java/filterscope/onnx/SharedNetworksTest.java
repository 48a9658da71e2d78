package filterscope.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.job.Progress;
import filterscope.network.Network;
import filterscope.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real networks beside the project: all are read, the broken ones are refused.
class SharedNetworksTest {
  @ParameterizedTest
  @CsvSource({
    "cifar10_resnet20.onnx, 1×3×32×32, 1×10, 20",
    "resnet20_onnc.onnx, 1×3×32×32, 1×10, 22",
    "biasfield_cifar_base.onnx, 1×3×32×32, 1×10, 8",
    "sri_resnet_a.onnx, 1×3×32×32, 1×10, 12",
    "marabou_cifar10_small.onnx, 1×32×32×3, 1×10, 5",
    "cntk_mnist_opset8.onnx, 1×1×28×28, 1×10, 3",
    "keras2onnx_keras_mnist.onnx, 1×28×28×1, 1×10, 6",
    "SqueezeNet_fp16.onnx, 1×3×224×224, 1×1000×1×1, 26",
    "mobilenetv2_qdq_uint8_opset12_lanznx.onnx, 1×3×224×224, 1×1000, 53",
    "imagenet_resnet18.onnx, 1×3×224×224, 1×1000, 21",
    "gtsrb_larq_48.onnx, 1×48×48×3, 1×43, 5",
    "light_vgg19.onnx, 1×3×224×224, 1×1000, 19",
    "light_resnet50.onnx, 1×3×224×224, 1×1000, 54",
    "light_shufflenet.onnx, 1×3×224×224, 1×1000, 50",
    "light_densenet121.onnx, 1×3×224×224, 1×1000×1×1, 121"
  })
  void readsEveryRealNetwork(String name, String input, String output, int weighted) {
    OnnxModel model = OnnxReader.read(SharedData.file("networks/" + name), Progress.NONE);
    Network network = model.network();
    assertThat(network.inputShape()).hasToString(input);
    assertThat(network.outputShape()).hasToString(output);
    assertThat(network.weightedLayers()).hasSize(weighted);
    assertThat(model.sha256()).hasSize(64);
  }

  @Test
  void refusesACustomDomainNodeByNode() {
    assertThat(GraphFile.refusalOf(SharedData.file("networks/qonnx_TFC_1W1A.onnx")))
        .startsWith(
            "qonnx_TFC_1W1A.onnx: 8 nodes are of operators that are not supported: BipolarQuant of"
                + " the domain 'onnx.brevitas' ('BipolarQuant_11', 'BipolarQuant_14',")
        .endsWith(
            "; export the network with ONNX's own operators only (for quantized networks, in the"
                + " QuantizeLinear/DequantizeLinear form).");
  }

  @Test
  void refusesAPointerInsteadOfANetwork() {
    assertThat(GraphFile.refusalOf(SharedData.file("broken/lfs_pointer.onnx")))
        .isEqualTo(
            "lfs_pointer.onnx: is a Git LFS pointer, not the network itself; fetch the network with"
                + " 'git lfs pull', or download it from the project's page.");
  }

  @Test
  void refusesANetworkWithoutItsData() {
    assertThat(GraphFile.refusalOf(SharedData.file("broken/missing_external_data.onnx")))
        .isEqualTo(
            "missing_external_data.onnx: node 'node_Conv_810' (Conv): its tensor"
                + " 'features.0.0.weight' needs the data file 'mobilenet_v2_fp32.onnx.data', which"
                + " is not there; put the data file that belongs to the network into the same"
                + " folder.");
  }
}
