package filterscope.export;

import filterscope.data.Card;
import filterscope.data.Inputs;
import filterscope.method.CompressedNetwork;
import java.util.Optional;

/// What is exported.
///
/// @param name what the files are called, without their endings
/// @param card of the network, where it has one
/// @param claims what was measured of it
/// @param inputs the images that it was measured on; forms that are run elsewhere are checked on them
public record Subject(
    String name,
    CompressedNetwork network,
    Optional<Card> card,
    Claims claims,
    Optional<Inputs> inputs) {

  public Subject {
    if (name.isBlank() || name.contains("/") || name.contains("\\")) {
      throw new IllegalArgumentException("'" + name + "' is no name for a file");
    }
  }

  /// The recipe with the claims.
  ClaimedRecipe recipe() {
    return new ClaimedRecipe(network.recipe(), Optional.of(claims));
  }
}
