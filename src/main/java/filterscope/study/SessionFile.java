package filterscope.study;

import filterscope.job.BadInputException;
import filterscope.job.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Where the program keeps the session between two starts. The file is there whole or not at all, whenever the program is killed.
public record SessionFile(Path file) {
  private static final long MOST_BYTES = 16L << 20;

  /// The system property that names another file; `none` keeps no session.
  private static final String PROPERTY = "filterscope.session";

  /// The file of this person, or nothing where sessions are not kept.
  public static Optional<SessionFile> usual() {
    String named = System.getProperty(PROPERTY, "");
    if (named.equals("none")) {
      return Optional.empty();
    }
    Path file =
        named.isEmpty()
            ? folder(
                    System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "")))
                .resolve("session.json")
            : Path.of(named);
    return Optional.of(new SessionFile(file));
  }

  /// Where programs keep their state on an operating system.
  static Path folder(String system, Path home) {
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      return environment("APPDATA")
          .orElse(home.resolve("AppData").resolve("Roaming"))
          .resolve("Filterscope");
    }
    if (lower.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("Filterscope");
    }
    return environment("XDG_STATE_HOME")
        .orElse(home.resolve(".local").resolve("state"))
        .resolve("filterscope");
  }

  private static Optional<Path> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank()).map(Path::of);
  }

  /// The saved session, or nothing where none was saved.
  ///
  /// @throws BadInputException if there is one that cannot be read
  public Optional<Session> read() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(file + " is too large for a session (over 16 MiB)");
      }
      return Optional.of(Session.parse(Files.readString(file), file.toString()));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read as text", e);
    }
  }

  /// Writes aside, waits until it is on the disk, then moves.
  public void write(Session session) throws IOException {
    byte[] bytes = session.text().getBytes(StandardCharsets.UTF_8);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    WholeFile.writeThrough(file, out -> out.write(bytes));
  }
}
