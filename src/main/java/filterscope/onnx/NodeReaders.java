package filterscope.onnx;

import filterscope.network.Activation;
import filterscope.network.Activation.Kind;
import filterscope.network.Arithmetic;
import java.util.HashMap;
import java.util.Map;

/// The operators of ONNX that are read, each with what reads it.
final class NodeReaders {
  private final Map<String, NodeReader> readers = new HashMap<>();

  NodeReaders() {
    readers.put("Conv", ConvolutionNodes::conv);
    readers.put("MaxPool", ConvolutionNodes::maxPool);
    readers.put("AveragePool", ConvolutionNodes::averagePool);
    readers.put("GlobalMaxPool", ConvolutionNodes::globalMaxPool);
    readers.put("GlobalAveragePool", ConvolutionNodes::globalAveragePool);
    readers.put("Gemm", DenseNodes::gemm);
    readers.put("MatMul", DenseNodes::matMul);
    activations();
    readers.put("Add", ArithmeticNodes.of(Arithmetic.Kind.ADD));
    readers.put("Sub", ArithmeticNodes.of(Arithmetic.Kind.SUBTRACT));
    readers.put("Mul", ArithmeticNodes.of(Arithmetic.Kind.MULTIPLY));
    readers.put("Div", ArithmeticNodes.of(Arithmetic.Kind.DIVIDE));
    readers.put("Sum", ArithmeticNodes::sum);
    readers.put("Max", ArithmeticNodes.bound(true));
    readers.put("Min", ArithmeticNodes.bound(false));
    readers.put("Flatten", ShapeNodes::flatten);
    readers.put("Reshape", ShapeNodes::reshape);
    readers.put("Squeeze", ShapeNodes::squeeze);
    readers.put("Unsqueeze", ShapeNodes::unsqueeze);
    readers.put("Transpose", ShapeNodes::transpose);
    readers.put("Concat", SelectionNodes::concat);
    readers.put("Slice", SelectionNodes::slice);
    readers.put("Split", SelectionNodes::split);
    readers.put("Gather", SelectionNodes::gather);
    readers.put("Pad", SelectionNodes::pad);
    readers.put("BatchNormalization", NormalizationNodes::batchNorm);
    readers.put("LRN", NormalizationNodes::localResponseNorm);
    readers.put("Softmax", NormalizationNodes.softmax(false));
    readers.put("LogSoftmax", NormalizationNodes.softmax(true));
    readers.put("ReduceMean", NormalizationNodes::reduceMean);
    readers.put("QuantizeLinear", QuantizationNodes::quantize);
    readers.put("DequantizeLinear", QuantizationNodes::dequantize);
    readers.put("Identity", PassingNodes::identity);
    readers.put("Dropout", PassingNodes::dropout);
    readers.put("Cast", PassingNodes::cast);
    readers.put("Expand", PassingNodes::expand);
  }

  private void activations() {
    readers.put("Relu", ActivationNodes.plain(Kind.RELU));
    readers.put("Sigmoid", ActivationNodes.plain(Kind.SIGMOID));
    readers.put("Tanh", ActivationNodes.plain(Kind.TANH));
    readers.put("HardSwish", ActivationNodes.plain(Kind.HARD_SWISH));
    readers.put("Sign", ActivationNodes.plain(Kind.SIGN));
    readers.put(
        "LeakyRelu",
        ActivationNodes.with(a -> new Activation(Kind.LEAKY_RELU, a.real("alpha", 0.01f), 0)));
    readers.put("Elu", ActivationNodes.with(a -> new Activation(Kind.ELU, a.real("alpha", 1), 0)));
    readers.put(
        "HardSigmoid",
        ActivationNodes.with(
            a -> new Activation(Kind.HARD_SIGMOID, a.real("alpha", 0.2f), a.real("beta", 0.5f))));
    readers.put("Clip", ActivationNodes::clip);
    readers.put("PRelu", ActivationNodes::parametricRelu);
  }

  boolean knows(String operator) {
    return readers.containsKey(operator);
  }

  /// Reads a node of a known operator.
  void read(Node node) {
    NodeReader reader = readers.get(node.operator());
    if (reader == null) {
      throw new Refusal("is of an operator that is not supported", "export it otherwise");
    }
    reader.read(node);
  }
}
