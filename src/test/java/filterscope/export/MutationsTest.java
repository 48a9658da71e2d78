package filterscope.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import filterscope.data.Card;
import filterscope.data.ImageSet;
import filterscope.data.ImageSets;
import filterscope.data.Picture;
import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.kernel.ScalarFloatKernels;
import filterscope.onnx.OnnxReader;
import filterscope.onnx.OnnxWriter;
import filterscope.study.OpenNetwork;
import filterscope.study.Session;
import filterscope.study.Study;
import filterscope.testing.SmallWorld;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two hundred damaged files of every format that the program reads are refused with a sentence or opened: no crash, no hang, no
/// error of the machine.
class MutationsTest {
  private static final int FILES = 200;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;

  /// Opens a file, and uses what came of it.
  @FunctionalInterface
  private interface Opening {
    void open(Path file) throws IOException;
  }

  private void survives(String name, byte[] whole, Opening opening) {
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          Random random = new Random(name.hashCode());
          Path file = folder.resolve(name);
          int refused = 0;
          for (int turn = 0; turn < FILES; turn++) {
            Files.write(file, mutated(whole, random));
            refused += refuses(file, opening) ? 1 : 0;
          }
          assertThat(refused).as("refused files of " + name).isPositive();
          Files.write(file, whole);
          assertThat(refuses(file, opening)).as(name + " undamaged").isFalse();
        });
  }

  private static boolean refuses(Path file, Opening opening) throws IOException {
    try {
      opening.open(file);
      return false;
    } catch (BadInputException e) {
      assertThat(e.sentence()).isNotBlank().doesNotContain("Exception");
      return true;
    }
  }

  /// One to four changes: bits flipped, numbers made extreme, pieces cut, doubled or put in.
  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes && bytes.length > 8; change++) {
      int at = random.nextInt(bytes.length - 4);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 ->
            ByteBuffer.wrap(bytes)
                .putInt(
                    at, new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0}[random.nextInt(4)]);
        case 3 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 4 -> {
          int length = Math.min(bytes.length - at, 1 + random.nextInt(64));
          byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
          System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
          bytes = longer;
        }
        default -> {
          int length = Math.min(bytes.length - at, 1 + random.nextInt(64));
          byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
          System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
          bytes = shorter;
        }
      }
    }
    return bytes;
  }

  @Test
  void survivesNetworks() throws IOException {
    Path file = folder.resolve("whole.onnx");
    OnnxWriter.write(Worlds.network(), file, Map.of("a", "b"));
    survives(
        "network.onnx",
        Files.readAllBytes(file),
        damaged -> OnnxReader.read(damaged, Progress.NONE));
  }

  private byte[] packed() throws IOException {
    Path file = folder.resolve("whole.fsc");
    Worlds.Named named = Worlds.compressed().getFirst();
    PackedModel.write(named.network(), Optional.empty(), Worlds.claims(named.network()), file);
    return Files.readAllBytes(file);
  }

  @Test
  void survivesPackedModels() throws IOException {
    survives("model.fsc", packed(), PackedModel::read);
  }

  /// Whoever wants to do harm computes the checksums anew: what then is opened is also run.
  @Test
  void survivesPackedModelsWhoseChecksumsFit() throws IOException {
    byte[] whole = packed();
    int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    byte[] header = Arrays.copyOfRange(whole, Preamble.BYTES, Preamble.BYTES + length);
    byte[] payload = Arrays.copyOfRange(whole, Preamble.BYTES + length, whole.length);
    survives(
        "header.json",
        header,
        damaged -> {
          byte[] changed = Files.readAllBytes(damaged);
          Path file = folder.resolve("forged.fsc");
          Files.write(file, forged(changed, payload));
          CompiledNetwork network =
              CompiledNetwork.compile(PackedModel.read(file).network(), new ScalarFloatKernels());
          network.run(
              new float[network.inputShape().size()],
              network.newScratch(),
              new float[network.outputShape().size()]);
        });
  }

  private static byte[] forged(byte[] header, byte[] payload) {
    Preamble preamble =
        new Preamble(
            header.length,
            payload.length,
            crc(header),
            crc(payload),
            Sha256.of(ByteBuffer.wrap(header), ByteBuffer.wrap(payload)));
    return ByteBuffer.allocate(Preamble.BYTES + header.length + payload.length)
        .put(preamble.bytes())
        .put(header)
        .put(payload)
        .array();
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Test
  void survivesRecipesSessionsAndCards() throws IOException {
    Worlds.Named named = Worlds.compressed().getFirst();
    ClaimedRecipe recipe =
        new ClaimedRecipe(named.network().recipe(), Optional.of(Worlds.claims(named.network())));
    survives("a.recipe.json", recipe.text().getBytes(StandardCharsets.UTF_8), ClaimedRecipe::read);
    SmallWorld world = new SmallWorld(folder);
    Study study = Study.of(OpenNetwork.read(world.onnx(), Progress.NONE), Optional.empty());
    survives(
        "session.json",
        Session.of(study, Map.of("theme", "DARK")).text().getBytes(StandardCharsets.UTF_8),
        damaged ->
            Session.parse(
                new String(Files.readAllBytes(damaged), StandardCharsets.UTF_8), "session.json"));
    survives(
        "some-card.json",
        Files.readAllBytes(world.onnx().resolveSibling(Card.FILE_NAME)),
        Card::read);
  }

  @Test
  void survivesImageSets() throws IOException {
    SmallWorld world = new SmallWorld(folder);
    Path pictures = world.images().getFirst();
    Path labels = world.images().getLast();
    survives(
        "images",
        Files.readAllBytes(pictures),
        damaged -> look(ImageSets.open("idx:" + damaged + "," + labels, Progress.NONE)));
    survives(
        "labels",
        Files.readAllBytes(labels),
        damaged -> look(ImageSets.open("idx:" + pictures + "," + damaged, Progress.NONE)));
    byte[] records = new byte[5 * 3073];
    new Random(1).nextBytes(records);
    for (int record = 0; record < 5; record++) {
      records[record * 3073] = (byte) record;
    }
    Path cifar = Files.createDirectories(folder.resolve("cifar"));
    survives(
        "test_batch.bin",
        records,
        damaged -> {
          Files.copy(
              damaged,
              cifar.resolve("test_batch.bin"),
              java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          look(ImageSets.open("cifar10:" + cifar, Progress.NONE));
        });
    Files.write(folder.resolve("one.png"), picture("png"));
    survives(
        "list.tsv",
        "one.png\t0\none.png\t1\n".repeat(6).getBytes(StandardCharsets.UTF_8),
        damaged -> look(ImageSets.open("list:" + damaged, Progress.NONE)));
  }

  private static void look(ImageSet set) {
    set.sha256();
    for (int index = 0; index < Math.min(3, set.size()); index++) {
      set.label(index);
      set.picture(index);
    }
  }

  @Test
  void survivesPictures() throws IOException {
    survives("picture.png", picture("png"), Picture::read);
    survives("picture.jpg", picture("jpg"), Picture::read);
  }

  private static byte[] picture(String format) throws IOException {
    BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(2);
    for (int row = 0; row < 16; row++) {
      for (int column = 0; column < 24; column++) {
        image.setRGB(column, row, random.nextInt(1 << 24));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }
}
