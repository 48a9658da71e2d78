package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import filterscope.data.Samples;
import filterscope.job.InlineJobs;
import filterscope.testing.SmallWorld;
import filterscope.testing.TrainedSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaimsModelTest {
  @TempDir static Path folder;

  private final InlineJobs jobs = InlineJobs.stepByStep();
  private final StatusModel status = new StatusModel();

  @BeforeAll
  static void makeTheWorld() {
    TrainedSamples.addTo(new SmallWorld(folder));
  }

  private ClaimsModel claims(Path samples) {
    jobs.watch(status::hear);
    return new ClaimsModel(jobs, new Samples(samples), SmallWorld.machine(), status);
  }

  @Test
  void tellsOfEachNetworkWhenItIsKnown() {
    ClaimsModel claims = claims(folder);
    List<Integer> sizes = new ArrayList<>();
    claims.lines().addListener((InvalidationListener) _ -> sizes.add(claims.lines().size()));
    assertThat(claims.accountProperty().get()).contains("2005.09034").contains("−0.3 to +0.4");

    claims.start();
    assertThat(claims.runningProperty().get()).isTrue();
    jobs.runAll();

    assertThat(claims.runningProperty().get()).isFalse();
    assertThat(sizes).contains(1, 2);
    assertThat(claims.wordsProperty().get()).isEqualTo("measured 2 networks");
    assertThat(claims.lines())
        .extracting(ClaimLine::network)
        .containsExactly("small-g1", "small-g16");
    ClaimLine alone = claims.lines().getFirst();
    ClaimLine sharing = claims.lines().getLast();
    assertThat(alone.difference()).isEqualTo("–");
    assertThat(alone.verdict()).isEqualTo("reference");
    assertThat(sharing.group()).isEqualTo("layer");
    assertThat(sharing.bits()).isEqualTo("1 / float");
    assertThat(sharing.difference()).isNotEqualTo("–");
    assertThat(sharing.differenceInterval()).contains(" … ");
    assertThat(sharing.verdict()).isIn("holds", "does not hold", "undecided");
    // Of conv3, 16·16·9 weights, and conv2, 16·8·9: 32 bits each before, 1 each and two scales now.
    assertThat(sharing.memory()).isEqualTo(Numbers.times(32.0 * 3456 / (3456 + 64)));
    assertThat(claims.accountProperty().get())
        .contains("small-g16")
        .contains("less than 30×: small-g1.")
        .contains("one seed");
  }

  @Test
  void stopsAndStartsAgain() {
    ClaimsModel claims = claims(folder);
    claims.start();
    claims.cancel();
    jobs.runAll();
    assertThat(claims.runningProperty().get()).isFalse();
    assertThat(claims.lines()).isEmpty();
    assertThat(claims.wordsProperty().get()).contains("stopped");
    claims.start();
    jobs.runAll();
    assertThat(claims.lines()).hasSize(2);
  }

  @Test
  void saysSoWithoutNetworksThatWereTrained() {
    ClaimsModel claims = claims(folder.resolve("bare"));
    claims.start();
    jobs.runAll();
    assertThat(claims.wordsProperty().get()).startsWith("No sample network");
  }
}
