package filterscope.kernel.simd;

import filterscope.kernel.BitKernels;
import filterscope.kernel.ConvGeometry;
import java.util.Optional;

/// What the low-bit convolutions have in common: the image is prepared once, then for each block of filters and each tile of
/// four outputs sums are accumulated in scratch memory and the [OutputStep] turns them into floats. Weights are read in the
/// order of the loops: `[group][block of filters][…][filter]`.
///
/// Scratch memory holds the image, the waiting tiles and the [InputMap], in this order.
abstract class LevelConvolution implements BitKernels.Prepared {
  /// Outputs of a tile.
  static final int PIXELS = 4;

  private static final int MOST_VECTORS = Lanes.FEW_REGISTERS ? 2 : 4;

  /// Tiles that wait for the output step together, shared among the parts of a sum.
  private static final int STRIP = 16;

  private final ConvGeometry geometry;
  private final BorderedImage image;
  private final OutputStep outputStep;
  private final Optional<InputMap> map;
  private final int tiles;

  LevelConvolution(ConvGeometry geometry, BorderedImage image, OutputStep outputStep) {
    this.geometry = geometry;
    this.image = image;
    this.outputStep = outputStep;
    this.map =
        outputStep.scaling().hasInputMap() ? Optional.of(new InputMap(geometry)) : Optional.empty();
    this.tiles = Math.max(1, STRIP / outputStep.parts());
  }

  /// Integers of scratch memory that the prepared image takes, from 0 on; the tiles follow.
  abstract int imageInts();

  /// Elements of the weights that one vector of filters takes.
  abstract int weightsPerVector();

  /// Prepares the image in scratch memory.
  abstract void prepareImage(float[] input, int inputOffset, int[] scratch);

  /// Sums four outputs by some vectors of filters into tiles, one for each part that the output step adds up.
  ///
  /// @param patches where the patch of output 0 starts relative to [BorderedImage#base], for this group
  /// @param at where the weights of the block start
  /// @param tile where the sums go, `[pixel][vector]`, each part [#partInts()] after the one before
  abstract void accumulate(int[] scratch, int patches, int output, int vectors, int at, int tile);

  BorderedImage image() {
    return image;
  }

  /// Vectors of filters that are computed at once when so many filters are left.
  static int vectorsOf(int filtersLeft) {
    int vectors = filtersLeft / Lanes.COUNT;
    return vectors >= MOST_VECTORS ? MOST_VECTORS : vectors >= 2 ? 2 : 1;
  }

  @Override
  public final int scratchInts() {
    return mapFrom() + map.map(InputMap::size).orElse(0);
  }

  /// Where the [InputMap] begins in scratch memory.
  final int mapFrom() {
    return imageInts() + outputStep.parts() * partInts();
  }

  @Override
  public final void run(
      float[] input, int inputOffset, float[] output, int outputOffset, int[] scratch) {
    loadFloats(input, inputOffset, scratch);
    storeFloats(output, outputOffset, scratch);
  }

  /// How to leave signs behind; nothing where sums are no counts of bits, or not compared with thresholds.
  Optional<SignOutput> signOutput(BitKernels.Monotone after) {
    return Optional.empty();
  }

  /// Whether the image may be packed signs.
  boolean readsSigns() {
    return false;
  }

  void loadSigns(int[] input, int[] scratch) {
    throw new UnsupportedOperationException(name() + " reads no signs");
  }

  @Override
  public final Optional<BitKernels.Signs> signs(BitKernels.Monotone after) {
    Optional<SignOutput> output = signOutput(after);
    return readsSigns() || output.isPresent()
        ? Optional.of(new PackedSigns(this, output))
        : Optional.empty();
  }

  final void loadFloats(float[] input, int inputOffset, int[] scratch) {
    prepareImage(input, inputOffset, scratch);
    if (map.isPresent()) {
      map.get().fill(input, inputOffset, scratch, mapFrom());
    }
  }

