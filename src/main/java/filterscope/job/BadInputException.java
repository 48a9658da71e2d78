package filterscope.job;

import java.io.Serial;

/// Something that a person gave cannot be used. The message is one sentence for that person: which file, which node or
/// argument, what is wrong, what to do about it. It begins small, because some of those who show it put a name before it;
/// they add capital and full stop.
public final class BadInputException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public BadInputException(String sentence) {
    super(sentence);
  }

  public BadInputException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /// The sentence.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
