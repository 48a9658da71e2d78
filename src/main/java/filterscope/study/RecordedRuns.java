package filterscope.study;

import filterscope.data.Card;
import filterscope.job.BadInputException;
import filterscope.measure.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a card says of accuracies that were measured when its network was made: of the network itself, and of further seeds that
/// are not shipped, under `recordedRuns`: `[{"seed": 2, "hits": 9210, "samples": 10000}]`.
final class RecordedRuns {
  private static final String FURTHER = "recordedRuns";

  private RecordedRuns() {}

  /// The seed of the network itself.
  static String seed(Card card) {
    return Optional.ofNullable(card.provenance().get("seed")).orElse("?");
  }

  /// The accuracy of the network itself under its recipe, as its card has it.
  static Optional<Proportion> ofNetwork(Card card) {
    Map<String, String> facts = card.provenance();
    try {
      return Optional.ofNullable(facts.get("compressedAccuracy"))
          .map(Double::parseDouble)
          .flatMap(share ->
              Optional.ofNullable(
                      facts.getOrDefault("accuracySamples", facts.get("compressedAccuracySamples")))
                  .map(Long::parseLong)
                  .map(samples -> new Proportion(Math.round(share * samples), samples)));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("the card has an accuracy that is no number", e);
    }
  }

  /// Further seeds.
  ///
  /// @param network whose card it is, for complaints
  static List<ClaimRow.Run> further(Card card, String network) {
    List<ClaimRow.Run> runs = new ArrayList<>();
    String text = card.provenance().getOrDefault(FURTHER, "[]");
    try {
      for (JsonNode run : JsonMapper.shared().readTree(text)) {
        long samples = run.path("samples").asLong();
        runs.add(
            new ClaimRow.Run(
                run.path("seed").asString(),
                new Proportion(run.path("hits").asLong(), samples),
                false));
      }
    } catch (JacksonException | IllegalArgumentException e) {
      throw new BadInputException(
          "the card of %s has '%s' that is no list of {\"seed\", \"hits\", \"samples\"}"
              .formatted(network, FURTHER),
          e);
    }
    return runs;
  }
}
