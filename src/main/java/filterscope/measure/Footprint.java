package filterscope.measure;

import filterscope.method.CompressedNetwork;
import filterscope.method.StoredBits;
import filterscope.network.BatchNorm;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Weighted;
import filterscope.tensor.Tensor;

/// What the parameters of a compressed network, or of one layer of it, take to store, in bits, to the last scale. Everything that
/// is not compressed takes 32 bits a number, as in the float network that it is compared with.
///
/// @param codeBits codes of compressed weights
/// @param scaleBits their scaling factors
/// @param codebookBits what codes refer to: codebooks, banks of filters, code lengths
/// @param biasBits biases of convolutions and dense layers
/// @param batchNormBits the four vectors of every batch normalisation
/// @param floatWeightBits weights that stay float
/// @param otherBits parameters of other operators: slopes of PReLU, constants, quantization parameters
/// @param weights how many weights (of convolutions and dense layers) the original network has
/// @param baselineBits all parameters of the original network as 32-bit floats
public record Footprint(
    long codeBits,
    long scaleBits,
    long codebookBits,
    long biasBits,
    long batchNormBits,
    long floatWeightBits,
    long otherBits,
    long weights,
    long baselineBits) {

  /// The footprint of a network in which no operator but convolutions, dense layers and batch normalisations has parameters.
  ///
  /// @param floatBits weights that stay float
  /// @param baselineBits all parameters as 32-bit floats
  public Footprint(
      long codeBits,
      long scaleBits,
      long biasBits,
      long batchNormBits,
      long floatBits,
      long baselineBits) {
    this(
        codeBits,
        scaleBits,
        0,
        biasBits,
        batchNormBits,
        floatBits,
        0,
        (baselineBits - biasBits - batchNormBits) / 32,
        baselineBits);
  }

  /// The footprint of a whole network.
  public static Footprint of(CompressedNetwork network) {
    Network original = network.original();
    long weights =
        original.weightedLayers().stream()
            .mapToLong(layer -> original.weights(layer.name()).size())
            .sum();
    return network.network().layers().stream()
        .map(layer -> of(network, layer))
        .reduce(
            new Footprint(0, 0, 0, 0, 0, 0, 0, weights, 32 * original.parameters()),
            Footprint::plus);
  }

  /// What one layer adds; weights and baseline are those of the whole network and not in it.
  static Footprint of(CompressedNetwork network, Layer layer) {
    if (layer.operator() instanceof Weighted weighted) {
      StoredBits stored = network.layer(layer.name()).bits();
      long bias = 32L * weighted.bias().map(Tensor::size).orElse(0);
      return new Footprint(
          stored.codes(), stored.scales(), stored.codebooks(), bias, 0, stored.floats(), 0, 0, 0);
    }
    long bits = 32 * layer.operator().parameters();
    return layer.operator() instanceof BatchNorm
        ? new Footprint(0, 0, 0, 0, bits, 0, 0, 0, 0)
        : new Footprint(0, 0, 0, 0, 0, 0, bits, 0, 0);
  }

  Footprint plus(Footprint other) {
    return new Footprint(
        codeBits + other.codeBits,
        scaleBits + other.scaleBits,
        codebookBits + other.codebookBits,
        biasBits + other.biasBits,
        batchNormBits + other.batchNormBits,
        floatWeightBits + other.floatWeightBits,
        otherBits + other.otherBits,
        weights + other.weights,
        baselineBits + other.baselineBits);
  }

  /// Everything that is stored as 32-bit floats, apart from biases and batch normalisation: weights that stay float and the
  /// parameters of other operators.
  public long floatBits() {
    return floatWeightBits + otherBits;
  }

  /// Codes, scales, codebooks and float weights, without bias, batch normalisation and the rest.
  public long weightBits() {
    return codeBits + scaleBits + codebookBits + floatWeightBits;
  }

  /// All of it.
  public long compressedBits() {
    return weightBits() + biasBits + batchNormBits + otherBits;
  }

  /// Bytes of the float network.
  public long floatBytes() {
    return Math.ceilDiv(baselineBits(), 8);
  }

  /// Bytes of the compressed network.
  public long compressedBytes() {
    return Math.ceilDiv(compressedBits(), 8);
  }

  /// How many times smaller the parameters have become, all of them counted; 1 where there are none.
  public double ratio() {
    return compressedBits() == 0 ? 1 : (double) baselineBits() / compressedBits();
  }

  /// Bits that a weight takes on average, its share of the scales included; 0 where there are no weights.
  public double bitsPerWeight() {
    return weights == 0 ? 0 : (double) weightBits() / weights;
  }
}
