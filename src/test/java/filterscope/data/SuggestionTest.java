package filterscope.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  @Test
  void countsChangedLetters() {
    assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
    assertThat(Suggestion.distance("Same", "sAME")).isZero();
    assertThat(Suggestion.distance("inof", "info")).isEqualTo(1);
  }

  @Test
  void namesTheNearestAndNothingFarAway() {
    List<String> known = List.of("fashion-mnist", "cifar10", "mnist");
    assertThat(Suggestion.nearest("fashon-mnist", known)).contains("fashion-mnist");
    assertThat(Suggestion.nearest("cifar-10", known)).contains("cifar10");
    assertThat(Suggestion.nearest("imagenet", known)).isEmpty();
    assertThat(Suggestion.forSentence("mnits", List.of("mnist-x"), "; no")).isEqualTo("; no");
    assertThat(Suggestion.forSentence("cifar", known, "")).isEqualTo("; did you mean cifar10?");
  }
}
