package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server on this machine that serves an archive of the official form, and breaks off when told to.
final class SetDownloadTest {
  private static final String CACHE = "filterscope.cache";
  private static final KnownSet CIFAR_10 = Catalogue.byId("cifar10").orElseThrow();

  @TempDir private Path folder;
  private final List<String> ranges = new ArrayList<>();
  private byte[] archive = {};
  private String sha256 = "";
  private Optional<Integer> breakOff = Optional.empty();
  private Optional<HttpServer> server = Optional.empty();

  @BeforeEach
  void serve() throws IOException {
    System.setProperty(CACHE, folder.resolve("cache").toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(header("cifar-10-batches-bin/", 0, '5'));
      for (int batch = 1; batch <= 5; batch++) {
        add(out, "data_batch_" + batch + ".bin", images(batch));
      }
      add(out, "test_batch.bin", images(6));
      out.write(new byte[1024]);
    }
    archive = bytes.toByteArray();
    Hash hash = new Hash();
    hash.bytes(archive);
    sha256 = hash.hex();
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    made.createContext("/files/cifar-10-binary.tar.gz", this::answer);
    made.start();
    server = Optional.of(made);
  }

  @AfterEach
  void stop() {
    server.ifPresent(running -> running.stop(0));
    System.clearProperty(CACHE);
  }

  private static byte[] images(int seed) {
    byte[] images = new byte[4 * 3073];
    new Random(seed).nextBytes(images);
    for (int image = 0; image < 4; image++) {
      images[image * 3073] = (byte) image;
    }
    return images;
  }

  private static void add(OutputStream out, String name, byte[] contents) throws IOException {
    out.write(header("cifar-10-batches-bin/" + name, contents.length, '0'));
    out.write(contents);
    out.write(new byte[(512 - contents.length % 512) % 512]);
  }

  private static byte[] header(String name, int size, char kind) {
    byte[] header = new byte[512];
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, header, 0, text.length);
    byte[] octal = "%011o".formatted(size).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octal, 0, header, 124, octal.length);
    header[156] = (byte) kind;
    return header;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
    ranges.add(range);
    int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from >= archive.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    int end = breakOff.orElse(archive.length);
    try (OutputStream out = exchange.getResponseBody()) {
      exchange.sendResponseHeaders(range.isEmpty() ? 200 : 206, archive.length - from);
      out.write(archive, from, end - from);
    }
  }

  private SetDownload download() {
    int port = server.orElseThrow().getAddress().getPort();
    return SetDownload.of(CIFAR_10).from(URI.create("http://localhost:" + port + "/files/"));
  }

  @Test
  void fetchesChecksAndUnpacksToWhereTheNameIsLookedFor() {
    download().run(sha256, Progress.NONE);

    ImageSet training = ImageSets.openTraining("cifar10", Progress.NONE);
    assertThat(training.size()).isEqualTo(20);
    assertThat(training.label(2)).isEqualTo(2);
    assertThat(ImageSets.open("cifar10", Progress.NONE).size()).isEqualTo(4);
    assertThat(download().folder().resolve("cifar-10-binary.tar.gz")).doesNotExist();
  }

  @Test
  void goesOnWhereAnInterruptedRunStopped() throws IOException {
    breakOff = Optional.of(archive.length / 3);
    assertThatThrownBy(() -> download().run(sha256, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("goes on from");
    assertThat(download().folder().resolve("cifar-10-batches-bin")).doesNotExist();
    // What the server sent last may be lost with the connection.
    long kept = Files.size(download().folder().resolve("cifar-10-binary.tar.gz.part"));
    assertThat(kept).isBetween(1L, archive.length / 3L);

    breakOff = Optional.empty();
    download().run(sha256, Progress.NONE);

    assertThat(ranges).hasSize(2);
    assertThat(ranges.getFirst()).isEmpty();
    assertThat(ranges.getLast()).isEqualTo("bytes=" + kept + "-");
    assertThat(ImageSets.openTraining("cifar10", Progress.NONE).size()).isEqualTo(20);
  }

  @Test
  void takesAFileThatCameWholeBeforeItWasInterrupted() throws IOException {
    Path part = download().folder().resolve("cifar-10-binary.tar.gz.part");
    Files.createDirectories(part.getParent());
    Files.write(part, archive);

    download().run(sha256, Progress.NONE);

    assertThat(ImageSets.isPresent(CIFAR_10, true)).isTrue();
  }

  @Test
  void throwsAwayWhatIsNotTheFileThatWasExpected() throws IOException {
    byte[] damaged = archive.clone();
    damaged[damaged.length / 2] ^= 1;
    String expected = sha256;
    archive = damaged;

    assertThatThrownBy(() -> download().run(expected, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(expected)
        .hasMessageContaining("run the command again");
    try (var left = Files.list(download().folder())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void explainsItselfWithoutANetwork() {
    server.orElseThrow().stop(0);
    SetDownload nowhere = download();

    assertThatThrownBy(() -> nowhere.run(sha256, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("connect this machine to the network")
        .hasMessageNotContaining("\n");
  }

  @Test
  void namesTheRemedyOfASetThatItDoesNotFetch() {
    assertThatThrownBy(() -> SetDownload.of(Catalogue.byId("fashion-mnist").orElseThrow()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("dataset-fashion-mnist");
  }

  @Test
  void refusesAnArchiveThatEndsTooEarly() throws IOException {
    Path cut = folder.resolve("cut.tar");
    byte[] whole = header("a.bin", 5000, '0');
    Files.write(cut, Arrays.copyOf(whole, 900));

    assertThatThrownBy(() -> TarArchive.unpack(cut, folder.resolve("into"), Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("ends too early");
    assertThat(folder.resolve("into").resolve("a.bin")).doesNotExist();
  }
}
