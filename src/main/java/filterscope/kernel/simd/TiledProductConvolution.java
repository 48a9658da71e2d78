package filterscope.kernel.simd;

import filterscope.kernel.ActivationGrid;
import filterscope.kernel.ConvGeometry;
import filterscope.kernel.FloatKernels.Finish;
import filterscope.kernel.Scaling;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// A convolution of integers whose scales are shared by narrow blocks of channels, down to one scale a two-dimensional
/// kernel: every block's sum is exact on float lanes and takes its factor before it leaves the registers.
final class TiledProductConvolution extends LevelConvolution {
  private final LevelImage levels;
  private final float[] weights;
  private final int[] offsets;
  private final int[] blockEnds;
  private final float[] factors;
  private final float[] start;
  private final int depth;
  private final int outputs;
  private final boolean mapped;

  TiledProductConvolution(
      ConvGeometry geometry, short[] levels, ActivationGrid activations, Scaling scaling) {
    super(
        geometry,
        new BorderedImage(geometry, geometry.channelsPerGroup(), PIXELS),
        new FloatOutput(geometry, afterwards(geometry, scaling), new int[] {1}));
    this.levels = new LevelImage(geometry, image(), activations);
    this.depth = geometry.depth();
    this.outputs = image().outputs();
    this.mapped = scaling.hasInputMap();
    ProductOrder order = new ProductOrder(geometry, new ChannelCells(geometry, scaling, 1));
    this.weights = order.weights(levels);
    this.offsets = order.offsets(image());
    this.blockEnds = order.blockEnds();
    int perGroup = Lanes.roundUp(geometry.filtersPerGroup());
    int places = geometry.groups() * perGroup;
    this.factors = new float[scaling.blocks() * places];
    this.start = new float[places];
    for (int filter = 0; filter < geometry.filters(); filter++) {
      int place =
          filter / geometry.filtersPerGroup() * perGroup + filter % geometry.filtersPerGroup();
      start[place] = scaling.offset(filter);
      for (int block = 0; block < scaling.blocks(); block++) {
        factors[block * places + place] = scaling.factor(block, filter);
      }
    }
  }

  /// What is left for the output step: the clamp, and to have the map filled.
  private static Scaling afterwards(ConvGeometry geometry, Scaling scaling) {
    float[] ones = new float[geometry.filters()];
    Arrays.fill(ones, 1);
    Finish finish = scaling.finish();
    Scaling plain = new Scaling(ones, new float[ones.length], finish);
    return scaling.hasInputMap() ? plain.withInputMap() : plain;
  }

  @Override
  public String name() {
    return "integer multiply-add by tiles, " + Lanes.FLOATS.vectorBitSize() + " bit";
  }

  @Override
  int imageInts() {
    return image().size();
  }

  @Override
  int weightsPerVector() {
    return depth * Lanes.COUNT;
  }

  @Override
  void prepareImage(float[] input, int inputOffset, int[] scratch) {
    levels.fill(input, inputOffset, scratch);
  }

  @Override
  void accumulate(int[] scratch, int patches, int output, int vectors, int at, int tile) {
    BorderedImage image = image();
    int step = vectors * Lanes.COUNT;
    for (int vector = 0; vector < vectors; vector += 2) {
      int place = at / depth + vector * Lanes.COUNT;
      if (vectors == 1) {
        add1(
            scratch,
            patches + image.base(output),
            patches + image.base(output + 1),
            patches + image.base(output + 2),
            patches + image.base(output + 3),
            offsets,
            blockEnds,
            weights,
            at,
            step,
            factors,
            place,
            start.length,
            start,
            magnitude(scratch, output),
            magnitude(scratch, output + 1),
            magnitude(scratch, output + 2),
            magnitude(scratch, output + 3),
            tile,
            step);
      } else {
        add2(
            scratch,
            patches + image.base(output),
            patches + image.base(output + 1),
            patches + image.base(output + 2),
            patches + image.base(output + 3),
            offsets,
            blockEnds,
            weights,
            at + vector * Lanes.COUNT,
            step,
            factors,
            place,
            start.length,
            start,
            magnitude(scratch, output),
            magnitude(scratch, output + 1),
            magnitude(scratch, output + 2),
            magnitude(scratch, output + 3),
            tile + vector * Lanes.COUNT,
            step);
      }
    }
  }

