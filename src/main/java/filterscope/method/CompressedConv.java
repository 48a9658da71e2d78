package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.function.Function;

/// The weights of one layer in the form in which they are stored. The set of forms is closed; most methods produce an
/// existing one.
public sealed interface CompressedConv
    permits FloatConv,
        GridConv,
        CodebookConv,
        HuffmanConv,
        VectorCodebookConv,
        StackedConv,
        SeparatedConv,
        BasisConv {
  /// The bits it takes to store the weights, to the last scale.
  StoredBits bits();

  /// The weights that the stored form stands for.
  ConvWeights restore();

  /// The same form with its float parts compressed further by the next method of a chain.
  ///
  /// @throws IllegalArgumentException if no part is float any more; the message is a sentence
  CompressedConv then(Function<ConvWeights, CompressedConv> next);
}
