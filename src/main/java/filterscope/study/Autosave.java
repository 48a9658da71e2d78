package filterscope.study;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Saves the session soon after it changed, on a thread of its own: of many changes in quick succession the last one is written.
public final class Autosave implements AutoCloseable {
  /// Well within the five seconds of work that a crash may cost.
  public static final Duration SOON = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Autosave.class);

  private final SessionFile file;
  private final Duration delay;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("autosave").factory());
  private final AtomicReference<Optional<Session>> waiting =
      new AtomicReference<>(Optional.empty());

  /// @param delay between a change and its writing
  public Autosave(SessionFile file, Duration delay) {
    this.file = file;
    this.delay = delay;
  }

  /// Takes a session to be saved soon; returns at once.
  public void save(Session session) {
    if (waiting.getAndSet(Optional.of(session)).isEmpty()) {
      // [#write] tells of its failures itself.
      var _ = thread.schedule(this::write, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void write() {
    waiting
        .getAndSet(Optional.empty())
        .ifPresent(session -> {
          try {
            file.write(session);
          } catch (IOException e) {
            LOG.warn("The session cannot be saved to {}: {}", file.file(), e.toString());
          }
        });
  }

  /// Saves what is waiting.
  @Override
  public void close() {
    thread.shutdown();
    write();
  }
}
