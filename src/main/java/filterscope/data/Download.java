package filterscope.data;

import filterscope.job.BadInputException;
import filterscope.job.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/// One file from the network. What came before an interruption stays beside it as `NAME.part` and is gone on with; the file itself
/// is there only once its hash was right.
final class Download {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOTHING_LEFT = 416;

  private final URI from;
  private final Path to;
  private final String sha256;

  /// @param sha256 that the file has to have, lower-case hexadecimal
  Download(URI from, Path to, String sha256) {
    this.from = from;
    this.to = to;
    this.sha256 = sha256;
  }

  private Path part() {
    return to.resolveSibling(to.getFileName() + ".part");
  }

  /// @throws BadInputException if it cannot be fetched or is not the file that was asked for; the sentence says what to do
  void run(Progress progress) {
    try {
      Files.createDirectories(to.toAbsolutePath().getParent());
      fetch(progress);
      check(progress);
      Files.move(part(), to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new BadInputException(
          "%s could not be fetched (%s): connect this machine to the network and run the command again%s"
              .formatted(from, why(e), kept()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static String why(IOException e) {
    return switch (e) {
      case java.net.http.HttpConnectTimeoutException _ -> "no answer";
      case java.net.ConnectException _ -> "no connection";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private String kept() throws BadInputException {
    long bytes = have();
    return bytes == 0
        ? ""
        : String.format(
            Locale.ROOT, "; it goes on from the %.1f MB that are here already", bytes / 1e6);
  }

  private long have() {
    try {
      return Files.exists(part()) ? Files.size(part()) : 0;
    } catch (IOException e) {
      throw new BadInputException(part() + " cannot be read (" + Reading.why(e) + ")", e);
    }
  }

  private void fetch(Progress progress) throws IOException, InterruptedException {
    long have = have();
    HttpRequest.Builder request = HttpRequest.newBuilder(from).timeout(PATIENCE).GET();
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        switch (answer.statusCode()) {
          case OK -> store(in, 0, length(answer), progress);
          case PARTIAL -> store(in, have, have + length(answer), progress);
          case NOTHING_LEFT -> {
            // All of it is here: the hash decides.
          }
          default ->
              throw new BadInputException(
                  "%s answered with status %d; look for the file at another address"
                      .formatted(from, answer.statusCode()));
        }
      }
    }
  }

  private static long length(HttpResponse<?> answer) {
    return answer.headers().firstValueAsLong("Content-Length").orElse(0);
  }

  private void store(InputStream in, long begin, long end, Progress progress) throws IOException {
    try (OutputStream out =
        begin == 0
            ? Files.newOutputStream(part())
            : Files.newOutputStream(part(), StandardOpenOption.APPEND)) {
      byte[] buffer = new byte[1 << 16];
      long done = begin;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        progress.checkCancelled();
        out.write(buffer, 0, count);
        done += count;
        progress.report(
            end > begin ? (double) done / end : -1,
            String.format(Locale.ROOT, "%.1f of %.1f MB", done / 1e6, end / 1e6));
      }
      if (end > begin && done < end) {
        throw new IOException("the connection broke off");
      }
    }
  }

  private void check(Progress progress) throws IOException {
    progress.report(1, "checking its SHA-256");
    Hash hash = new Hash();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(part())) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        hash.bytes(buffer, count);
      }
    }
    String found = hash.hex();
    if (!found.equals(sha256)) {
      Files.delete(part());
      throw new BadInputException(
          "%s is not the file that was expected (SHA-256 %s, expected %s); it was thrown away: run the command again, and where that does not help, look for the file elsewhere"
              .formatted(from, found, sha256));
    }
  }
}
