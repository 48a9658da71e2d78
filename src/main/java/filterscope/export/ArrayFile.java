package filterscope.export;

import filterscope.method.BasisConv;
import filterscope.method.CodebookConv;
import filterscope.method.CompressedConv;
import filterscope.method.FloatConv;
import filterscope.method.Grid;
import filterscope.method.GridConv;
import filterscope.method.Grouping;
import filterscope.method.HuffmanConv;
import filterscope.method.SeparatedConv;
import filterscope.method.StackedConv;
import filterscope.method.VectorCodebookConv;
import filterscope.network.ConvWeights;
import filterscope.network.Layer;
import filterscope.network.Weighted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// An `.npz`: for each layer with weights `LAYER/restored` (filters, channels, rows, columns), and by stored form `codes`, bit
/// planes `planes` (a byte of 0 or 1 for each weight, lowest plane first), `scales`, and `groups`, the index of the scale of each
/// two-dimensional kernel. `recipe.json` lies beside the arrays.
final class ArrayFile {
  private final ZipOutputStream zip;

  private ArrayFile(ZipOutputStream zip) {
    this.zip = zip;
  }

  static void write(Subject subject, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    ArrayFile file = new ArrayFile(zip);
    for (Layer layer : subject.network().network().weightedLayers()) {
      file.layer(layer, subject.network().layer(layer.name()));
    }
    byte[] recipe = subject.recipe().text().getBytes(StandardCharsets.UTF_8);
    file.entry("recipe.json", into -> into.write(recipe));
    zip.finish();
  }

  private void layer(Layer layer, CompressedConv stored) throws IOException {
    String name = entryName(layer.name());
    if (layer.operator() instanceof Weighted weighted && weighted.bias().isPresent()) {
      float[] bias = weighted.bias().get().values();
      array(name + "/bias", out -> NumpyFile.floats(out, bias, bias.length));
    }
    stored(name, stored);
  }

  /// The arrays of a stored form; factors of a separated one are arrays of their own below its name.
  private void stored(String name, CompressedConv stored) throws IOException {
    ConvWeights weights = stored.restore();
    int[] shape = weights.shape().toArray();
    array(name + "/restored", out -> NumpyFile.floats(out, weights.values(), shape));
    switch (stored) {
      case FloatConv _ -> {
        // The restored weights are the stored ones.
      }
      case GridConv grid -> grid(name, grid, shape);
      case CodebookConv book -> {
        short[] codes = new short[weights.size()];
        for (int index = 0; index < codes.length; index++) {
          codes[index] = (short) book.code(index);
        }
        array(name + "/codes", out -> NumpyFile.shorts(out, codes, shape));
        array(
            name + "/codebook", out -> NumpyFile.floats(out, book.values(), book.values().length));
      }
      case HuffmanConv _ -> {
        // A stream of codes of many lengths is no array; the packed model holds it.
      }
      case SeparatedConv separated -> {
        stored(name + "/vertical", separated.vertical());
        stored(name + "/horizontal", separated.horizontal());
      }
      case BasisConv basis -> {
        float[] kernels = basis.kernels();
        int functions = basis.functions();
        array(
            name + "/basis",
            out -> NumpyFile.floats(out, kernels, functions, kernels.length / functions));
        stored(name + "/coefficients", basis.coefficients());
      }
      case VectorCodebookConv vectors -> {
        short[] codes = new short[vectors.vectors()];
        for (int index = 0; index < codes.length; index++) {
          codes[index] = (short) vectors.code(index);
        }
        int filters = weights.filters();
        array(
            name + "/codes", out -> NumpyFile.shorts(out, codes, filters, codes.length / filters));
        float[] entries = vectors.codebook().values();
        int d = vectors.codebook().dimension();
        array(name + "/codebook", out -> NumpyFile.floats(out, entries, entries.length / d, d));
        array(
            name + "/channel-order",
            out -> NumpyFile.ints(out, vectors.order(), vectors.order().length));
      }
      case StackedConv stacked -> {
        int filters = weights.filters();
        short[] picks = new short[filters * stacked.stack()];
        for (int index = 0; index < picks.length; index++) {
          picks[index] = (short) stacked.pick(index / stacked.stack(), index % stacked.stack());
        }
        array(name + "/codes", out -> NumpyFile.shorts(out, picks, filters, stacked.stack()));
        short[] bank = new short[stacked.bankSize() * stacked.blockSize()];
        for (int index = 0; index < bank.length; index++) {
          bank[index] =
              (short) stacked.sign(index / stacked.blockSize(), index % stacked.blockSize());
        }
        array(
            name + "/bank",
            out -> NumpyFile.shorts(out, bank, stacked.bankSize(), stacked.blockSize()));
        scales(name, stacked.scales(), stacked.grouping());
      }
    }
  }

  private void grid(String name, GridConv grid, int[] shape) throws IOException {
    int size = shape[0] * shape[1] * shape[2] * shape[3];
    int bits = grid.weightBits();
    short[] levels = new short[size];
    byte[] planes = new byte[Math.multiplyExact(bits, size)];
    for (int index = 0; index < size; index++) {
      levels[index] = (short) grid.level(index);
      int code = GridCodec.code(grid.grid(), bits, grid.level(index));
      for (int plane = 0; plane < bits; plane++) {
        planes[plane * size + index] = (byte) (code >> plane & 1);
      }
    }
    array(name + "/codes", out -> NumpyFile.shorts(out, levels, shape));
    array(
        name + "/planes",
        out -> NumpyFile.bytes(out, planes, bits, shape[0], shape[1], shape[2], shape[3]));
    byte[] kind = {(byte) (grid.grid() == Grid.ODD ? 1 : 0)};
    array(name + "/odd", out -> NumpyFile.bytes(out, kind, 1));
    scales(name, grid.scales(), grid.grouping());
  }

  private void scales(String name, float[] scales, Grouping grouping) throws IOException {
    array(name + "/scales", out -> NumpyFile.floats(out, scales, scales.length));
    int[] groups = new int[grouping.filters() * grouping.channels()];
    for (int index = 0; index < groups.length; index++) {
      groups[index] = grouping.groupOf(index / grouping.channels(), index % grouping.channels());
    }
    array(
        name + "/groups",
        out -> NumpyFile.ints(out, groups, grouping.filters(), grouping.channels()));
  }

  /// Layers of some networks are called like paths; NumPy takes any name, and other readers no path that leaves the file.
  private static String entryName(String layer) {
    return layer.replaceAll("[\\\\/:\\p{Cntrl}]", "_");
  }

  private void array(String name, filterscope.job.WholeFile.Contents contents) throws IOException {
    entry(name + ".npy", contents);
  }

  /// Stored, not deflated, as `numpy.savez` does, and without the time, so that the same arrays are the same bytes.
  private void entry(String name, filterscope.job.WholeFile.Contents contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    contents.writeTo(bytes);
    CRC32 crc = new CRC32();
    crc.update(bytes.toByteArray());
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.size());
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    bytes.writeTo(zip);
    zip.closeEntry();
  }
}
