package filterscope.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class InlineJobsTest {
  private final List<Object> seen = new ArrayList<>();

  @Test
  void runsWithinTheCall() {
    RunningJob job =
        InlineJobs.atOnce()
            .start("t", (_, results) -> List.of(1, 2).forEach(results), seen::add, this::failed);
    assertThat(seen).containsExactly(1, 2);
    assertThat(job.isDone()).isTrue();
  }

  @Test
  void ofSeveralWaitingOnesOfAKeyOnlyTheNewestRuns() {
    InlineJobs jobs = InlineJobs.stepByStep();
    for (int number = 1; number <= 3; number++) {
      latest(jobs, "key", number);
    }
    latest(jobs, "other", 9);
    assertThat(jobs.waiting()).isEqualTo(2);
    assertThat(seen).isEmpty();
    assertThat(jobs.runNext()).isTrue();
    assertThat(seen).containsExactly(3);
    jobs.runAll();
    assertThat(seen).containsExactly(3, 9);
    assertThat(jobs.runNext()).isFalse();
  }

  @Test
  void dropsLateResultsOfASupersededJob() {
    InlineJobs jobs = InlineJobs.atOnce();
    jobs.<Object>startLatest(
        "key",
        "old",
        (progress, results) -> {
          results.accept("early");
          latest(jobs, "key", 2);
          assertThat(progress.isCancelled()).isTrue();
          results.accept("late");
        },
        seen::add,
        this::failed);
    assertThat(seen).containsExactly("early", 2);
  }

  @Test
  void aCancelledJobNeverStartsAndOneThatStopsIsNoFailure() {
    InlineJobs jobs = InlineJobs.stepByStep();
    RunningJob waiting =
        jobs.start("t", (_, results) -> results.accept(1), seen::add, this::failed);
    waiting.cancel();
    RunningJob stopped =
        jobs.start(
            "t",
            (_, _) -> {
              throw new CancellationException();
            },
            seen::add,
            this::failed);
    jobs.runAll();
    assertThat(seen).isEmpty();
    assertThat(waiting.isDone()).isTrue();
    assertThat(stopped.isDone()).isTrue();
  }

  @Test
  void handsOverWhatAJobThrew() {
    InlineJobs jobs = InlineJobs.atOnce();
    jobs.start(
        "t",
        (_, results) -> {
          results.accept("partial");
          throw new BadInputException("no such file");
        },
        seen::add,
        this::failed);
    jobs.start(
        "big",
        (_, _) -> {
          throw new OutOfMemoryError();
        },
        seen::add,
        this::failed);
    assertThat(seen).hasSize(3).startsWith("partial", "no such file");
    assertThat(seen.get(2)).asString().startsWith("big: there is not enough memory");
  }

  @Test
  void tellsWatchersHowFarJobsAre() {
    InlineJobs jobs = InlineJobs.atOnce();
    List<JobEvent> events = new ArrayList<>();
    jobs.watch(events::add);
    RunningJob job =
        jobs.start("title", (progress, _) -> progress.report(0.5, "half"), seen::add, this::failed);
    assertThat(events)
        .containsExactly(
            new JobEvent.Started(job, "title"),
            new JobEvent.Progressed(job, "title", 0.5, "half"),
            new JobEvent.Finished(job, "title"));
  }

  private void latest(JobRunner jobs, String key, int number) {
    jobs.startLatest(key, "t", (_, results) -> results.accept(number), seen::add, this::failed);
  }

  private void failed(Exception failure) {
    seen.add(failure.getMessage());
  }
}
