package filterscope.method;

import filterscope.network.ConvWeights;
import filterscope.tensor.BitWriter;

/// The weights of one layer in the form in which they are stored. The set of forms is closed; most methods produce an
/// existing one.
public sealed interface CompressedConv
    permits FloatConv, GridConv, CodebookConv, HuffmanConv, VectorCodebookConv, StackedConv {
  /// The bits it takes to store the weights, to the last scale.
  StoredBits bits();

  /// The weights that the stored form stands for.
  ConvWeights restore();

  /// Writes what is stored: as many bits as [#bits()] counts. Extents and settings are not among them, they belong to whatever
  /// surrounds the weights in a file.
  void write(BitWriter to);
}
