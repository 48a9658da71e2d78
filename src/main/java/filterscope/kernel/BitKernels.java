package filterscope.kernel;

import java.util.Optional;

/// The low-bit kernels: convolutions whose weights are small integers and whose activations are quantized on the way in.
/// Images are channels last without a border, floats in and floats out; the steps between are *pack activations*,
/// *accumulate*, *pad correction* and *scale*.
///
/// As with [FloatKernels] a kernel is prepared once and run for every image. Prepared kernels are immutable and shared by
/// threads; scratch memory the caller brings, and a run allocates nothing.
public interface BitKernels {
  /// How people know this backend.
  String name();

  /// Prepares a convolution; a dense layer is one of 1×1 over a 1×1 image.
  ///
  /// @param levels the integers of the weights, −255 to 255, `[filter][channel][row][column]`, the channels those of one group
  /// @param activations what an activation becomes before it is multiplied; padding counts as zero
  /// @throws IllegalArgumentException if a sum may not fit 31 bits
  Prepared convolution(
      ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling);

  /// @throws IllegalArgumentException if the scaling is for another layer or for other activations
  static void requireFits(ConvGeometry geometry, ActivationGrid activations, Scaling scaling) {
    if (scaling.filters() != geometry.filters()
        || scaling.firstChannel(scaling.blocks() - 1, 0) >= geometry.channelsPerGroup()) {
      throw new IllegalArgumentException("the scaling is for another layer");
    }
    if (scaling.hasInputMap() && !(activations instanceof ActivationGrid.Sign)) {
      throw new IllegalArgumentException("only signs lose the magnitude that the input map holds");
    }
  }

  /// Something that takes one image to another.
  interface Prepared {
    /// Which kernel does it, for people: `XNOR, bit count, 512 bit`.
    String name();

    /// Scratch integers that [#run] needs.
    int scratchInts();

    /// @param input read from `inputOffset` on
    /// @param output written from `outputOffset` on, every element
    /// @param scratch at least [#scratchInts()] long, contents irrelevant before and after
    void run(float[] input, int inputOffset, float[] output, int outputOffset, int[] scratch);

    /// How to reach the kernel with signs instead of floats, where it can.
    ///
    /// @param after what happens to the results before their signs are taken
    default Optional<Signs> signs(Monotone after) {
      return Optional.empty();
    }
  }

  /// A function that follows the results of every filter, ascending or descending.
  interface Monotone {
    /// Leaves results as they are.
    Monotone NOTHING =
        new Monotone() {
          @Override
          public float apply(int filter, float value) {
            return value;
          }

          @Override
          public boolean descends(int filter) {
            return false;
          }
        };

    float apply(int filter, float value);

    /// Whether larger results become smaller ones.
    boolean descends(int filter);

    /// This function and then another one.
    default Monotone then(Monotone next) {
      Monotone first = this;
      return new Monotone() {
        @Override
        public float apply(int filter, float value) {
          return next.apply(filter, first.apply(filter, value));
        }

        @Override
        public boolean descends(int filter) {
          return first.descends(filter) != next.descends(filter);
        }
      };
    }
  }

  /// A kernel whose image or whose results may be packed signs, so that between two binary layers nothing is ever a float. The
  /// results are exactly those of the way through floats.
  ///
  /// Packed signs are `[row][column][word]`, 32 channels to a word, the first in the lowest bit, 1 for a value ≥ 0; bits past
  /// the last channel are 0. A run is one `load…` and one `store…` with the same scratch.
  interface Signs {
    /// Whether [#loadSigns] works: activations are signs, and groups begin on words.
    boolean reads();

    /// Whether [#storeSigns] works: it compares sums with one threshold a filter, in which scale, batch normalisation and offset
    /// have gone.
    boolean writes();

    void loadFloats(float[] input, int inputOffset, int[] scratch);

    void loadSigns(int[] input, int[] scratch);

    void storeFloats(float[] output, int outputOffset, int[] scratch);

    void storeSigns(int[] output, int[] scratch);
  }
}
