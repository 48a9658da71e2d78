package filterscope.cli;

import filterscope.data.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What pictures go through before the network sees them, where it differs from the network's card.
final class PreparationOptions {
  @Option(names = "--scale", paramLabel = "255|1", description = "Divide 8-bit samples by this.")
  private Optional<Double> divisor = Optional.empty();

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "r,g,b",
      hideParamSyntax = true,
      description = "Subtract these after scaling: one for all channels or one for each.")
  private List<Double> mean = new ArrayList<>();

  @Option(
      names = "--std",
      split = ",",
      paramLabel = "r,g,b",
      hideParamSyntax = true,
      description = "Divide by these afterwards: one for all channels or one for each.")
  private List<Double> std = new ArrayList<>();

  @Option(
      names = "--channels",
      paramLabel = "ORDER",
      description = "The order that the network wants: ${COMPLETION-CANDIDATES}.")
  private Optional<Preparation.Channels> channels = Optional.empty();

  @Option(
      names = "--resize",
      paramLabel = "N",
      description = "Bring the shorter side to N pixels first; 0 for not.")
  private Optional<Integer> resize = Optional.empty();

  @Option(
      names = "--crop",
      paramLabel = "N",
      description = "Then cut the middle N×N pixels out; 0 for not.")
  private Optional<Integer> crop = Optional.empty();

  /// A preparation with what was said here in place of its own.
  ///
  /// @param line the command, for complaints about its usage
  /// @throws ParameterException if a value can suit no network
  /// @throws filterscope.job.BadInputException if the two do not go together
  Preparation over(Preparation card, CommandLine line) {
    if (divisor.filter(number -> number == 0 || !Double.isFinite(number)).isPresent()) {
      throw new ParameterException(
          line, "--scale divides samples and takes a number other than 0, not " + divisor.get());
    }
    return new Preparation(
        resize.orElse(card.resize()),
        crop.orElse(card.crop()),
        channels.orElse(card.channels()),
        divisor.map(number -> 1 / number).orElse(card.scale()),
        mean.isEmpty() ? card.mean() : mean,
        std.isEmpty() ? card.std() : std);
  }
}
