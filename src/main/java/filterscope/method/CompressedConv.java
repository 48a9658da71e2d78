package filterscope.method;

import filterscope.network.ConvWeights;

/// The weights of one layer in the form in which they are stored. The set of forms is closed; most methods produce an
/// existing one.
public sealed interface CompressedConv
    permits FloatConv, GridConv, CodebookConv, HuffmanConv, VectorCodebookConv, StackedConv {
  /// The bits it takes to store the weights, to the last scale.
  StoredBits bits();

  /// The weights that the stored form stands for.
  ConvWeights restore();
}
