package filterscope.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tukaani.xz.XZInputStream;

/// The folder of real networks and images beside the project, which is never committed. Tests that want a file of it skip
/// loudly when it is absent.
public final class SharedData {
  private static final Path ROOT = Path.of("..", "shared", "data");
  private static final Path UNPACKED = Path.of("target", "shared-unpacked");

  private SharedData() {}

  /// A file of the folder, decompressed under `target` when it is stored as `.xz`; skips the test when it is absent.
  public static Path file(String name) {
    Path plain = ROOT.resolve(name);
    if (Files.exists(plain)) {
      return plain;
    }
    Path packed = ROOT.resolve(name + ".xz");
    boolean present = Files.exists(packed);
    if (!present) {
      System.err.println("SKIPPED for want of shared data: " + name);
    }
    assumeTrue(present, () -> "shared data absent: " + name);
    return unpack(packed, UNPACKED.resolve(name));
  }

  private static synchronized Path unpack(Path packed, Path to) {
    if (!Files.exists(to)) {
      try {
        Files.createDirectories(to.getParent());
        Path aside = Files.createTempFile(to.getParent(), "unpack", ".part");
        try (InputStream in = new XZInputStream(Files.newInputStream(packed))) {
          Files.copy(in, aside, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(aside, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return to;
  }
}
