package filterscope.onnx;

import java.io.Serial;

/// Why something in a file cannot be taken, and what to do about it. The reader adds the file and the node and makes it a
/// [filterscope.job.BadInputException].
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// @param reason a clause that goes on after the node's name
  /// @param remedy a clause in the imperative
  Refusal(String reason, String remedy) {
    super(reason + "; " + remedy);
  }

  private Refusal(String sentence, Refusal cause) {
    super(sentence, cause);
  }

  /// The same refusal of a part of something.
  Refusal about(String part) {
    return new Refusal(part + " " + getMessage(), this);
  }

  /// A file that contradicts itself.
  static Refusal inconsistent(String reason) {
    return new Refusal(reason, "the file is inconsistent: export the network again");
  }
}