  /// `K` of an output, or 1; tiles may reach past the last output.
  private float magnitude(int[] scratch, int output) {
    return mapped ? Float.intBitsToFloat(scratch[mapFrom() + Math.min(output, outputs - 1)]) : 1;
  }

  private static void add2(
      int[] words,
      int b0,
      int b1,
      int b2,
      int b3,
      int[] offsets,
      int[] blockEnds,
      float[] weights,
      int at,
      int step,
      float[] factors,
      int place,
      int places,
      float[] start,
      float m0,
      float m1,
      float m2,
      float m3,
      int tile,
      int tileStep) {
    FloatVector first0 = FloatVector.fromArray(Lanes.FLOATS, start, place + 0 * Lanes.COUNT);
    FloatVector first1 = FloatVector.fromArray(Lanes.FLOATS, start, place + 1 * Lanes.COUNT);
    FloatVector t00 = first0;
    FloatVector t01 = first1;
    FloatVector t10 = first0;
    FloatVector t11 = first1;
    FloatVector t20 = first0;
    FloatVector t21 = first1;
    FloatVector t30 = first0;
    FloatVector t31 = first1;
    for (int block = 0, k = 0; block < blockEnds.length; block++) {
      FloatVector s00 = FloatVector.zero(Lanes.FLOATS);
      FloatVector s01 = FloatVector.zero(Lanes.FLOATS);
      FloatVector s10 = FloatVector.zero(Lanes.FLOATS);
      FloatVector s11 = FloatVector.zero(Lanes.FLOATS);
      FloatVector s20 = FloatVector.zero(Lanes.FLOATS);
      FloatVector s21 = FloatVector.zero(Lanes.FLOATS);
      FloatVector s30 = FloatVector.zero(Lanes.FLOATS);
      FloatVector s31 = FloatVector.zero(Lanes.FLOATS);
      for (int end = blockEnds[block]; k < end; k++, at += step) {
        int offset = offsets[k];
        FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, weights, at + 0 * Lanes.COUNT);
        FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, weights, at + 1 * Lanes.COUNT);
        FloatVector x = IntVector.broadcast(Lanes.INTS, words[b0 + offset]).reinterpretAsFloats();
        s00 = w0.fma(x, s00);
        s01 = w1.fma(x, s01);
        x = IntVector.broadcast(Lanes.INTS, words[b1 + offset]).reinterpretAsFloats();
        s10 = w0.fma(x, s10);
        s11 = w1.fma(x, s11);
        x = IntVector.broadcast(Lanes.INTS, words[b2 + offset]).reinterpretAsFloats();
        s20 = w0.fma(x, s20);
        s21 = w1.fma(x, s21);
        x = IntVector.broadcast(Lanes.INTS, words[b3 + offset]).reinterpretAsFloats();
        s30 = w0.fma(x, s30);
        s31 = w1.fma(x, s31);
      }
      FloatVector f0 =
          FloatVector.fromArray(Lanes.FLOATS, factors, block * places + place + 0 * Lanes.COUNT);
      FloatVector f1 =
          FloatVector.fromArray(Lanes.FLOATS, factors, block * places + place + 1 * Lanes.COUNT);
      t00 = s00.mul(m0).fma(f0, t00);
      t01 = s01.mul(m0).fma(f1, t01);
      t10 = s10.mul(m1).fma(f0, t10);
      t11 = s11.mul(m1).fma(f1, t11);
      t20 = s20.mul(m2).fma(f0, t20);
      t21 = s21.mul(m2).fma(f1, t21);
      t30 = s30.mul(m3).fma(f0, t30);
      t31 = s31.mul(m3).fma(f1, t31);
    }
    t00.reinterpretAsInts().intoArray(words, tile + 0 * tileStep + 0 * Lanes.COUNT);
    t01.reinterpretAsInts().intoArray(words, tile + 0 * tileStep + 1 * Lanes.COUNT);
    t10.reinterpretAsInts().intoArray(words, tile + 1 * tileStep + 0 * Lanes.COUNT);
    t11.reinterpretAsInts().intoArray(words, tile + 1 * tileStep + 1 * Lanes.COUNT);
    t20.reinterpretAsInts().intoArray(words, tile + 2 * tileStep + 0 * Lanes.COUNT);
    t21.reinterpretAsInts().intoArray(words, tile + 2 * tileStep + 1 * Lanes.COUNT);
    t30.reinterpretAsInts().intoArray(words, tile + 3 * tileStep + 0 * Lanes.COUNT);
    t31.reinterpretAsInts().intoArray(words, tile + 3 * tileStep + 1 * Lanes.COUNT);
  }

  private static void add1(
      int[] words,
      int b0,
      int b1,
      int b2,
      int b3,
      int[] offsets,
      int[] blockEnds,
      float[] weights,
      int at,
      int step,
      float[] factors,
      int place,
      int places,
      float[] start,
      float m0,
      float m1,
      float m2,
      float m3,
      int tile,
      int tileStep) {
    FloatVector first0 = FloatVector.fromArray(Lanes.FLOATS, start, place + 0 * Lanes.COUNT);
    FloatVector t00 = first0;
    FloatVector t10 = first0;
    FloatVector t20 = first0;
    FloatVector t30 = first0;
    for (int block = 0, k = 0; block < blockEnds.length; block++) {
      FloatVector s00 = FloatVector.zero(Lanes.FLOATS);
      FloatVector s10 = FloatVector.zero(Lanes.FLOATS);
      FloatVector s20 = FloatVector.zero(Lanes.FLOATS);
      FloatVector s30 = FloatVector.zero(Lanes.FLOATS);
      for (int end = blockEnds[block]; k < end; k++, at += step) {
        int offset = offsets[k];
        FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, weights, at + 0 * Lanes.COUNT);
        FloatVector x = IntVector.broadcast(Lanes.INTS, words[b0 + offset]).reinterpretAsFloats();
        s00 = w0.fma(x, s00);
        x = IntVector.broadcast(Lanes.INTS, words[b1 + offset]).reinterpretAsFloats();
        s10 = w0.fma(x, s10);
        x = IntVector.broadcast(Lanes.INTS, words[b2 + offset]).reinterpretAsFloats();
        s20 = w0.fma(x, s20);
        x = IntVector.broadcast(Lanes.INTS, words[b3 + offset]).reinterpretAsFloats();
        s30 = w0.fma(x, s30);
      }
      FloatVector f0 =
          FloatVector.fromArray(Lanes.FLOATS, factors, block * places + place + 0 * Lanes.COUNT);
      t00 = s00.mul(m0).fma(f0, t00);
      t10 = s10.mul(m1).fma(f0, t10);
      t20 = s20.mul(m2).fma(f0, t20);
      t30 = s30.mul(m3).fma(f0, t30);
    }
    t00.reinterpretAsInts().intoArray(words, tile + 0 * tileStep + 0 * Lanes.COUNT);
    t10.reinterpretAsInts().intoArray(words, tile + 1 * tileStep + 0 * Lanes.COUNT);
    t20.reinterpretAsInts().intoArray(words, tile + 2 * tileStep + 0 * Lanes.COUNT);
    t30.reinterpretAsInts().intoArray(words, tile + 3 * tileStep + 0 * Lanes.COUNT);
  }
}
