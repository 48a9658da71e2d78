package filterscope.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SentencesTest {
  @Test
  void beginsWithACapitalAndEndsWithAFullStop() {
    assertThat(Sentences.sentence("the scale is 0")).isEqualTo("The scale is 0.");
    assertThat(Sentences.sentence("Nothing to mend.")).isEqualTo("Nothing to mend.");
    assertThat(Sentences.sentence("Really?")).isEqualTo("Really?");
    assertThat(Sentences.sentence("")).isEmpty();
  }

  @Test
  void leavesNamesAsTheyAre() {
    assertThat(Sentences.sentence("net.onnx is broken")).isEqualTo("net.onnx is broken.");
    assertThat(Sentences.sentence("conv1 has no weights")).isEqualTo("conv1 has no weights.");
    assertThat(Sentences.sentence("weight-bits takes 1 to 8"))
        .isEqualTo("weight-bits takes 1 to 8.");
  }
}
