package filterscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filterscope.job.BadInputException;
import org.junit.jupiter.api.Test;

class BackendTest {
  @Test
  void prefersTheVectorApiWhereTheModuleIsPresent() {
    assertThat(Backend.choose("", true).name()).startsWith("Vector API");
    assertThat(Backend.choose("", false).name()).isEqualTo("scalar");
  }

  @Test
  void obeysTheProperty() {
    assertThat(Backend.choose("scalar", true).name()).isEqualTo("scalar");
    assertThat(Backend.choose("simd", true).name()).startsWith("Vector API");
  }

  @Test
  void saysWhichFlagIsMissing() {
    assertThatThrownBy(() -> Backend.choose("simd", false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--add-modules jdk.incubator.vector");
    assertThatThrownBy(() -> Backend.choose("fast", true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("not 'fast'");
  }
}
