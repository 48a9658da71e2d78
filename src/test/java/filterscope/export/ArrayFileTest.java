package filterscope.export;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.method.GridConv;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// The arrays are such as NumPy reads, and multiplied they give the restored weights.
class ArrayFileTest {
  private static Map<String, byte[]> entries(Worlds.Named named) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArrayFile.write(Worlds.subject(named.network()), out);
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  @Test
  void beginsAsNumPyWantsIt() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NumpyFile.floats(out, new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    byte[] bytes = out.toByteArray();
    // The format of numpy.lib.format, version 1.0: ten bytes, a header that ends in a line feed at
    // a multiple of 64, the data.
    assertThat(Arrays.copyOf(bytes, 10))
        .containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
    String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertThat(header)
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }")
        .endsWith(" \n");
    assertThat(bytes).hasSize(128 + 24);
    assertThat(data(bytes).getFloat(4)).isEqualTo(2f);
  }

  @Test
  void writesAVectorWithTheCommaThatPythonWants() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NumpyFile.ints(out, new int[] {7}, 1);
    assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains("'shape': (1,), }");
  }

  @Test
  void restoresWeightsFromCodesScalesAndGroups() throws IOException {
    for (Worlds.Named named : Worlds.compressed()) {
      Map<String, byte[]> entries = entries(named);
      assertThat(entries).containsKey("recipe.json");
      if (named.network().layer("conv2") instanceof GridConv grid) {
        ByteBuffer codes = data(entries.getOrDefault("conv2/codes.npy", new byte[10]));
        ByteBuffer scales = data(entries.getOrDefault("conv2/scales.npy", new byte[10]));
        ByteBuffer groups = data(entries.getOrDefault("conv2/groups.npy", new byte[10]));
        ByteBuffer planes = data(entries.getOrDefault("conv2/planes.npy", new byte[10]));
        float[] restored = named.network().effectiveWeights("conv2").values();
        ByteBuffer written = data(entries.getOrDefault("conv2/restored.npy", new byte[10]));
        for (int index = 0; index < restored.length; index++) {
          float scale = scales.getFloat(4 * groups.getInt(4 * (index / 9)));
          assertThat(scale * codes.getShort(2 * index)).isEqualTo(restored[index]);
          assertThat(written.getFloat(4 * index)).isEqualTo(restored[index]);
          int code = 0;
          for (int plane = 0; plane < grid.weightBits(); plane++) {
            code |= planes.get(plane * restored.length + index) << plane;
          }
          assertThat(GridCodec.level(grid.grid(), grid.weightBits(), code))
              .isEqualTo(grid.level(index));
        }
      }
    }
  }

  private static ByteBuffer data(byte[] file) {
    int header = 10 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    return ByteBuffer.wrap(file, header, file.length - header)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
