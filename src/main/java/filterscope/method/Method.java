package filterscope.method;

import filterscope.network.ConvWeights;
import java.util.List;

/// A compression method. Implementations are pure (the same weights and settings give the same result; a seed is a
/// parameter) and thread-safe.
public interface Method {
  /// A stable word for command lines and files: `cross-filter`.
  String id();

  /// The name that the field uses.
  String title();

  /// One or two sentences: what it stores and what it assumes.
  String summary();

  /// Where it comes from: `arXiv 2005.09034`.
  String paper();

  /// How well its source is known.
  Evidence evidence();

  List<Param> params();

  /// Compresses the weights of one layer.
  ///
  /// @throws IllegalArgumentException if the settings do not fit these weights; the message is a sentence
  CompressedConv compress(ConvWeights weights, Settings settings);

  /// The settings of a person who says nothing.
  default Settings defaults() {
    return Settings.defaults(params());
  }

  /// What the implementation rests on.
  enum Evidence {
    /// The text of the paper.
    TEXT,
    /// Its text and public code.
    CODE,
    /// Only the abstract is public: the recipe is a reconstruction, and the program says so.
    ABSTRACT
  }
}