  final void storeFloats(float[] output, int outputOffset, int[] scratch) {
    int perGroup = Lanes.roundUp(geometry.filtersPerGroup());
    int cells = image.pixelCells() / geometry.groups();
    int at = 0;
    for (int group = 0; group < geometry.groups(); group++) {
      for (int filter = 0; filter < perGroup; ) {
        int vectors = vectorsOf(perGroup - filter);
        block(scratch, group, group * cells, filter, vectors, at, output, outputOffset);
        filter += vectors * Lanes.COUNT;
        at += weightsPerVector() * vectors;
      }
    }
  }

  final void storeSigns(SignOutput signs, int[] output, int[] scratch) {
    int perGroup = Lanes.roundUp(geometry.filtersPerGroup());
    int cells = image.pixelCells() / geometry.groups();
    int at = 0;
    for (int group = 0; group < geometry.groups(); group++) {
      for (int filter = 0; filter < perGroup; ) {
        int vectors = vectorsOf(perGroup - filter);
        signs(scratch, group, group * cells, filter, vectors, at, output, signs);
        filter += vectors * Lanes.COUNT;
        at += weightsPerVector() * vectors;
      }
    }
  }

  private void block(
      int[] scratch,
      int group,
      int patches,
      int filter,
      int vectors,
      int at,
      float[] output,
      int outputOffset) {
    int outputs = image.outputs();
    for (int first = 0; first < outputs; first += tiles * PIXELS) {
      int pixels = Math.min(tiles * PIXELS, outputs - first);
      strip(scratch, patches, first, pixels, vectors, at);
      outputStep.write(
          scratch,
          imageInts(),
          partInts(),
          mapFrom(),
          group,
          filter,
          vectors,
          first,
          pixels,
          output,
          outputOffset);
    }
  }

  private void signs(
      int[] scratch,
      int group,
      int patches,
      int filter,
      int vectors,
      int at,
      int[] output,
      SignOutput signs) {
    int outputs = image.outputs();
    for (int first = 0; first < outputs; first += tiles * PIXELS) {
      int pixels = Math.min(tiles * PIXELS, outputs - first);
      strip(scratch, patches, first, pixels, vectors, at);
      signs.write(scratch, imageInts(), partInts(), group, filter, vectors, first, pixels, output);
    }
  }

  private void strip(int[] scratch, int patches, int first, int pixels, int vectors, int at) {
    int tile = PIXELS * vectors * Lanes.COUNT;
    for (int done = 0, to = imageInts(); done < pixels; done += PIXELS, to += tile) {
      accumulate(scratch, patches, first + done, vectors, at, to);
    }
  }

  /// Integers that one part of the waiting sums takes.
  final int partInts() {
    return tiles * PIXELS * MOST_VECTORS * Lanes.COUNT;
  }

  /// Calls back for every place of the weights in the order in which the loops read them.
  ///
  /// @param perFilter weights of a filter
  static void layOut(ConvGeometry geometry, int perFilter, Place place) {
    int perGroup = Lanes.roundUp(geometry.filtersPerGroup());
    int at = 0;
    for (int group = 0; group < geometry.groups(); group++) {
      for (int filter = 0; filter < perGroup; ) {
        int block = vectorsOf(perGroup - filter) * Lanes.COUNT;
        for (int index = 0; index < perFilter; index++) {
          for (int lane = 0; lane < block; lane++, at++) {
            if (filter + lane < geometry.filtersPerGroup()) {
              place.put(at, group * geometry.filtersPerGroup() + filter + lane, index);
            }
          }
        }
        filter += block;
      }
    }
  }

  /// How many elements [#layOut] goes over.
  static int laidOut(ConvGeometry geometry, int perFilter) {
    return geometry.groups() * Lanes.roundUp(geometry.filtersPerGroup()) * perFilter;
  }

  /// Takes weight `index` of a filter to place `at`.
  interface Place {
    void put(int at, int filter, int index);
  }
}
